import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase } from '../../src/app/close-case.ts'
import { closeSilentCases } from '../../src/app/close-silent-cases.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

// "Is it solved?", as a household answers it: by a button, by words, late, twice, or in the name of somebody else.

let bench: TalkBench
let staff: StaffMember
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  const { officeId } = await smallOffice(bench)
  staff = { id: 's1', name: 'Lê Mai', email: 's1@example.vn', role: 'officer', officeId, lang: 'vi' } as StaffMember
  const { id, name, email, role } = staff
  await bench.database.prisma.staff.create({ data: { id, name, email, role, officeId } })
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

/** Somebody with a case that staff call settled; the question has been read. */
async function asked(of: { english?: boolean; answer?: string } = {}) {
  people += 1
  const person = bench.person(`solved-${people}`)
  await person.arrives()
  if (of.english) await person.goes('Việc khác', 'Cài đặt, tắt tin', 'Tiếng / Language', 'English')
  const steps = of.english
    ? ['I need help', 'Difficulty, complaint', '1', '1', 'the rice died']
    : ['Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép hết']
  await person.goes(...steps)
  const row = await bench.database.prisma.case.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const found = { id: row.id.toString(), code: row.code }
  if (of.answer) await bench.store.cases.say(found.id, { by: 'staff', staff: 's1', text: of.answer, at: bench.now })
  await closeCase({ ...bench.deps, store: bench.store }, { staff, caseId: found.id })
  await sent(person)
  return { person, ...found, state: async () => (await bench.store.cases.find(found.id))! }
}

/** What waits in the outbox is sent with the next act; a word that changes nothing brings it. */
async function sent(person: ReturnType<TalkBench['person']>) {
  await person.does({ kind: 'unblocked' })
}

describe('is it solved?', () => {
  it('is put with the case, by name', async () => {
    const { person, code } = await asked()
    expect(person.last().text).toContain(code)
    expect(person.last().text).toContain('Lê Mai cho biết việc này đã giải quyết')
    expect(person.last().buttons.map((b) => b.label)).toEqual(['Đã xong', 'Chưa xong'])
  })

  it.each([
    ['a button', (p: Asked['person']) => p.taps('Đã xong')],
    ['its words', (p: Asked['person']) => p.types('đã xong')],
    ['words without marks', (p: Asked['person']) => p.types('da xong')],
    ['what people say', (p: Asked['person']) => p.types('Xong rồi')],
    ['its number', (p: Asked['person']) => p.types('1')],
  ])('yes by %s closes it', async (_, says) => {
    const { person, code, state } = await asked()
    expect(await says(person)).toContain(`Việc số ${code} đã đóng`)
    expect(await state()).toMatchObject({ state: 'closed', outcome: 'solved' })
  })

  it.each([
    ['a button', (p: Asked['person']) => p.taps('Chưa xong')],
    ['its words', (p: Asked['person']) => p.types('chua xong')],
    ['one word', (p: Asked['person']) => p.types('chưa')],
    ['its number', (p: Asked['person']) => p.types('2')],
  ])('no by %s opens it again, with a new deadline that is told', async (_, says) => {
    const { person, id, state } = await asked()
    const said = await says(person)
    expect(said).toContain('đã mở lại')
    expect(said).toContain('trước 17 giờ thứ Tư, 18/11/2026')
    expect(await state()).toMatchObject({ state: 'open' })
    expect((await bench.store.cases.lines(id)).at(-1)).toMatchObject({
      by: 'household',
      text: '(Bà con bấm: Chưa xong)',
    })
    await person.types('cán bộ chưa đến lần nào')
    expect((await bench.store.cases.lines(id)).at(-1)?.text).toBe('cán bộ chưa đến lần nào')
  })

  it('other words are said to the case, and open it', async () => {
    const { person, id, state } = await asked()
    await person.types('cán bộ hẹn mãi mà không thấy đến nhà tôi')
    expect(await state()).toMatchObject({ state: 'open' })
    expect((await bench.store.cases.lines(id)).at(-1)?.text).toBe('cán bộ hẹn mãi mà không thấy đến nhà tôi')
  })

  it('a second tap changes nothing', async () => {
    const { person, code, state } = await asked()
    await person.taps('Đã xong')
    expect(await person.taps('Đã xong')).toContain(`Việc số ${code} đã đóng rồi`)
    expect(await person.taps('Chưa xong')).toContain('đã mở lại')
    const { dueAt } = await state()
    expect(await person.taps('Chưa xong')).toContain('đang mở')
    expect((await state()).dueAt).toEqual(dueAt)
  })

  it('after seven days of silence it is closed kindly, and one tap opens it again', async () => {
    const { person, code, state } = await asked()
    const before = bench.now
    bench.now = new Date(before.getTime() + 9 * 86_400_000)
    expect(await closeSilentCases({ ...bench.deps, store: bench.store })).toBeGreaterThan(0)
    await sent(person)
    expect(person.last().text).toContain(`Việc ${code} tạm đóng`)
    expect(await state()).toMatchObject({ state: 'closed', outcome: 'no_answer' })
    expect(await person.taps('Chưa xong')).toContain('đã mở lại')
    expect(await state()).toMatchObject({ state: 'open' })
    bench.now = before
  })

  it('is nobody else’s to answer', async () => {
    const { person, state } = await asked()
    const token = person.last().buttons[0]?.token ?? ''
    const other = await asked()
    expect(await other.person.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    expect(await state()).toMatchObject({ state: 'answered' })
  })

  it.each(['case-solved/settled.solved#zzzzzzzzzzz', 'case-solved/settled.solved#', 'case-solved/settled.other#1'])(
    'a made-up button %s closes nothing',
    async (token) => {
      const { person, state } = await asked()
      await person.does({ kind: 'tap', token })
      expect((await state()).state).not.toBe('closed')
    },
  )

  it('reads English', async () => {
    const { person, code, state } = await asked({ english: true })
    expect(person.last().text).toContain('Is it solved?')
    expect(await person.types('solved')).toContain(`Case ${code} is closed`)
    expect((await state()).state).toBe('closed')
  })
})

type Asked = Awaited<ReturnType<typeof asked>>
