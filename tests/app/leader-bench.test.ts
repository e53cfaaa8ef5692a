import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueGroupCode } from '../../src/app/leader-code.ts'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { openCollectionSheet, openLedSheet } from '../../src/app/sheet-form.ts'
import { openSheetLink } from '../../src/app/sheet-link.ts'
import { readUpdate } from '../../src/channels/telegram/receive.ts'
import { dayOf } from '../../src/domain/day.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let officer: StaffMember
let group: { own: number; other: number }
/** Households of the group: two with a loan and an account that allows reminders, one with a loan and no account. */
let member: { lanh: string; chung: string; silent: string; foreign: string }
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  bench.deps.pages = { publicUrl: 'https://loa.example', randomBytes: (n) => randomBytes(n) }
  const { officeId, households } = await smallOffice(bench)
  const { prisma } = bench.database
  const own = await prisma.savingsCreditGroup.findFirstOrThrow()
  const { id: _, ...rest } = own
  const other = await prisma.savingsCreditGroup.create({ data: { ...rest, code: '0000002', name: 'Tổ 2' } })
  group = { own: own.id, other: other.id }
  await prisma.savingsCreditGroup.updateMany({
    data: { leaderPhoneSealed: bench.seal.seal('0977000001'), leaderPhoneIndex: bench.seal.index('0977000001') },
  })
  const made = async (name: string, groupId: number) => {
    const data = {
      customerId: `c-${name}`,
      headName: name,
      headNameFolded: name.toLowerCase(),
      communeId: own.communeId,
      groupId,
    }
    return String((await prisma.household.create({ data })).id)
  }
  const [lanh, chung, silent, foreign] = [
    ...[String(households[0]), String(households[1])],
    ...[await made('Đỗ Văn Lặng', own.id), await made('Vũ Thị Xa', other.id)],
  ] as [string, string, string, string]
  member = { lanh, chung, silent, foreign }
  await loan(chung, { loanCode: '6600000000001111' })
  await loan(silent, { loanCode: '6600000000002222' })
  await loan(foreign, { loanCode: '6600000000009999', groupId: other.id })
  await prisma.staff.create({
    data: { id: 'cb', name: 'Lê Mai', email: 'mai@vbsp.example', role: 'officer', officeId },
  })
  officer = (await bench.store.staff.find('cb'))!
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  await rows().leaderNudge.deleteMany({})
  await rows().reminderDay.deleteMany({})
  await rows().delivery.updateMany({
    where: { lane: 1 },
    data: { sentAt: new Date('2026-01-01'), triedAt: null, dedupeKey: null },
  })
})

const rows = () => bench.database.prisma

async function loan(householdId: string, of: { loanCode: string; groupId?: number }) {
  const { id: _, ...rest } = await rows().loan.findFirstOrThrow()
  await rows().loan.create({ data: { ...rest, householdId: BigInt(householdId), ...of } })
}

/** Somebody who is linked to a household and allows reminders. */
async function linked(householdId: string): Promise<Person & { accountId: string }> {
  const address = `member-${++people}`
  const person = bench.person(address)
  await person.arrives()
  const account = await bench.store.accounts.arrive({ channel: 'web', address, at: bench.now })
  await rows().channelAccount.updateMany({ where: { householdId: BigInt(householdId) }, data: { householdId: null } })
  await bench.store.accounts.link(account.id, { householdId, person: { role: 'head', name: 'x' }, at: bench.now })
  const purposes = ['loans', 'reminders'] as const
  await bench.store.consents.give({ accountId: account.id, purposes, wording: 'x', lang: 'vi', at: bench.now })
  return Object.assign(person, { accountId: account.id })
}

async function leader(groupId = group.own): Promise<Person & { address: string }> {
  const address = `head-${++people}`
  const person = bench.person(address)
  await person.arrives()
  const deps = { ...bench.deps, randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)) }
  const done = await issueGroupCode(deps, { staff: officer, groupId: String(groupId), role: 'leader', phone: '' })
  if (!done.ok) throw new Error(done.problem)
  await person.does({ kind: 'start', payload: done.issued.code })
  await person.goes('Tôi hứa', '0977 000 001')
  return Object.assign(person, { address })
}

async function answered(householdId: string, accountId: string, answer: string | null, named?: string) {
  const { id, nextDueDate } = await rows().loan.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })
  await rows().reminder.deleteMany({ where: { loanId: id } })
  const days = { dueDate: nextDueDate!, sessionDay: new Date('2026-11-19'), plannedAt: bench.now }
  await rows().reminder.create({
    data: { loanId: id, kind: 'principal', accountId: BigInt(accountId), answer, answeredAt: bench.now, ...days },
  })
  await rows().paymentPromise.deleteMany({ where: { loanId: id } })
  if (named)
    await rows().paymentPromise.create({
      data: {
        ...{ loanId: id, householdId: BigInt(householdId), officeId: officer.officeId!, accountId: BigInt(accountId) },
        ...{ dueDate: nextDueDate!, kind: 'principal', day: new Date(named), named: true, madeAt: bench.now },
      },
    })
}

describe('what a leader sees of the group', () => {
  it('is who is in it and who pays at the next session, by name and the end of the loan', async () => {
    const person = await leader()
    expect(await person.taps('Tổ viên, thu nộp')).toContain('Có khoản phải trả: 3 nhà')
    const due = await person.taps('Ai trả kỳ này')
    for (const words of [
      'Nguyễn Thị Lành, đuôi 4321',
      'lãi 140.000 đồng, gốc 5.000.000 đồng',
      'Số liệu đến',
      'Đỗ Văn Lặng',
    ])
      expect(due).toContain(words)
    for (const hidden of ['Vũ Thị Xa', '6600', '0912', '20.000.000', '25.000.000', 'cận nghèo'])
      expect(due).not.toContain(hidden)
    await person.taps('Tổ viên, thu nộp')
    const members = await person.taps('Danh sách tổ viên')
    expect(members).toContain('Tổ 1: 4 tổ viên')
    expect(members).not.toContain('Vũ Thị Xa')
    expect(members).not.toContain('đồng')
  })

  it.each([
    ['will_pay', undefined, '(hẹn sẽ trả)'],
    ['will_pay', '2026-11-18', '(hẹn trả thứ Tư, 18/11/2026)'],
    ['in_difficulty', undefined, '(muốn nói chuyện với ngân hàng)'],
    ['paid', undefined, ''],
    ['not_mine', undefined, ''],
    [null, undefined, ''],
  ] as const)(
    'has the answer %s of a member who allows it, in words that accuse nobody',
    async (answer, named, said) => {
      const lanh = await linked(member.lanh)
      await answered(member.lanh, lanh.accountId, answer, named)
      const person = await leader()
      const due = await person.goes('Tổ viên, thu nộp', 'Ai trả kỳ này')
      const line = due.split('\n').find((one) => one.includes('Nguyễn Thị Lành')) ?? ''
      expect(line.replace('• ', '')).toBe(
        `Nguyễn Thị Lành, đuôi 4321: lãi 140.000 đồng, gốc 5.000.000 đồng${said && ` ${said}`}`,
      )
      for (const hidden of ['khó khăn', 'đã trả', 'Không phải', 'khiếu nại', 'biên lai ('])
        expect(line).not.toContain(hidden)
      await bench.store.consents.withdraw(lanh.accountId, ['reminders'], bench.now)
      expect(await person.goes('Tổ viên, thu nộp', 'Ai trả kỳ này')).not.toContain('(hẹn')
      await answered(member.lanh, lanh.accountId, null)
    },
  )

  it('ends with the lead, also by an old button, and is nobody else’s', async () => {
    const person = await leader()
    await person.taps('Tổ viên, thu nộp')
    await rows().groupRole.updateMany({ data: { endedAt: bench.now } })
    expect(await person.taps('Ai trả kỳ này')).toContain('không phụ trách Tổ nào')
    const stranger = bench.person(`stranger-${++people}`)
    await stranger.arrives()
    for (const token of ['leader-bench/what.due#1', 'leader-bench/what.sheet#1', 'leader-group/what.bench#1'])
      expect(await stranger.does({ kind: 'tap', token })).not.toMatch(/Lành|đuôi|Mã mở/)
  })

  it('opens no other group, with a run that was begun for one', async () => {
    const person = await leader()
    await person.taps('Tổ viên, thu nộp')
    const { id } = await rows().channelAccount.findFirstOrThrow({ where: { address: person.address } })
    const talk = await bench.store.talks.load(String(id))
    talk.current!.given.group = String(group.other)
    await bench.store.talks.save(String(id), talk, bench.now)
    expect(await person.taps('Ai trả kỳ này')).not.toContain('Vũ Thị Xa')
  })
})

describe('a group chat', () => {
  it('is never heard: neither words nor taps in one come in', () => {
    const chat = { id: -100123, type: 'supergroup' }
    const from = { id: 5, first_name: 'x' }
    const at = new Date()
    for (const update of [
      { update_id: 1, message: { date: 1, chat, from, text: 'Tổ của tôi' } },
      { update_id: 2, callback_query: { id: '1', from, data: 'leader-bench/what.due#1', message: { chat } } },
    ])
      expect(readUpdate(update, at)?.inbound).toBeUndefined()
  })

  it('that were the account of a leader by some mistake shows nobody, and gets no word of a leader', async () => {
    const account = await bench.store.accounts.arrive({ channel: 'telegram', address: '-100123', at: bench.now })
    await rows().groupRole.updateMany({ data: { endedAt: bench.now } })
    await rows().groupRole.create({
      data: { groupId: group.own, accountId: BigInt(account.id), role: 'leader', since: bench.now },
    })
    const chat = bench.person('-100123', 'telegram')
    await chat.arrives()
    expect(chat.last().buttons.map(({ label }) => label)).not.toContain('Tổ của tôi')
    const said: string[] = []
    for (const token of [
      ...['menu/what.my_group#1', 'menu/what.my_group#2', 'menu/what.my_group#3', 'leader-group/what.bench#1'],
      ...['leader-bench/what.due#1', 'leader-bench/what.nudge#1', 'leader-bench/what.sheet#1'],
    ])
      said.push(await chat.does({ kind: 'tap', token }))
    said.push(await chat.types('Tổ của tôi'), await chat.types('ai chưa trả nợ trong tổ'))
    expect(said.join('\n')).not.toMatch(/Lành|Chung|Lặng|đuôi|Mã mở|\/sheet\//)
    // As a member it is reminded by nobody.
    await bench.store.accounts.link(account.id, {
      ...{ householdId: member.silent, person: { role: 'head', name: 'x' } as const, at: bench.now },
    })
    await bench.store.consents.give({
      ...{ accountId: account.id, purposes: ['reminders'] as const, wording: 'x', lang: 'vi', at: bench.now },
    })
    const person = await leader()
    expect(await person.goes('Tổ viên, thu nộp', 'Nhắn tổ viên')).not.toContain('Đỗ Văn Lặng')
    await bench.store.accounts.unlink(account.id)
  })
})

describe('a word of a leader', () => {
  const steps = ['Tổ viên, thu nộp', 'Nhắn tổ viên'] as const

  it('goes to all who have not answered, once a month, signed, without a sum; who is left out is counted in plain words', async () => {
    const [lanh, chung] = [await linked(member.lanh), await linked(member.chung)]
    await answered(member.chung, chung.accountId, 'will_pay')
    const person = await leader()
    const reach = await person.goes(...steps)
    expect(reach).toContain('1 nhà nhận được')
    for (const words of ['1 nhà đã trả lời rồi', '1 nhà chưa dùng Loa', '1 nhà không có gì phải trả'])
      expect(reach).toContain(words)
    const check = await person.goes('Tất cả nhà chưa trả lời', 'Nhắc ngày phiên', 'Không, gửi như vậy')
    for (const words of ['Gửi cho 1 nhà', 'thứ Năm, 19/11/2026', 'Tổ trưởng Trần Văn Tổ, gửi qua Loa'])
      expect(check).toContain(words)
    const before = [lanh.all.length, chung.all.length]
    expect(await person.taps('Gửi')).toContain('Đã gửi cho 1 nhà')
    await person.types('menu')
    expect([lanh.all.length, chung.all.length]).toEqual([before[0]! + 1, before[1]])
    const said = lanh.last().text
    for (const words of [
      'Lời nhắn cho gia đình Nguyễn Thị Lành',
      'Tổ trưởng Trần Văn Tổ, gửi qua Loa',
      'Không ai trách',
    ])
      expect(said).toContain(words)
    expect(said).not.toMatch(/140\.000|5\.000\.000|4321|Trần Văn Chung/)
    expect(await rows().reminderDay.count({ where: { householdId: BigInt(member.lanh) } })).toBe(1)
    // An old button sends nothing twice.
    await person.taps('Gửi')
    await person.types('menu')
    expect(lanh.all.filter(({ text }) => text.includes('Lời nhắn cho gia đình'))).toHaveLength(1)
    await person.taps('Tổ của tôi')
    expect(await person.goes(...steps)).toContain('1 nhà tháng này tổ trưởng đã nhắn')
    const [written] = await bench.store.audit.list({ action: 'group.nudge', limit: 1 })
    expect(written).toMatchObject({ actorKind: 'leader', detail: { count: 1 } })
    await answered(member.chung, chung.accountId, null)
  })

  it('to one member takes one sentence of the leader’s own that names no sum, nobody else and no threat', async () => {
    const lanh = await linked(member.lanh)
    const person = await leader()
    await person.goes(...steps, 'Nguyễn Thị Lành', 'Hỏi thăm, mời nói', 'Viết thêm một câu')
    expect(await person.types('Nhà Trần Văn Chung trả rồi')).toContain('tên người khác')
    expect(await person.types('Không trả thì tôi báo công an')).toContain('nghe như dọa')
    expect(await person.types('Nhà mình còn 500 nghìn')).toContain('số tiền')
    expect(await person.types('Chị Lành nhớ ghé nhà tôi uống nước nhé')).toContain('ghé nhà tôi uống nước')
    expect(await person.taps('Gửi')).toContain('Đã gửi cho 1 nhà')
    await person.types('menu')
    expect(lanh.last().text).toContain('ghé nhà tôi uống nước')
  })

  it.each([
    [
      'already had a message today',
      async () => {
        const data = { day: new Date(dayOf(bench.now)), householdId: BigInt(member.lanh), deliveryId: 1n }
        await rows().reminderDay.create({ data })
      },
      '1 nhà hôm nay đã có tin nhắc',
    ],
    [
      'said that they have paid, which is between them and the bank',
      async () => {
        const { id } = await rows().channelAccount.findFirstOrThrow({ where: { householdId: BigInt(member.lanh) } })
        await answered(member.lanh, String(id), 'paid')
      },
      '1 nhà ngân hàng đang tạm ngừng nhắc',
    ],
    [
      'lives where reminders stand still',
      async () => {
        const { communeId } = await rows().household.findUniqueOrThrow({ where: { id: BigInt(member.lanh) } })
        await rows().reminderPause.create({ data: { communeId, since: new Date('2026-11-01') } })
      },
      '3 nhà ngân hàng đang tạm ngừng nhắc',
    ],
  ])('leaves out who %s', async (_, given, why) => {
    await linked(member.lanh)
    await given()
    const person = await leader()
    const reach = await person.goes(...steps)
    expect(reach).toContain(why)
    expect(person.last().buttons.map(({ label }) => label)).not.toContain('Nguyễn Thị Lành')
    await rows().reminderPause.deleteMany({})
    await rows().reminder.deleteMany({})
  })

  it('asks all rules once more when it goes', async () => {
    const lanh = await linked(member.lanh)
    const person = await leader()
    await person.goes(...steps, 'Nguyễn Thị Lành', 'Nhắc ngày phiên', 'Không, gửi như vậy')
    await bench.store.consents.withdraw(lanh.accountId, ['reminders'], bench.now)
    const before = lanh.all.length
    expect(await person.taps('Gửi')).toContain('Chưa gửi được cho nhà nào')
    expect(lanh.all).toHaveLength(before)
  })

  it('keeps the hours of the office: before and after them nothing is offered', async () => {
    await linked(member.lanh)
    const morning = bench.now
    const person = await leader()
    for (const [time, open] of [
      ['T23:59:00Z', false],
      ['T00:00:00Z', true],
      ['T12:59:00Z', true],
      ['T13:00:00Z', false],
    ] as const) {
      bench.now = new Date(`${time === 'T23:59:00Z' ? '2026-11-15' : '2026-11-16'}${time}`)
      await person.types('menu')
      await person.taps('Tổ của tôi')
      const said = await person.goes(...steps)
      expect(said.includes('nhà nhận được'), time).toBe(open)
    }
    bench.now = morning
  })

  it('keeps the quiet days of the reminders, and says from when on it can go', async () => {
    await linked(member.lanh)
    const morning = bench.now
    const person = await leader()
    const times = await bench.store.applications.times(officer.officeId!)
    await bench.store.applications.setTimes(officer.officeId!, { ...times, closed: new Set(['2026-11-25' as const]) })
    for (const [local, next] of [
      ['2026-11-21T09:00', undefined],
      ['2026-11-21T20:00', 'từ 7 giờ thứ Hai, 23/11/2026'],
      ['2026-11-22T09:00', 'từ 7 giờ thứ Hai, 23/11/2026'],
      ['2026-11-23T06:59', 'từ 7 giờ thứ Hai, 23/11/2026'],
      ['2026-11-23T19:59', undefined],
      // A public holiday, and behind it a day on which this office is closed.
      ['2026-11-23T20:00', 'từ 7 giờ thứ Năm, 26/11/2026'],
      ['2026-11-24T09:00', 'từ 7 giờ thứ Năm, 26/11/2026'],
      ['2026-11-25T09:00', 'từ 7 giờ thứ Năm, 26/11/2026'],
      ['2026-11-26T09:00', undefined],
    ] as const) {
      bench.now = new Date(`${local}:00+07:00`)
      await person.types('menu')
      await person.taps('Tổ của tôi')
      const said = await person.goes(...steps)
      expect(said.includes('nhà nhận được'), local).toBe(next === undefined)
      expect(said, local).toContain(next ?? '')
    }
    await bench.store.applications.setTimes(officer.officeId!, times)
    bench.now = morning
  })

  it('does not go on a quiet day either when it was written the evening before', async () => {
    const lanh = await linked(member.lanh)
    const morning = bench.now
    const person = await leader()
    bench.now = new Date('2026-11-14T19:50:00+07:00')
    await person.goes(...steps, 'Nguyễn Thị Lành', 'Nhắc ngày phiên', 'Không, gửi như vậy')
    const before = lanh.all.length
    bench.now = new Date('2026-11-15T09:00:00+07:00')
    expect(await person.taps('Gửi')).toContain('Chưa gửi được cho nhà nào')
    await person.types('menu')
    expect(lanh.all).toHaveLength(before)
    bench.now = morning
  })

  it('names no other day than that of the next session: one that was moved meanwhile is asked about anew', async () => {
    const lanh = await linked(member.lanh)
    const person = await leader()
    await person.goes(...steps, 'Nguyễn Thị Lành', 'Nhắc ngày phiên', 'Không, gửi như vậy')
    const { id: pointId } = await rows().transactionPoint.findFirstOrThrow()
    await bench.store.calendar.move({ pointId, month: '2026-11', day: '2026-11-20' }, 'road')
    const before = lanh.all.length
    expect(await person.taps('Gửi')).toContain('Ngày phiên đã khác')
    expect(lanh.all).toHaveLength(before)
    await bench.store.householdChoices.setCodeWord(member.lanh, { word: 'hoa ban', at: bench.now })
    const again = await person.goes('Nguyễn Thị Lành', 'Nhắc ngày phiên', 'Không, gửi như vậy')
    expect(again).toContain('thứ Sáu, 20/11/2026')
    expect(again).not.toContain('hoa ban')
    await person.taps('Gửi')
    await person.types('menu')
    for (const words of ['thứ Sáu, 20/11/2026', 'hoa ban']) expect(lanh.last().text).toContain(words)
    await bench.store.calendar.undo({ pointId, month: '2026-11' })
    await bench.store.householdChoices.setCodeWord(member.lanh, { at: bench.now })
  })

  it.each(['reminder', 'nudge'] as const)(
    'and the reminder of a payment are one message a day: first the %s',
    async (first) => {
      await rows().reminder.deleteMany({})
      await rows().channelAccount.updateMany({ data: { householdId: null } })
      const lanh = await linked(member.lanh)
      const person = await leader()
      const plan = () => planReminders(bench.deps, { day: dayOf(bench.now) })
      const nudge = () =>
        person.goes(...steps, 'Tất cả nhà chưa trả lời', 'Nhắc ngày phiên', 'Không, gửi như vậy', 'Gửi')
      const before = lanh.all.length
      if (first === 'reminder') {
        expect(await plan()).toMatchObject({ messages: 1 })
        expect(await person.goes(...steps)).toContain('1 nhà hôm nay đã có tin nhắc')
      } else {
        await nudge()
        expect(await plan()).toMatchObject({ messages: 0, skipped: { one_a_day: 1 } })
      }
      await person.types('menu')
      expect(lanh.all).toHaveLength(before + 1)
      expect(lanh.last().text.includes('Lời nhắn cho gia đình')).toBe(first === 'nudge')
      await rows().reminder.deleteMany({})
    },
  )
})

describe('the sheet of a group', () => {
  it('opens by a link and a PIN from two messages, once, in one browser', async () => {
    const person = await leader()
    const before = person.all.length
    const said = await person.goes('Tổ viên, thu nộp', 'Bảng thu để in')
    const texts = person.all.slice(before).map(({ text }) => text)
    const token = /\/sheet\/([\w-]{43})/.exec(said)?.[1] ?? ''
    const pin = /Mã mở: (\d{6})/.exec(said)?.[1] ?? ''
    expect(texts.some((text) => text.includes(token) && text.includes(pin))).toBe(false)
    const kept = await rows().sheetLink.findFirstOrThrow()
    for (const secret of [token, pin]) expect(JSON.stringify({ ...kept, id: '', accountId: '' })).not.toContain(secret)
    const deps = { store: bench.store, clock: bench.deps.clock, randomBytes: (n: number) => randomBytes(n) }
    const open = (typed: string) => openSheetLink(deps, { token, pin: typed, network: '1' })
    const wrong = pin === '000000' ? '000001' : '000000'
    expect(await open(wrong)).toEqual({ kind: 'wrong' })
    const opened = await open(pin)
    if (opened.kind !== 'open') throw new Error(opened.kind)
    const { session } = opened
    expect(await open(pin)).toEqual({ kind: 'gone' })
    expect(await openLedSheet(bench.deps, { token, session: 'x' })).toBeUndefined()
    const form = await openLedSheet(bench.deps, { token, session })
    expect(form?.lines.map(({ name }) => name)).toEqual(['Nguyễn Thị Lành', 'Trần Văn Chung', 'Đỗ Văn Lặng'])
    expect(JSON.stringify(form)).not.toMatch(/6600|0912|near_poor|Vũ Thị Xa/)
    await rows().groupRole.updateMany({ data: { endedAt: bench.now } })
    expect(await openLedSheet(bench.deps, { token, session })).toBeUndefined()
  })

  it('is locked after five wrong PINs, and over after a day', async () => {
    const person = await leader()
    const link = async () => {
      const said = await person.goes('Tổ viên, thu nộp', 'Bảng thu để in')
      return { token: /\/sheet\/([\w-]{43})/.exec(said)?.[1] ?? '', pin: /Mã mở: (\d{6})/.exec(said)?.[1] ?? '' }
    }
    const deps = { store: bench.store, clock: bench.deps.clock, randomBytes: (n: number) => randomBytes(n) }
    const first = await link()
    for (let i = 0; i < 5; i++)
      expect(await openSheetLink(deps, { ...first, pin: 'nichts', network: '2' })).toEqual({ kind: 'wrong' })
    expect(await openSheetLink(deps, { ...first, network: '2' })).toEqual({ kind: 'gone' })
    const late = await link()
    const then = bench.now
    bench.now = new Date(then.getTime() + 24 * 3_600_000 + 1)
    expect(await openSheetLink(deps, { ...late, network: '3' })).toEqual({ kind: 'gone' })
    bench.now = then
    const again = await link()
    expect(await openSheetLink(deps, { ...late, network: '3' })).toEqual({ kind: 'gone' })
    expect((await openSheetLink(deps, { ...again, network: '3' })).kind).toBe('open')
  })

  it('is the officer’s too, and not the commune’s', async () => {
    const groupId = String(group.own)
    const form = await openCollectionSheet(bench.deps, { staff: officer, groupId })
    expect(form).toMatchObject({ session: '2026-11-19', interest: 420_000, principal: 15_000_000, asOf: '2026-11-15' })
    const chair = { ...officer, role: 'commune_chair' as const }
    for (const staff of [chair, { ...officer, officeId: 999 }])
      expect(await openCollectionSheet(bench.deps, { staff, groupId })).toBeUndefined()
  })
})
