import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undecidedSessions } from '../../src/app/undecided-sessions.ts'
import type { Day } from '../../src/domain/day.ts'
import { stableArm } from '../../src/domain/stable-arm.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { type Place, thingsOf } from './walk-things.ts'

// It is Tuesday, 24 November 2026, nine in the morning.

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let stranger: Visitor
let place: Place
let point: string
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { id: 's-mai', name: 'Lê Mai' }))
  director = await world.signIn(await world.staff('director'))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  place = { officeId: world.office.id, communeId: world.commune.first, groupId: world.group.first, author: officer }
  point = await thingsOf(world).point(place)
})
afterAll(() => world.close())

const path = () => `/console/calendar/${point}`
const sessions = async () => (await world.store.calendar.hold(Number(point)))?.sessions

/** A household that pays there and has something due in a month, with an account. Gives the account. */
async function borrower({
  due = '2027-01-15' as Day | null,
  consents = ['reminders'],
  status = 'normal',
} = {}): Promise<string> {
  const householdId = await world.household({ name: 'Trần Thị Hoà', programmes: ['poor'] })
  await world.database.prisma.loan.updateMany({
    where: { householdId: BigInt(householdId) },
    data: { nextDueDate: due === null ? null : new Date(due), status },
  })
  return world.account({ householdId, consents })
}

describe('the calendar', () => {
  it('shows the points of the unit with their next sessions and what has to be decided', async () => {
    const { text } = await world.get('/console/calendar', officer)
    for (const words of ['Ngày 1, từ 07:30', 'thứ Ba, 1/12/2026', 'thứ Sáu, 1/1/2027', 'thứ Hai, 1/2/2027'])
      expect(text).toContain(words)
    expect(text).toContain('Tết Dương lịch. Đề nghị dời sang thứ Hai, 4/1/2027')
    // Five working days before Tuesday the first: Monday the 23rd is over by then.
    expect(text).toContain('Xin lùi ngày trả: trước hết')
    expect((await world.get('/console/calendar', stranger)).text).not.toContain('Ngày 1, từ 07:30')
    expect((await world.get('/console/calendar', stranger)).text).toContain('Chưa có điểm giao dịch nào')
  })

  it.each<[string, Day, boolean]>([
    ['sixty days before', '2026-11-02', true],
    ['a day earlier', '2026-11-01', false],
    ['on the day itself', '2027-01-01', true],
    ['the day after', '2027-01-02', false],
  ])('stands on the front page %s', async (_, day, shown) => {
    const { first } = world.commune
    expect((await undecidedSessions(world.store, { scope: { communeId: first }, today: day })) > 0).toBe(shown)
  })

  it('stands on the front page with a way to decide', async () => {
    expect((await world.get('/console', officer)).text).toContain('Phiên trùng ngày nghỉ')
    expect((await world.get('/console', stranger)).text).not.toContain('Phiên trùng ngày nghỉ')
  })

  it('is a file to take away', async () => {
    const { status, text } = await world.get('/console/calendar/list.csv', officer)
    expect(status).toBe(200)
    expect(text).toContain('thứ Ba, 1/12/2026')
  })

  it.each(['0', 'x', '99999999999'])('of point %s is not there', async (id) => {
    expect((await world.get(`/console/calendar/${id}`, officer)).status).toBe(404)
  })

  it('of another office is not there, whatever is tried', async () => {
    const form = { month: '2027-01', day: '2027-01-04', reason: 'holiday', confirm: 'yes' }
    for (const answer of [
      await world.get(path(), stranger),
      await world.get(`${path()}/move?month=2027-01`, stranger),
      await world.post(`${path()}/move`, form, stranger),
      await world.post(path(), { address: 'x', opensAt: '8:00', dayOfMonth: '3' }, stranger),
      await world.post(`${path()}/undo`, { month: '2027-01' }, stranger),
      await world.post(`${path()}/collection`, { group: String(world.group.first), day: '9' }, stranger),
    ])
      expect(answer.status).toBe(404)
    expect(await sessions()).toEqual({ dayOfMonth: 1, moved: {} })
  })
})

describe('moving a session', () => {
  const form = { month: '2027-01', day: '2027-01-04', reason: 'holiday', words: '' }

  it('says first who would be told, and changes nothing', async () => {
    await borrower()
    await borrower({ consents: [] })
    await borrower({ due: '2027-02-15' })
    await borrower({ due: null, status: 'closed' })
    const { status, text } = await world.post(`${path()}/move`, form, officer)
    expect(status).toBe(200)
    const count = (name: string) => new RegExp(`${name}</dt><dd>(\\d+)`).exec(text)?.[1]
    expect(count('Hộ có khoản đến hạn, sẽ được báo')).toBe('1')
    expect(count('Hộ khác trả ở đây, sẽ được báo')).toBe('1')
    expect(count('Hộ có khoản đến hạn mà Loa không nhắn được')).toBe('1')
    expect(await sessions()).toEqual({ dayOfMonth: 1, moved: {} })
    expect(await world.database.prisma.mailing.count()).toBe(0)
  })

  it.each<[string, Partial<typeof form>, string]>([
    ['without a day', { day: '' }, 'Hãy chọn ngày mới.'],
    ['to a holiday', { day: '2027-01-01' }, 'Phiên đang là ngày này rồi.'],
    ['to another holiday', { month: '2027-02', day: '2027-02-04' }, 'Ngày mới cũng là ngày nghỉ.'],
    ['without a reason', { reason: '' }, 'Hãy chọn vì sao.'],
    ['for a reason that is not ours', { reason: 'fixed_days' }, 'Hãy chọn vì sao.'],
    ['for another reason without words', { reason: 'other' }, 'Hãy ghi một câu.'],
    ['for a reason that threatens', { reason: 'other', words: 'ai không trả sẽ bị khởi kiện' }, 'Câu này có lời dọa'],
  ])('%s is refused with the reason', async (_, change, words) => {
    const { status, text } = await world.post(`${path()}/move`, { ...form, ...change, confirm: 'yes' }, officer)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(await sessions()).toEqual({ dayOfMonth: 1, moved: {} })
  })

  it.each(['2027-13', '', 'x'])('of the month "%s" is not there', async (month) => {
    expect((await world.get(`${path()}/move?month=${month}`, officer)).status).toBe(404)
    expect((await world.post(`${path()}/move`, { ...form, month }, officer)).status).toBe(404)
  })

  it('tells everybody once, a leader as a leader, and who asks hears the new day with the reason', async () => {
    const household = await borrower()
    const leader = await world.account({ consents: [] })
    await world.database.prisma.groupRole.create({
      data: { groupId: world.group.first, accountId: BigInt(leader), role: 'leader', since: world.clock.now() },
    })
    const done = await world.post(`${path()}/move`, { ...form, confirm: 'yes' }, officer)
    expect(done.to).toBe(`${path()}?done=moved`)
    expect(await sessions()).toEqual({
      dayOfMonth: 1,
      moved: { '2027-01': '2027-01-04' },
      why: { '2027-01': 'holiday' },
    })
    const told = 'sessions:told.'
    expect((await world.told(household)).at(-1)).toEqual(
      ['title', 'moved', 'where', 'why', 'due', 'ask', 'signed'].map((key) => told + key),
    )
    expect((await world.told(leader)).at(-1)).toEqual(
      ['title', 'moved', 'where', 'why', 'leader', 'ask', 'signed'].map((key) => told + key),
    )
    expect(world.woken.map(({ name }) => name)).toEqual(expect.arrayContaining(['send-batch', 'plan-reminders']))
    const [row] = await world.store.audit.list({ action: 'session.move', limit: 1 })
    expect(row).toMatchObject({ subjectId: point, detail: { month: '2027-01', from: '2027-01-01', to: '2027-01-04' } })
    const { text } = await world.get(path(), officer)
    expect(text).toContain('dời từ 1/1/2027')
    expect(text).toContain('trùng ngày nghỉ: Tết Dương lịch')
  })

  it('a second click tells nobody again', async () => {
    const before = await world.database.prisma.delivery.count()
    expect((await world.post(`${path()}/move`, { ...form, confirm: 'yes' }, officer)).status).toBe(422)
    expect(await world.database.prisma.delivery.count()).toBe(before)
  })

  it('is taken back, and everybody is told that as well; moved again, once more', async () => {
    const household = await borrower()
    expect((await world.post(`${path()}/undo`, { month: '2027-01' }, officer)).to).toBe(`${path()}?done=undone`)
    expect(await sessions()).toEqual({ dayOfMonth: 1, moved: {} })
    expect(await world.told(household)).toHaveLength(1)
    expect((await world.post(`${path()}/undo`, { month: '2027-01' }, officer)).status).toBe(404)
    world.clock.at = new Date(world.clock.at.getTime() + 60_000)
    await world.post(`${path()}/move`, { ...form, confirm: 'yes' }, officer)
    expect(await world.told(household)).toHaveLength(2)
  })

  it('of money that is to be paid there tells whoever it is for', async () => {
    const [application, applicant] = await approved('2026-12-01')
    const { status } = await world.post(
      `${path()}/move`,
      { month: '2026-12', day: '2026-12-03', reason: 'other', words: 'cầu đang sửa', confirm: 'yes' },
      officer,
    )
    expect(status).toBe(303)
    expect(application).not.toBe('')
    const said = await world.database.prisma.delivery.findFirstOrThrow({
      where: { accountId: BigInt(applicant) },
      include: { mailing: true },
      orderBy: { id: 'desc' },
    })
    expect(said.mailing).toMatchObject({ kind: 'request', lane: 1, officeId: world.office.id })
    expect(JSON.stringify(said.body)).toContain('sessions:told.appointment')
    expect(JSON.stringify(said.body)).toContain('cầu đang sửa')
  })
})

/** A request whose money is paid on a day, with the account that it came from. */
async function approved(day: Day): Promise<[string, string]> {
  const householdId = await world.household({ name: 'Lê Thị Thu' })
  const accountId = await world.account({ householdId, consents: ['application'] })
  const id = await world.application({ accountId, householdId, communeId: world.commune.first, key: `money-${day}` })
  await world.database.prisma.application.update({ where: { id: BigInt(id) }, data: { state: 'notified' } })
  const by = { event: 'notify', fromState: 'approved', toState: 'notified', actorKind: 'staff', actorId: 'x' }
  const event = { applicationId: BigInt(id), ...by, at: world.clock.now(), day: new Date(day) }
  await world.database.prisma.applicationEvent.create({ data: event })
  return [id, accountId]
}

describe('reminders of a session that moves', () => {
  it('that have not left are taken back and may be written anew; those that left stay', async () => {
    const [waiting, sent] = [await reminded('pending'), await reminded('sent')]
    const form = { month: '2027-02', day: '2027-02-02', reason: 'venue', words: '' }
    const seen = await world.post(`${path()}/move`, form, officer)
    expect(/chuyển sang ngày mới<\/dt><dd>(\d+)/.exec(seen.text)?.[1]).toBe('1')
    await world.post(`${path()}/move`, { ...form, confirm: 'yes' }, officer)
    const left = await world.database.prisma.reminder.findMany({ where: { id: { in: [waiting.id, sent.id] } } })
    expect(left.map(({ id }) => id)).toEqual([sent.id])
    const states = await world.database.prisma.delivery.findMany({
      where: { id: { in: [waiting.deliveryId, sent.deliveryId] } },
      orderBy: { id: 'asc' },
      select: { state: true, errorCode: true },
    })
    expect(states).toEqual([
      { state: 'skipped', errorCode: 'session_moved' },
      { state: 'sent', errorCode: null },
    ])
  })
})

/** A reminder of the session of 1 February, with its message in a state. */
async function reminded(state: string) {
  const accountId = BigInt(await borrower({ due: '2027-02-15' }))
  const account = await world.database.prisma.channelAccount.findUniqueOrThrow({ where: { id: accountId } })
  const loan = await world.database.prisma.loan.findFirstOrThrow({ where: { householdId: account.householdId! } })
  const at = world.clock.now()
  const { id: deliveryId } = await world.database.prisma.delivery.create({
    data: { accountId, channel: 'web', lane: 1, state, createdAt: at, body: {} },
  })
  const day = new Date('2026-11-24')
  await world.database.prisma.reminderDay.create({ data: { day, householdId: account.householdId!, deliveryId } })
  const of = { dueDate: new Date('2027-02-15'), kind: 'month_before', sessionDay: new Date('2027-02-01'), day }
  const { id } = await world.database.prisma.reminder.create({
    data: { loanId: loan.id, ...of, accountId, plannedAt: at, deliveryId },
  })
  return { id, deliveryId }
}

describe('a point', () => {
  it.each<[string, Record<string, string>, string]>([
    ['without an address', { address: ' ' }, 'Hãy ghi địa chỉ.'],
    ['with a long one', { address: 'x'.repeat(161) }, 'Địa chỉ dài quá.'],
    ['at no hour', { opensAt: '25:00' }, 'Giờ bắt đầu chưa đúng'],
    ['on no day', { dayOfMonth: '32' }, 'Ngày cố định là số từ 1 đến 31.'],
  ])('%s is not kept', async (_, change, words) => {
    const { status, text } = await world.post(
      path(),
      { address: 'A', opensAt: '8:00', dayOfMonth: '1', ...change },
      officer,
    )
    expect(status).toBe(422)
    expect(text).toContain(words)
  })

  it('keeps address and hour, and nobody is told', async () => {
    const before = await world.database.prisma.delivery.count()
    await world.post(path(), { address: 'Nhà văn hóa mới', opensAt: '8h', dayOfMonth: '1' }, officer)
    expect(await world.store.calendar.hold(Number(point))).toMatchObject({
      address: 'Nhà văn hóa mới',
      opensAt: '08:00',
    })
    expect(await world.database.prisma.delivery.count()).toBe(before)
    expect((await world.store.audit.list({ action: 'point.place', limit: 1 }))[0]).toMatchObject({ subjectId: point })
  })

  it('with another fixed day keeps the session of this month, tells of that of the next, and its groups follow', async () => {
    const household = await borrower({ due: '2026-12-20' })
    // December's session was moved above; its fixed day takes it along only from then on where it was not moved by hand.
    await world.database.prisma.transactionPointException.deleteMany({ where: { pointId: Number(point), month: 12 } })
    await world.post(path(), { address: 'Nhà văn hóa', opensAt: '8:00', dayOfMonth: '8' }, officer)
    const kept = await sessions()
    expect(kept).toMatchObject({ dayOfMonth: 8, moved: { '2026-11': '2026-11-01' }, why: { '2026-11': 'kept' } })
    expect((await world.told(household)).at(-1)).toContain('sessions:told.due')
    const groups = await world.database.prisma.savingsCreditGroup.findMany({ where: { pointId: Number(point) } })
    expect(groups.map(({ transactionDay }) => transactionDay)).toEqual([8])
    await world.post(path(), { address: 'Nhà văn hóa', opensAt: '8:00', dayOfMonth: '1' }, officer)
  })

  it.each<[string, number, string]>([
    ['9', 303, '9'],
    ['', 303, ''],
    ['32', 422, ''],
    ['x', 422, ''],
  ])('takes "%s" as the collection day of a group with %i', async (day, status, kept) => {
    const form = { group: String(world.group.first), day }
    expect((await world.post(`${path()}/collection`, form, officer)).status).toBe(status)
    const [group] = await world.store.calendar.groups(Number(point))
    expect(String(group?.collectionDay ?? '')).toBe(kept)
  })

  it('does not take the day of a group of another point', async () => {
    const form = { group: String(world.group.second), day: '9' }
    expect((await world.post(`${path()}/collection`, form, officer)).status).toBe(404)
  })
})

describe('who signs', () => {
  const officers = (commune: number, staffId: string, name = '') => ({
    by: 'officer',
    commune: String(commune),
    [`staff-${commune}`]: staffId,
    [`name-${commune}`]: name,
  })

  it('is set by the director, with the name as it is signed', async () => {
    const form = officers(world.commune.first, 's-mai', 'Chị Mai tín dụng')
    expect((await world.post('/console/calendar/signing', form, officer)).status).toBe(404)
    expect((await world.post('/console/calendar/signing', form, director)).status).toBe(303)
    const { text } = await world.get('/console/calendar/signing', director)
    expect(text).toContain('value="Chị Mai tín dụng"')
    expect((await world.store.audit.list({ action: 'office.signing', limit: 1 }))[0]).toMatchObject({
      detail: { by: 'officer' },
    })
  })

  it.each<[string, Record<string, string>, string]>([
    ['nobody of this office', { staff: 'elsewhere' }, 'Cán bộ này không còn ở đơn vị.'],
    ['a name that is too long', { name: 'x'.repeat(41) }, 'Dài quá'],
    ['a name with a number', { name: 'Mai 0912345678' }, 'Không ghi số điện thoại'],
  ])('%s is not kept', async (_, { staff = 's-mai', name = 'Mai' }, words) => {
    const { status, text } = await world.post(
      '/console/calendar/signing',
      officers(world.commune.first, staff, name),
      director,
    )
    expect(status).toBe(422)
    expect(text).toContain(words)
  })
})

describe('two texts against each other', () => {
  const form = {
    kind: 'soon',
    ...{ 'a-by': 'officer', 'a-appeal': 'none', 'a-sentence': '' },
    ...{ 'b-by': 'office', 'b-appeal': 'own', 'b-sentence': 'Bà con cần gì cứ hỏi.' },
  }
  const start = (change: Partial<typeof form>, who = director) =>
    world.post('/console/calendar/trials', { ...form, ...change }, who)

  it.each<[string, Partial<typeof form>, string]>([
    ['of no kind', { kind: '' }, 'Hãy chọn loại tin.'],
    ['that are one', { 'b-by': 'officer', 'b-appeal': 'none' }, 'Hai câu chữ giống hệt nhau.'],
    ['with a threat', { 'b-sentence': 'Không trả là ra tòa.' }, 'Câu này có lời dọa'],
    ['with nothing to say', { 'b-sentence': ' ' }, 'Hãy ghi một câu.'],
    ['signed by nobody', { 'a-by': '' }, 'Hãy chọn người ký và câu thêm.'],
  ])('%s are not started', async (_, change, words) => {
    const { status, text } = await start(change)
    expect(status).toBe(422)
    expect(text).toContain(words)
  })

  it('are started and stopped by the director, one of a kind at a time', async () => {
    expect((await start({}, officer)).status).toBe(404)
    expect((await start({})).status).toBe(303)
    expect((await start({})).text).toContain('Loại tin này đang có một lần so sánh.')
    expect((await start({ kind: 'interest' })).status).toBe(303)
    const running = await world.store.comparisons.running(world.office.id)
    expect(running.map(({ kind }) => kind)).toEqual(['soon', 'interest'])
    const stop = (who: Visitor) => world.post(`/console/calendar/trials/${running[1]?.id}/stop`, {}, who)
    expect((await stop(officer)).status).toBe(404)
    expect((await stop(director)).status).toBe(303)
    expect((await stop(director)).status).toBe(404)
    expect((await world.store.audit.list({ action: 'comparison.stop', limit: 1 }))[0]).toMatchObject({
      subjectId: running[1]?.id,
    })
  })

  it('are shown with counts, intervals, and in words when they say nothing yet', async () => {
    const [comparison] = await world.store.comparisons.running(world.office.id)
    const { text } = await world.get('/console/calendar/trials', director)
    expect(text).toContain('Bà con cần gì cứ hỏi.')
    expect(text).toContain('còn ít hộ quá, chưa nói được gì. Cần ít nhất 100 hộ mỗi bên.')
    expect(await world.store.comparisons.results(comparison?.id ?? '')).toEqual(
      ['a', 'b'].map((arm) => ({ arm, reminded: 0, answered: 0, known: 0, paid: 0 })),
    )
  })

  it('count a household once, what it answered and paid by the session, by figures of the session or later', async () => {
    const [comparison] = await world.store.comparisons.running(world.office.id)
    const id = comparison?.id ?? ''
    const cases: [arm: 'a' | 'b', of: Parameters<typeof compared>[1]][] = [
      ['a', { paid: true, asOf: '2026-11-10' }],
      ['a', { paid: true, asOf: '2026-11-10', after: true }],
      ['a', { paid: false, asOf: '2026-11-10', answered: '2026-11-10T16:59:00Z' }],
      ['a', { paid: false, asOf: '2026-11-09', answered: '2026-11-10T17:00:00Z' }],
      ['b', { paid: true, asOf: '2026-11-10', state: 'failed' }],
      ['b', { paid: true, asOf: '2026-11-12' }],
    ]
    for (const [arm, of] of cases) await compared({ id, arm }, of)
    expect(await world.store.comparisons.results(id)).toEqual([
      { arm: 'a', reminded: 4, answered: 1, known: 3, paid: 1 },
      { arm: 'b', reminded: 1, answered: 0, known: 1, paid: 1 },
    ])
    expect((await world.get('/console/calendar/trials', director)).text).toContain('1 hộ, 33% (khoảng')
  })
})

/** A reminder of the session of 10 November in a comparison, and what became of it. */
async function compared(
  { id, arm }: { id: string; arm: 'a' | 'b' },
  of: { paid: boolean; asOf: Day; after?: boolean; answered?: string; state?: string },
): Promise<void> {
  const accountId = BigInt(await borrower({ due: of.paid ? '2027-05-15' : '2026-11-15' }))
  const account = await world.database.prisma.channelAccount.findUniqueOrThrow({ where: { id: accountId } })
  const { id: loanId } = await world.database.prisma.loan.findFirstOrThrow({
    where: { householdId: account.householdId! },
  })
  await world.database.prisma.loan.update({ where: { id: loanId }, data: { asOf: new Date(of.asOf) } })
  const at = world.clock.now()
  const { id: deliveryId } = await world.database.prisma.delivery.create({
    data: { accountId, channel: 'web', lane: 1, state: of.state ?? 'sent', createdAt: at, body: {} },
  })
  const row = {
    loanId,
    dueDate: new Date('2026-11-15'),
    sessionDay: new Date('2026-11-10'),
    accountId,
    plannedAt: at,
    deliveryId,
  }
  await world.database.prisma.reminder.create({
    data: { ...row, kind: 'soon', answeredAt: of.answered ? new Date(of.answered) : null },
  })
  await world.store.comparisons.assign([{ deliveryId: deliveryId.toString(), comparisonId: id, arm }])
  if (of.after) await world.database.prisma.reminder.create({ data: { ...row, kind: 'after', deliveryId: null } })
}

it('a household reads the text of its side', () => {
  expect(new Set(['1', '2', '3', '4', '5', '6'].map((id) => stableArm('1', id))).size).toBe(2)
})
