import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { Case } from '../../src/ports/cases.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

// Monday 16 November 2026, 08:30 and on; the household pays on the 19th, Culture Day is on the 24th.

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

/** Somebody who has met Loa, and is linked to the first household where that is wanted. */
async function someone(of: { linked?: boolean; english?: boolean } = {}): Promise<Person & { accountId: string }> {
  people += 1
  const person = bench.person(`difficulty-${people}`)
  await person.arrives()
  if (of.english) await person.goes('Việc khác', 'Cài đặt, tắt tin', 'Tiếng / Language', 'English')
  const row = await bench.database.prisma.channelAccount.findFirstOrThrow({
    where: { address: `difficulty-${people}` },
  })
  const accountId = row.id.toString()
  const to = {
    householdId: String(office.households[0]),
    person: { role: 'other', name: 'Con' },
    at: bench.now,
  } as const
  if (of.linked) await bench.store.accounts.link(accountId, to)
  return Object.assign(person, { accountId })
}

async function caseOf({ accountId }: { accountId: string }): Promise<Case> {
  const [latest] = await bench.store.cases.openOfAccounts([accountId])
  if (!latest) throw new Error('no case')
  return latest
}

describe('a household reports', () => {
  it.each<[string, string[], Partial<Case>, string[]]>([
    [
      'a bad harvest, on a small screen',
      ['khó khăn, khiếu nại', 'Mất mùa, thiên tai', 'Mất mùa, dịch bệnh', 'lợn chết hết, mất 20 triệu'],
      { kind: 'crop', routedTo: 'officer' },
      ['cán bộ tín dụng', 'trước 17 giờ thứ Tư, 18/11/2026'],
    ],
    [
      'a storm: the commune is told too, and the answer comes the next working day',
      ['Khó khăn, khiếu nại', '1', 'bao lu', 'tốc mái chuồng'],
      { kind: 'disaster', routedTo: 'officer', alsoTo: 'commune_chair' },
      ['báo cả chủ tịch xã, phường', 'trước 17 giờ thứ Ba, 17/11/2026'],
    ],
    [
      'an illness',
      ['Khó khăn, khiếu nại', 'nguoi nha gap chuyen', 'om dau', 'chồng nằm viện'],
      { kind: 'illness', routedTo: 'officer' },
      ['cán bộ tín dụng'],
    ],
    [
      'a death',
      ['Khó khăn, khiếu nại', 'Người nhà gặp chuyện', 'Có người mất', 'bố tôi mất'],
      { kind: 'death', routedTo: 'officer' },
      ['chia sẻ'],
    ],
    [
      'lost work',
      ['Khó khăn, khiếu nại', 'Người nhà gặp chuyện', '3', 'con nghỉ việc ở công ty'],
      { kind: 'lost_work', routedTo: 'officer' },
      [],
    ],
    [
      'a lost book: where no leader writes to Loa, the officer has it',
      ['Khó khăn, khiếu nại', 'Việc tổ, phản ánh', 'mat so', 'mất sổ vay vốn'],
      { kind: 'group_matter', routedTo: 'officer' },
      ['cán bộ tín dụng'],
    ],
    [
      'a leader: the officer answers',
      ['Khó khăn, khiếu nại', '4', 'phan anh', 'to truong', 'thu tiền không biên lai'],
      { kind: 'complaint', routedTo: 'officer' },
      ['Người bị phản ánh không xem được', 'trước 17 giờ thứ Năm, 19/11/2026'],
    ],
    [
      'an officer: the director answers',
      ['Khó khăn, khiếu nại', '4', '2', 'can bo ngan hang', 'nói năng khó nghe'],
      { kind: 'complaint', routedTo: 'director' },
      ['giám đốc phòng giao dịch'],
    ],
    [
      'the commune: the director answers',
      ['Khó khăn, khiếu nại', '4', '2', 'can bo xa', 'không xác nhận cho tôi'],
      { kind: 'complaint', routedTo: 'director' },
      ['giám đốc phòng giao dịch'],
    ],
    [
      'somebody who asks for money',
      ['Khó khăn, khiếu nại', '4', 'nghi bi lua', 'có người gọi đòi phí'],
      { kind: 'fraud', routedTo: 'director' },
      ['đừng chuyển tiền', 'công an'],
    ],
  ])('%s', async (_, steps, kept, words) => {
    const person = await someone({ linked: true })
    const said = await person.goes('Tôi cần giúp', ...steps)
    expect(await caseOf(person)).toMatchObject(kept)
    for (const word of [...words, (await caseOf(person)).code]) expect(said).toContain(word)
    expect((await bench.store.cases.lines((await caseOf(person)).id))[0]?.text).toBe(steps.at(-1))
  })

  it('without a household known to Loa, nobody of a commune is told', async () => {
    const person = await someone()
    const said = await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '2', 'nước ngập ruộng')
    expect((await caseOf(person)).alsoTo).toBeUndefined()
    expect(said).not.toContain('báo cả chủ tịch')
  })

  it('in English', async () => {
    const person = await someone({ linked: true, english: true })
    const said = await person.goes('I need help', 'Difficulty, complaint', '1', 'storm', 'the roof is gone')
    expect(said).toContain('credit officer')
    expect(said).toContain('before 17:00 on Tuesday 17 November 2026')
    expect(await caseOf(person)).toMatchObject({ kind: 'disaster' })
  })

  it('has the deadline put off by a day on which the office is closed', async () => {
    const closed = new Set<Day>(['2026-11-17'])
    await bench.store.applications.setTimes(office.officeId, { aims: {}, closed })
    const person = await someone({ linked: true })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '2', 'lụt')
    expect((await caseOf(person)).dueAt).toEqual(new Date('2026-11-18T10:00:00Z'))
    await bench.store.applications.setTimes(office.officeId, { aims: {}, closed: new Set() })
  })
})

describe('more time to pay', () => {
  const due = (day: string) =>
    bench.database.prisma.loan.update({ where: { id: office.loanId }, data: { nextDueDate: new Date(day) } })

  it.each<[string, string, string, string]>([
    ['in time: on the last day', '2026-11-23', 'chậm nhất thứ Hai, 16/11/2026', 'là kịp'],
    ['late: a day after it', '2026-11-20', 'chậm nhất thứ Sáu, 13/11/2026', 'Nay đã muộn'],
  ])('%s', async (_, day, by, word) => {
    await bench.database.prisma.transactionPoint.updateMany({ data: { dayOfMonth: Number(day.slice(8)) } })
    await due(day)
    const person = await someone({ linked: true })
    const said = await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'Xin thêm hạn trả')
    for (const part of [by, word, 'cách làm của phòng giao dịch', '5 ngày làm việc']) expect(said).toContain(part)
    await bench.database.prisma.transactionPoint.updateMany({ data: { dayOfMonth: 19 } })
    await due('2026-11-19')
  })

  it('asks what the form needs, keeps it sealed, and reads it back', async () => {
    await due('2026-12-19')
    const person = await someone({ linked: true })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'xin them han tra')
    const said = await person.goes('chồng ốm, chưa bán được lúa', '15/3/2027', '500 nghìn')
    const found = await caseOf(person)
    expect(found).toMatchObject({ kind: 'more_time', loanId: String(office.loanId), routedTo: 'officer' })
    expect(await bench.store.cases.moreTime(found.id)).toEqual({
      form: 'instalment_change',
      reason: 'chồng ốm, chưa bán được lúa',
      until: '2027-03-15',
      payNow: 500_000,
      paysOn: '2026-12-19',
      askBy: '2026-12-14',
      askedOn: '2026-11-16',
    })
    for (const part of ['15/3/2027', '500.000 đồng', 'chồng ốm', '08/TD', 'do ngân hàng quyết định'])
      expect(said).toContain(part)
    const row = await bench.database.prisma.case.findUniqueOrThrow({ where: { id: BigInt(found.id) } })
    expect(row.answersSealed).not.toContain('chồng')
    await due('2026-11-19')
  })

  it('takes no day, and nothing to pay', async () => {
    const person = await someone({ linked: true })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '3', 'mất mùa', 'chưa biết', 'không')
    const kept = await bench.store.cases.moreTime((await caseOf(person)).id)
    expect(kept).toMatchObject({ payNow: 0 })
    expect(kept?.until).toBeUndefined()
  })

  it('of the end of a loan is form 09/TD', async () => {
    const data = { nextDueDate: new Date('2029-11-19') }
    await bench.database.prisma.loan.update({ where: { id: office.loanId }, data })
    const person = await someone({ linked: true })
    const said = await person.goes('xin gia hạn nợ', 'mất mùa', 'chưa biết', '1 triệu')
    expect(said).toContain('09/TD')
    await due('2026-11-19')
  })

  it('without a known loan names no day and sends to an officer', async () => {
    const person = await someone()
    const said = await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '3')
    expect(said).toContain('xin hỏi cán bộ')
    await person.goes('ốm', 'không biết', '0')
    expect((await caseOf(person)).loanId).toBeUndefined()
  })

  it('asks which loan, where there are several', async () => {
    const { prisma } = bench.database
    const { id: _, ...first } = await prisma.loan.findUniqueOrThrow({ where: { id: office.loanId } })
    const second = await prisma.loan.create({
      data: { ...first, loanCode: '6600000000008765', programme: 'near_poor', nextDueDate: new Date('2026-12-19') },
    })
    const person = await someone({ linked: true })
    const asked = await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '3')
    expect(asked).toContain('Về khoản vay nào?')
    const label = person.last().buttons.find((b) => b.label.includes('8765'))?.label
    await person.goes(String(label), 'ốm', 'chưa biết', '0')
    expect((await caseOf(person)).loanId).toBe(String(second.id))
    await prisma.loan.delete({ where: { id: second.id } })
  })
})

describe('my cases', () => {
  it('tells what, with whom and until when; from the menu and by words, in both languages', async () => {
    const person = await someone({ linked: true })
    expect(await person.types('việc của tôi')).toContain('không có việc nào đang chờ')
    await person.goes('Mục chính', 'Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép')
    const { code } = await caseOf(person)
    await person.types('menu')
    const listed = await person.goes('Tôi cần giúp', 'Việc tôi đã báo')
    for (const word of [code, 'Mất mùa', 'cán bộ tín dụng', 'trước 17 giờ thứ Tư, 18/11/2026'])
      expect(listed).toContain(word)
    expect(await person.types('viec cua toi')).toContain(code)
    const english = await someone({ linked: true, english: true })
    expect(await english.types('my cases')).toContain('You have no case')
  })

  it('goes on with one: what is typed then is said to it', async () => {
    const person = await someone({ linked: true })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép')
    await person.goes('menu', 'Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '2', 'lụt nữa')
    const [latest, first] = await bench.store.cases.openOfAccounts([person.accountId])
    await person.types('việc của tôi')
    await person.goes(String(person.last().buttons.find((b) => b.label.includes(first!.code))?.label), 'Nhắn thêm')
    expect(await person.types('sâu cũng nhiều lắm cán bộ ơi')).toContain(first!.code)
    expect((await bench.store.cases.lines(first!.id)).map((l) => l.text)).toEqual([
      'lúa lép',
      'sâu cũng nhiều lắm cán bộ ơi',
    ])
    expect(await bench.store.cases.lines(latest!.id)).toHaveLength(1)
  })

  it('is closed by its household, and only by it', async () => {
    const person = await someone({ linked: true })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép')
    const { id, code } = await caseOf(person)
    const said = await person.goes('việc của tôi', 'Đã xong')
    expect(said).toContain(`Việc số ${code} đã đóng`)
    expect(await bench.store.cases.find(id)).toMatchObject({ state: 'closed', outcome: 'solved' })
    expect(await person.types('việc của tôi')).toContain('không có việc nào')
  })

  it('of somebody else are not shown', async () => {
    const one = await someone({ linked: true })
    await one.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '1', '1', 'lúa lép')
    const other = await someone({ linked: true })
    expect(await other.types('việc của tôi')).toContain('không có việc nào')
  })
})

describe('a matter of the group', () => {
  it('goes to the leader who writes to Loa, but for the leader’s own and what is about a leader', async () => {
    const { prisma } = bench.database
    const leader = await someone({ linked: true })
    const { id: groupId } = await prisma.savingsCreditGroup.findFirstOrThrow()
    const role = { groupId, accountId: BigInt(leader.accountId), role: 'leader', since: bench.now }
    const { id } = await prisma.groupRole.create({ data: role })
    const member = await someone({ linked: true })
    const said = await member.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', '4', '1', 'chưa biết ngày nào thu lãi')
    expect(said).toContain('tổ trưởng')
    expect(await caseOf(member)).toMatchObject({ kind: 'group_matter', routedTo: 'group_leader' })
    expect(leader.last().text).toContain(
      `Tổ có việc mới cần anh/chị: Việc của tổ (việc số ${(await caseOf(member)).code})`,
    )
    expect(leader.last().text).not.toContain('thu lãi')
    await member.goes('menu', 'Tôi cần giúp', 'Khó khăn, khiếu nại', '4', 'phan anh', 'to truong', 'không đưa biên lai')
    expect(await caseOf(member)).toMatchObject({ kind: 'complaint', routedTo: 'officer' })
    await leader.goes('menu', 'Tôi cần giúp', 'Khó khăn, khiếu nại', '4', '1', 'tôi làm mất sổ')
    expect(await caseOf(leader)).toMatchObject({ routedTo: 'officer' })
    await prisma.groupRole.delete({ where: { id } })
  })
})
