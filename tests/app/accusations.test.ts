import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCase } from '../../src/app/answer-case.ts'
import type { CaseRoute } from '../../src/domain/case.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

// A group whose leader writes to Loa, and a household of it that has something to say about people.

let bench: TalkBench
let officer: StaffMember
let householdId: string
let groupId: number
let leader: Person
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  const office = await smallOffice(bench)
  householdId = String(office.households[0])
  const made = { id: 'cb', name: 'Lê Mai', email: 'mai@vbsp.example', role: 'officer', officeId: office.officeId }
  await bench.database.prisma.staff.create({ data: made })
  officer = (await bench.store.staff.find('cb'))!
  groupId = (await bench.database.prisma.savingsCreditGroup.findFirstOrThrow()).id
  leader = bench.person('the-leader')
  await leader.arrives()
  const accountId = (await bench.database.prisma.channelAccount.findFirstOrThrow({ where: { address: 'the-leader' } }))
    .id
  await bench.database.prisma.groupRole.create({ data: { groupId, accountId, role: 'leader', since: bench.now } })
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

/** A member of the group. */
async function member(): Promise<Person & { accountId: string }> {
  people += 1
  const address = `member-${people}`
  const person = bench.person(address)
  await person.arrives()
  const row = await bench.database.prisma.channelAccount.findFirstOrThrow({ where: { address } })
  const accountId = row.id.toString()
  await bench.store.accounts.link(accountId, { householdId, person: { role: 'other', name: 'Con' }, at: bench.now })
  return Object.assign(person, { accountId })
}

const casesOf = ({ accountId }: { accountId: string }) => bench.store.cases.openOfAccounts([accountId])
const wordsFor = async () => (await bench.store.leaders.cases(groupId)).map(({ last }) => last)

/** What the leader has been sent since, and finds in the group. */
async function leaderReads(from: number): Promise<string> {
  await leader.types('menu')
  await leader.taps('Tổ của tôi')
  return [...leader.all.slice(from).map(({ text }) => text), ...(await wordsFor())].join('\n')
}

const asGroupMatter = ['Tôi cần giúp', 'Khó khăn, khiếu nại', 'Việc tổ, phản ánh', 'Việc của tổ, mất sổ']

describe('a matter of the group', () => {
  it.each(['mất sổ vay vốn', 'bao gio hop to a'])('that is nothing else reaches the leader: %s', async (text) => {
    const person = await member()
    const from = leader.all.length
    expect(await person.goes(...asGroupMatter, text)).toContain('chuyển cho tổ trưởng')
    expect((await casesOf(person))[0]).toMatchObject({ kind: 'group_matter', routedTo: 'group_leader' })
    expect(await leaderReads(from)).toContain(text)
  })

  it.each<[string, string, CaseRoute]>([
    ['tổ trưởng ăn chặn tiền lãi của tôi', 'complaint', 'officer'],
    ['to truong giu so khong tra', 'complaint', 'officer'],
    ['mất sổ, chắc bà ấy cầm', 'group_matter', 'officer'],
    ['sao nộp ba tháng rồi sổ không có chữ nào', 'group_matter', 'officer'],
    ['họp tổ chỉ toàn chia cho nhau', 'complaint', 'officer'],
    ['cán bộ tín dụng với tổ trưởng chia nhau tiền', 'complaint', 'director'],
    ['cán bộ ngân hàng đòi tôi 2 triệu', 'complaint', 'director'],
  ])('that accuses, or may, reaches nobody whom it may mean: %s', async (text, kind, routedTo) => {
    const person = await member()
    const from = leader.all.length
    const said = await person.goes(...asGroupMatter, text)
    const [found] = await casesOf(person)
    expect(found).toMatchObject(kind === 'complaint' && routedTo === 'officer' ? { routedTo } : { kind, routedTo })
    expect(said).not.toContain('chuyển cho tổ trưởng')
    const read = await leaderReads(from)
    expect(read).not.toContain(text)
    expect(read).not.toContain(found!.code)
  })

  it('in free words is one, and the person reads beforehand who gets it', async () => {
    const person = await member()
    const from = leader.all.length
    expect(await person.types('toi mat so vay von')).toContain('Loa chuyển cho tổ trưởng')
    await person.types('bi uot do lu, xin lam lai so')
    const [found] = await casesOf(person)
    expect(found).toMatchObject({ kind: 'group_matter', routedTo: 'group_leader' })
    expect(await leaderReads(from)).toContain('toi mat so vay von')
  })

  it('that the leader has goes on without the leader, once the next words are about somebody', async () => {
    const person = await member()
    const from = leader.all.length
    await person.goes(...asGroupMatter, 'tôi mất sổ vay vốn')
    const said = await person.types('tổ trưởng giữ sổ của tôi không trả')
    expect(said).toContain('kể ngắn giúp Loa')
    await person.types('từ tháng trước')
    const [complaint, matter] = await casesOf(person)
    expect(complaint).toMatchObject({ kind: 'complaint', routedTo: 'officer' })
    const lines = await bench.store.cases.lines(complaint!.id)
    expect(lines[0]?.text).toBe('tổ trưởng giữ sổ của tôi không trả\ntừ tháng trước')
    expect(matter).toMatchObject({ kind: 'group_matter', routedTo: 'group_leader' })
    expect(await leaderReads(from)).not.toContain('giữ sổ')
  })

  it('of which the next words are not sure is taken from the leader before they are written', async () => {
    const person = await member()
    const from = leader.all.length
    await person.goes(...asGroupMatter, 'tôi mất sổ vay vốn')
    const [before] = await casesOf(person)
    expect(before?.routedTo).toBe('group_leader')
    await person.types('bà ấy bảo để bà ấy giữ hộ mà giờ hỏi thì lại chối')
    const [after, ...others] = await casesOf(person)
    expect(others).toEqual([])
    expect(after).toMatchObject({ id: before?.id, routedTo: 'officer' })
    expect(await leaderReads(from)).not.toContain('bà ấy')
    const [logged] = await bench.store.audit.list({ subjectKind: 'case', subjectId: before!.id, limit: 1 })
    expect(logged).toMatchObject({ action: 'case.raise', detail: { to: 'officer' } })
  })
})

describe('what is said of an officer', () => {
  it.each([
    ['in a talk with staff', ['gặp cán bộ', 'cán bộ Mai đòi tôi phong bì']],
    [
      'in a difficulty',
      ['Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép, mà cán bộ ngân hàng đòi tiền mới cho lùi'],
    ],
    [
      'in a complaint about something else',
      ['Tôi cần giúp', 'Khó khăn, khiếu nại', '4', '2', 'Việc khác', 'giao dịch viên quát tôi'],
    ],
  ])('%s goes to the director', async (_, steps) => {
    const person = await member()
    await person.goes(...steps)
    expect((await casesOf(person))[0]).toMatchObject({ routedTo: 'director' })
  })

  it('while an officer has the case becomes one of its own, and so does what follows', async () => {
    const person = await member()
    await person.goes('gặp cán bộ', 'cho tôi hỏi về khoản vay')
    const [talk] = await casesOf(person)
    const caseId = talk!.id
    expect(await answerCase(bench.deps, { staff: officer, caseId, text: 'Chào bác.' })).toEqual({ ok: true })
    const said = await person.types('cán bộ Mai quát mắng, sỉ nhục tôi')
    expect(said).toContain('giám đốc phòng giao dịch')
    await person.types('hôm thứ hai vừa rồi')
    const [apart] = await casesOf(person)
    expect(apart).toMatchObject({ kind: 'complaint', routedTo: 'director' })
    expect((await bench.store.cases.lines(apart!.id)).map(({ text }) => text)).toEqual([
      'cán bộ Mai quát mắng, sỉ nhục tôi',
      'hôm thứ hai vừa rồi',
    ])
    const seen = (await bench.store.cases.lines(talk!.id)).map(({ text }) => text).join('\n')
    expect(seen).not.toContain('quát mắng')
    expect(seen).not.toContain('thứ hai')
  })
})

describe('free words about somebody', () => {
  it.each([
    ['tôi muốn khiếu nại giao dịch viên quát mắng tôi', 'director'],
    ['toi muon phan anh chu tich xa bo ten toi', 'director'],
  ])('begin a complaint about them: %s', async (text, routedTo) => {
    const person = await member()
    await person.goes(text, 'hom thu hai')
    const [found] = await casesOf(person)
    expect(found).toMatchObject({ kind: 'complaint', routedTo })
    expect((await bench.store.cases.lines(found!.id))[0]?.text).toBe(`${text}\nhom thu hai`)
  })

  it('typed below the case that is shown go into it, or past whom they accuse', async () => {
    const person = await member()
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lua lep het')
    const [first] = await casesOf(person)
    await person.types('viec cua toi')
    expect(await person.types('sau cung an het roi')).toContain(first!.code)
    expect((await bench.store.cases.lines(first!.id)).map(({ text }) => text)).toContain('sau cung an het roi')
    await person.types('viec cua toi')
    expect(await person.types('giao dich vien quat toi')).toContain('giám đốc phòng giao dịch')
    expect((await bench.store.cases.lines(first!.id)).map(({ text }) => text).join()).not.toContain('quat')
  })
})

describe('what is said of the commune', () => {
  it('is not told to it with the storm', async () => {
    const person = await member()
    await person.goes(
      'Tôi cần giúp',
      'Khó khăn, khiếu nại',
      '1',
      '2',
      'bão tốc mái, chủ tịch xã bỏ tên tôi khỏi danh sách',
    )
    const [found] = await casesOf(person)
    expect(found).toMatchObject({ kind: 'disaster', routedTo: 'officer' })
    expect(found?.alsoTo).toBeUndefined()
  })
})

describe('a question about a fee', () => {
  const question = 'làm hồ sơ có mất phí không'

  it.each([question, 'vay von mat tien khong', 'the phi bao nhieu', 'vay co ton phi gi k', 'co mat phi gi khong chau'])(
    'is answered, and opens nothing: %s',
    async (words) => {
      const person = await member()
      const said = await person.types(words)
      expect(said).toContain('Không mất phí')
      expect(said).not.toContain('kể ngắn')
      expect(await casesOf(person)).toEqual([])
    },
  )

  it('is answered while a talk is with a person, who reads it too', async () => {
    const person = await member()
    await person.goes('gặp cán bộ', 'cho tôi hỏi về khoản vay')
    const said = await person.types(question)
    expect(said).toContain('Không mất phí')
    expect(said).toContain('chuyển lời cho cán bộ')
    const [talk, ...others] = await casesOf(person)
    expect(others).toEqual([])
    expect((await bench.store.cases.lines(talk!.id)).map(({ text }) => text)).toContain(question)
    await answerCase(bench.deps, { staff: officer, caseId: talk!.id, text: 'Chào bác.' })
    expect(await person.types(question)).toContain('Không mất phí')
    // The talk is still with the officer: what comes next is nobody's report.
    expect(await person.types('vâng cảm ơn cô')).not.toContain('đã báo')
    expect(await casesOf(person)).toHaveLength(1)
  })

  it('does not end a request that is being written', async () => {
    const person = await member()
    await person.goes('gặp cán bộ')
    expect(await person.types('có mất phí không')).not.toContain('công an')
  })

  it('that tells of somebody who wants one is a report, with the first words in it', async () => {
    const person = await member()
    await person.goes('gặp cán bộ', 'cho tôi hỏi về khoản vay')
    expect(await person.types('có người bảo nộp phí 2 triệu, đúng không')).toContain('công an')
    await person.types('ông ta tên Hùng, đến nhà hôm qua')
    const [fraud] = await casesOf(person)
    expect(fraud).toMatchObject({ kind: 'fraud', routedTo: 'director' })
    expect((await bench.store.cases.lines(fraud!.id))[0]?.text).toContain('nộp phí 2 triệu')
  })
})
