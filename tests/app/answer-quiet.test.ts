import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerCase } from '../../src/app/answer-case.ts'
import { handBack } from '../../src/app/hand-back.ts'
import { quietHours } from '../../src/app/hear-colleague.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { officeBench, type Person, type TalkBench } from './talk-bench.ts'

let bench: TalkBench
let officer: StaffMember
let mai: Person
let people = 0

beforeAll(async () => {
  bench = await officeBench()
  const { id: officeId } = await bench.store.units.mainOffice()
  const data = { id: 'o1', name: 'Lê Mai', email: 'o1@example.vn', role: 'officer', officeId }
  await bench.database.prisma.staff.create({ data })
  officer = (await bench.store.staff.find('o1'))!
})
afterAll(() => bench.close())
beforeEach(async () => {
  people += 1
  mai = bench.person(`answered-${people}`)
  await mai.arrives()
  await mai.goes('gặp cán bộ', 'Cho em hỏi về khoản vay của mẹ em')
})

const deps = () => ({ store: bench.store, clock: bench.deps.clock, jobs: bench.deps.jobs })
const found = async () => {
  const where = { account: { address: `answered-${people}` } }
  return bench.database.prisma.case.findFirstOrThrow({ where, orderBy: { id: 'desc' }, include: { lines: true } })
}
const answers = async (text: string, heard?: number) => {
  const caseId = (await found()).id.toString()
  const done = await answerCase(deps(), { staff: officer, caseId, text, ...(heard === undefined ? {} : { heard }) })
  expect(done).toEqual({ ok: true })
  return caseId
}
const pass = (ms: number) => {
  bench.now = new Date(bench.now.getTime() + ms)
}
const question = 'lãi suất nước sạch bao nhiêu'

describe('after an answer of staff', () => {
  it('Loa is quiet, says so once, and what is typed goes to the case, which waits again', async () => {
    await answers('Chào chị, mẹ chị tên gì ạ?')
    const first = await mai.types(question)
    expect(first).toContain('Cán bộ ngân hàng đang trực tiếp trả lời')
    expect(first).not.toContain('8,4')
    // The answer itself had been waiting for the sender: it comes with the first words that follow.
    expect(first).toContain('Chào chị, mẹ chị tên gì ạ?')
    expect(await mai.types('Tên là Lan ạ')).toBe('')
    const { state, lines, unreadSince } = await found()
    expect(state).toBe('open')
    expect(unreadSince).not.toBeNull()
    expect(lines.map(({ by }) => by)).toEqual(['household', 'staff', 'household', 'household'])
  })

  it.each([
    ['the word menu', () => mai.types('menu')],
    ['a press', () => mai.taps('Tôi muốn vay vốn')],
  ])('%s turns to Loa again, which then answers free words', async (_, act) => {
    await answers('Chào chị.')
    await mai.types('menu')
    await answers('Còn gì nữa không ạ?')
    expect(await act()).not.toContain('đang trực tiếp')
    await mai.types('menu')
    expect(await mai.types(question)).toContain('8,4')
  })

  it(`is quiet for ${quietHours} hours from the last answer on, and then answers again`, async () => {
    await answers('Chào chị.')
    pass((quietHours - 1) * 3_600_000)
    await answers('Em vẫn đang xem.')
    pass(quietHours * 3_600_000 - 2_000)
    expect(await mai.types('dạ')).toContain('đang trực tiếp')
    pass(2_000)
    const later = await mai.types(question)
    expect(later).toContain('8,4')
    expect(later).not.toContain('chuyển lời')
  })

  it('staff give the talk back: the person is told, and Loa answers', async () => {
    const caseId = await answers('Chào chị.')
    expect(await handBack(deps(), { staff: officer, caseId })).toBe(true)
    expect(await handBack(deps(), { staff: officer, caseId })).toBe(false)
    const said = await mai.types(question)
    expect(said).toContain('Loa (máy) trả lời tiếp')
    expect(said).toContain('8,4')
    const audit = await bench.store.audit.list({ subjectKind: 'case', subjectId: caseId, limit: 5 })
    expect(audit[0]).toMatchObject({ action: 'case.hand_back', actorId: 'o1' })
  })

  it('words that came while it was typed leave the case waiting', async () => {
    await mai.types('Mẹ em tên Lan')
    const heard = (await found()).lines.filter(({ by }) => by === 'household').length
    await answers('Mẹ chị tên gì?', heard - 1)
    expect(await found()).toMatchObject({ state: 'open', unreadSince: expect.any(Date) })
    await answers('Em thấy rồi ạ.', heard)
    expect(await found()).toMatchObject({ state: 'answered', unreadSince: null })
  })

  it('two at once lose nothing: what is typed while it is sent is heard before or after', async () => {
    const [, said] = await Promise.all([answers('Chào chị.'), mai.types('Mẹ em tên Lan')])
    expect(said).toMatch(/\S|^$/)
    const { lines } = await found()
    expect(lines.map(({ by }) => by).sort()).toEqual(['household', 'household', 'staff'])
    expect(await mai.types('Còn đó không?')).not.toContain('8,4')
  })
})

describe('an answer', () => {
  it('is not sent while fillers stand in it', async () => {
    const caseId = (await found()).id.toString()
    const typed = { staff: officer, caseId, text: 'Chào {name}, hẹn {day}' }
    expect(await answerCase(deps(), typed)).toEqual({ ok: false, problem: 'unfilled', fillers: ['name', 'day'] })
    expect((await found()).lines).toHaveLength(1)
  })
})
