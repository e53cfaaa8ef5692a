import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rangeOf, reminderKinds, usualPlan } from '../../src/domain/reminder-plan.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let other: Visitor
let late: string
const day = '2026-11-23'
const path = '/console/reminders'

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  director = await world.signIn(await world.staff('director'))
  other = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
  const { prisma } = world.database
  // One household had a message, of another the figures were too old, a third has an overdue loan, a fourth a message that did not arrive.
  const [told, stale, overdue, failed] = [
    await world.household({ name: 'Lê Thị Được', programmes: ['poor'] }),
    await world.household({ name: 'Phạm Thị Cũ', programmes: ['poor'] }),
    await world.household({ name: 'Trần Thị Muộn', programmes: ['clean_water'] }),
    await world.household({ name: 'Đỗ Thị Xa', programmes: ['poor'] }),
  ]
  late = overdue
  const days = { nextDueDate: new Date('2026-10-14'), overdue: 5_000_000n, status: 'overdue' }
  await prisma.loan.updateMany({ where: { householdId: BigInt(overdue) }, data: days })
  const account = await world.account({ householdId: overdue, consents: ['talk'] })
  await prisma.channelAccount.update({
    where: { id: BigInt(account) },
    data: { lastSeenAt: new Date('2026-11-01T02:05:00Z') },
  })
  const loanOf = async (household: string) =>
    (await prisma.loan.findFirstOrThrow({ where: { householdId: BigInt(household) } })).id
  const skip = { day: new Date(day), kind: 'soon', dueDate: new Date('2026-11-26') }
  for (const [household, reason] of [
    [stale, 'stale_figures'],
    [overdue, 'overdue'],
  ] as const)
    await prisma.reminderSkip.create({ data: { ...skip, loanId: await loanOf(household), reason } })
  for (const [household, state, errorCode] of [
    [told, 'sent', null],
    [failed, 'failed', 'unreachable'],
  ] as const) {
    const accountId = BigInt(await world.account({ householdId: household, consents: ['talk', 'reminders'] }))
    const delivery = await prisma.delivery.create({
      data: { accountId, channel: 'web', lane: 1, state, errorCode, createdAt: new Date(`${day}T00:00:00Z`) },
    })
    const of = { day: new Date(day), deliveryId: delivery.id }
    await prisma.reminderDay.create({ data: { ...of, householdId: BigInt(household) } })
    const line = { kind: 'soon', dueDate: skip.dueDate, sessionDay: skip.dueDate, plannedAt: delivery.createdAt }
    await prisma.reminder.create({ data: { ...of, ...line, loanId: await loanOf(household), accountId } })
  }
})
afterAll(() => world.close())

describe('what was not reminded of', () => {
  it('stands there for a day with the reason, also where a message did not arrive', async () => {
    const { text } = await world.get(`${path}?day=${day}`, officer)
    for (const words of ['Phạm Thị Cũ', 'Số liệu quá cũ', 'Trần Thị Muộn', 'Nợ quá hạn: cán bộ gặp hộ', 'Đỗ Thị Xa'])
      expect(text).toContain(words)
    expect(text).not.toContain('Lê Thị Được')
    expect(text).toMatch(/Món vay được nhắc<\/dt><dd>1</)
    expect(text).not.toMatch(/\{\w+\}/)
  })

  it.each([
    ['the day before', '?day=2026-11-22', [], ['Phạm Thị Cũ']],
    ['today, where no day can be read', '?day=x', [], ['Phạm Thị Cũ']],
    ['one reason', `?day=${day}&reason=stale_figures`, ['Phạm Thị Cũ'], ['Trần Thị Muộn']],
    ['a reason that there is not', `?day=${day}&reason=x`, [], ['Phạm Thị Cũ']],
    ['a place that there is not', `?day=${day}&after=999999999-today`, [], ['Phạm Thị Cũ']],
  ])('is asked for by %s', async (_, query, shown, hidden) => {
    const { text, status } = await world.get(`${path}${query}`, officer)
    expect(status).toBe(200)
    for (const words of shown) expect(text).toContain(words)
    for (const words of hidden) expect(text).not.toContain(words)
  })

  it('is that of the reader’s own office', async () => {
    const { text } = await world.get(`${path}?day=${day}`, other)
    expect(text).not.toContain('Phạm Thị Cũ')
    expect(text).toContain('không có món nào bị bỏ qua')
  })

  it('is a file as well', async () => {
    const { text } = await world.get(`${path}/list.csv?day=${day}&reason=stale_figures`, officer)
    expect(text).toContain('Phạm Thị Cũ')
    expect(text).toContain('Số liệu quá cũ')
    expect(text).not.toContain('Trần Thị Muộn')
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'list.export',
      subjectId: 'not-reminded',
    })
  })
})

describe('overdue loans', () => {
  it('stand there with their days, their group and when anybody was heard of last', async () => {
    const { text } = await world.get(`${path}/overdue`, officer)
    for (const words of ['Trần Thị Muộn', '5.000.000 đồng', '14/10/2026', '09:05 1/11/2026', `/console/people/${late}`])
      expect(text).toContain(words)
    expect(text).toMatch(/>41</)
    expect(text).not.toContain('Phạm Thị Cũ')
  })

  it('are a file as well, and none of another office', async () => {
    const { text } = await world.get(`${path}/overdue/list.csv`, officer)
    expect(text).toContain('Trần Thị Muộn')
    expect(text).toContain('5000000')
    expect((await world.get(`${path}/overdue`, other)).text).toContain('Không có món vay nào quá hạn')
  })

  it('are told page by page', async () => {
    const scope = { officeId: world.office.id }
    const [first] = await world.store.reminderDesk.overdue({ scope, day: '2026-11-24', limit: 1 })
    expect(first).toMatchObject({ headName: 'Trần Thị Muộn', days: 41 })
    expect(await world.store.reminderDesk.overdue({ scope, day: '2026-11-24', limit: 1, after: first! })).toEqual([])
  })
})

describe('the plan of reminders', () => {
  const plan = `${path}/plan`
  const days = Object.fromEntries(reminderKinds.map((kind) => [kind, String(usualPlan[kind].days)]))
  const typed = { ...days, on: [...reminderKinds] as string[] }

  it('is its director’s to set', async () => {
    const { text } = await world.get(plan, director)
    expect(text).toMatch(/name="soon"[^>]*value="3"/)
    expect(text).not.toContain('name="today"')
    expect((await world.get(plan, officer)).status).toBe(404)
    expect((await world.post(plan, typed, officer)).status).toBe(404)
    expect((await world.get(path, director)).text).toContain(plan)
    expect((await world.get(path, officer)).text).not.toContain(plan)
  })

  it('holds from then on, for that office', async () => {
    const answer = await world.post(plan, { ...typed, soon: '2', on: ['soon', 'today', 'interest'] }, director)
    expect(answer.to).toBe(`${plan}?done=reminder_plan`)
    const kept = await world.store.reminders.plan(world.office.id)
    expect(kept.plan).toMatchObject({ soon: { on: true, days: 2 }, month_before: { on: false, days: 30 } })
    expect((await world.store.reminders.plan(world.office.otherId)).plan).toEqual(usualPlan)
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'office.reminders',
      detail: { soon: 2, today: 0, interest: 3, after: 'off' },
    })
    expect((await world.get(`${plan}?done=reminder_plan`, director)).text).toContain('Đã lưu lịch nhắc')
    await world.post(plan, typed, director)
    expect((await world.store.reminders.plan(world.office.id)).plan).toEqual(usualPlan)
  })

  it.each([
    ['no number', { soon: 'x' }],
    ['nothing', { soon: '' }],
    ['a day too few', { last_ask: String(rangeOf.last_ask.least - 1) }],
    ['a day too many', { month_before: String(rangeOf.month_before.most + 1) }],
    ['half a day', { interest: '2.5' }],
  ])('keeps what was typed when it is %s', async (_, wrong) => {
    const answer = await world.post(plan, { ...typed, ...wrong }, director)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('số ngày phải từ')
    const [name, value] = Object.entries(wrong)[0]!
    expect(answer.text).toMatch(new RegExp(`name="${name}"[^>]*value="${value}"`))
    expect((await world.store.reminders.plan(world.office.id)).plan).toEqual(usualPlan)
  })
})
