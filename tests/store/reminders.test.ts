import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { SkipReason } from '../../src/domain/reminder-choice.ts'
import { usualPlan } from '../../src/domain/reminder-plan.ts'
import type { PersonRole } from '../../src/ports/accounts.ts'
import type { ChannelId } from '../../src/ports/channel.ts'
import type { NewReminder, NewReminderMessage } from '../../src/ports/reminders.ts'
import { at, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
let householdIds: string[]
let loanIds: string[]
beforeAll(async () => {
  register = await openRegister()
  await register.imports.putUnits(sampleUnits)
  await register.pool.query(`
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
    SELECT 'C' || n, 'Thử', 'thu', (SELECT min(id) FROM commune) FROM generate_series(1, 3) n;
    INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, as_of, status)
    SELECT 'L' || h.id || n, h.id, 'poor', h.commune_id, 1, '2025-01-01', '2028-01-01', 6, 8, 1, 0, 1, '2026-11-20', 'normal'
    FROM household h, generate_series(1, 2) n`)
  householdIds = (await register.prisma.household.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => String(id))
  loanIds = (await register.prisma.loan.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => String(id))
})
afterAll(() => register.close())
beforeEach(() =>
  register.pool.query('TRUNCATE reminder, reminder_day, reminder_skip, channel_account RESTART IDENTITY CASCADE'),
)

/** An account of a household, with consent to reminders. */
async function account(
  address: string,
  of: { household?: number; channel?: ChannelId; seenMinutesAgo?: number; role?: PersonRole } = {},
): Promise<string> {
  const { household = 0, channel = 'web', seenMinutesAgo = 0, role = 'other' } = of
  const seen = new Date(at.getTime() - seenMinutesAgo * 60_000)
  const { id } = await register.accounts.arrive({ channel, address, at: seen })
  await register.accounts.link(id, { householdId: householdIds[household]!, person: { role, name: 'Thử' }, at })
  await register.consents.give({ accountId: id, purposes: ['reminders'], wording: 'test', lang: 'vi', at })
  return id
}

describe('who is reminded', () => {
  const recipient = async () => (await register.reminders.recipients(householdIds)).get(householdIds[0]!)

  it('is the account of a household, with its channel', async () => {
    const id = await account('a', { channel: 'telegram' })
    expect(await recipient()).toEqual({ id, channel: 'telegram' })
  })

  it('is the account that was heard of last', async () => {
    await account('a', { seenMinutesAgo: 2 })
    const id = await account('b', { seenMinutesAgo: 1 })
    await account('c', { seenMinutesAgo: 3 })
    expect((await recipient())?.id).toBe(id)
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['who has blocked us', (id) => register.accounts.setStatus(id, 'blocked')],
    ['who is gone', (id) => register.accounts.setStatus(id, 'gone')],
    ['who took the consent back', (id) => register.consents.withdraw(id, ['reminders'], at)],
    ['who was unlinked', (id) => register.accounts.unlink(id)],
  ])('is nobody %s, but another account of the household', async (_, happens) => {
    const first = await account('a', { seenMinutesAgo: 5 })
    const second = await account('b')
    await happens(second)
    expect((await recipient())?.id).toBe(first)
    await happens(first)
    expect(await recipient()).toBeUndefined()
  })

  it('is nobody when the person took the consent back on another account', async () => {
    await account('a', { role: 'head' })
    const second = await account('b', { role: 'head', channel: 'telegram' })
    await register.consents.withdraw(second, ['reminders'], at)
    expect(await recipient()).toBeUndefined()
  })

  it.each<[string, ChannelId[], ChannelId]>([
    ['by nothing chosen: the last heard of', [], 'web'],
    ['by the first of the order', ['zalo', 'telegram'], 'zalo'],
    ['by the second, where nobody has the first', ['terminal', 'telegram'], 'telegram'],
    ['by what is named before what is not, though heard of last', ['telegram'], 'telegram'],
    ['by the last heard of what is not named', ['terminal'], 'web'],
  ])('is chosen %s', async (_, order, channel) => {
    await account('a', { channel: 'telegram', seenMinutesAgo: 3 })
    await account('b', { channel: 'zalo', role: 'head', seenMinutesAgo: 2 })
    await account('c', { channel: 'web', role: 'spouse', seenMinutesAgo: 1 })
    await register.accounts.setChannelOrder(householdIds[0]!, order)
    const found = await register.reminders.recipients(householdIds)
    expect([...found.values()].map((one) => one.channel)).toEqual([channel])
    await register.accounts.setChannelOrder(householdIds[0]!, [])
  })

  it('is one account, where two people of a household agreed: that of the channel, the last heard of', async () => {
    await account('a', { role: 'head', channel: 'zalo', seenMinutesAgo: 1 })
    const spouse = await account('b', { role: 'spouse', channel: 'zalo' })
    expect([...(await register.reminders.recipients(householdIds)).values()]).toEqual([{ id: spouse, channel: 'zalo' }])
  })

  it('is what only stands for a phone number when nobody else is there, whatever the order', async () => {
    await register.accounts.setChannelOrder(householdIds[0]!, ['zalo'])
    const phone = await account('household:1', { channel: 'zalo' })
    await register.pool.query('UPDATE channel_account SET by_phone = true WHERE id = $1', [phone])
    expect((await recipient())?.id).toBe(phone)
    const web = await account('a', { seenMinutesAgo: 9 })
    expect((await recipient())?.id).toBe(web)
    await register.accounts.setChannelOrder(householdIds[0]!, [])
  })

  it('is found also where a household has no list of channels at all', async () => {
    const id = await account('a', { channel: 'zalo' })
    await register.pool.query('ALTER TABLE household ALTER channel_order DROP NOT NULL')
    await register.pool.query('UPDATE household SET channel_order = NULL WHERE id = $1', [householdIds[0]])
    expect((await recipient())?.id).toBe(id)
    expect(await register.accounts.channelOrder(householdIds[0]!)).toEqual([])
  })

  it('is nobody at a terminal', async () => {
    await account('a', { channel: 'terminal' })
    expect(await recipient()).toBeUndefined()
  })

  it('is asked for many households at once', async () => {
    const ids = [await account('a'), await account('b', { household: 2 })]
    const found = await register.reminders.recipients(householdIds)
    expect([...found].map(([household, { id }]) => [household, id]).toSorted()).toEqual([
      [householdIds[0], ids[0]],
      [householdIds[2], ids[1]],
    ])
    expect(await register.reminders.recipients([])).toEqual(new Map())
  })
})

/** A line of a loan, by its place. */
const line = (loan: number, change: Partial<NewReminder> = {}): NewReminder => ({
  loanId: loanIds[loan]!,
  dueDate: '2026-12-15',
  kind: 'soon',
  sessionDay: '2026-12-12',
  principal: 1_000,
  interest: 10,
  ...change,
})
const message = (household: number, lines: NewReminder[], day: Day = '2026-12-09'): NewReminderMessage => ({
  ...{ householdId: householdIds[household]!, accountId: '1', day, lines },
})
const claim = (...messages: NewReminderMessage[]) => register.reminders.claim(messages, at)

describe('a claim', () => {
  it('gives each message by its household, with the ids of its lines and that of the delivery which nobody else will have', async () => {
    const claimed = await claim(message(0, [line(0), line(1)]), message(1, [line(2)]))
    expect([...claimed.keys()].toSorted()).toEqual([householdIds[0], householdIds[1]])
    const { ids, deliveryId } = claimed.get(householdIds[0]!)!
    expect([...ids.keys()].toSorted()).toEqual([loanIds[0], loanIds[1]])
    const { principal: _, interest: __, ...said } = line(0)
    const id = ids.get(loanIds[0]!)!
    expect(await register.reminders.find(id)).toEqual({ id, ...said, accountId: '1' })
    const row = await register.prisma.reminder.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(row).toMatchObject({
      plannedAt: at,
      deliveryId: BigInt(deliveryId),
      namedPrincipal: 1_000n,
      namedInterest: 10n,
    })
    const to = { id: await account('a'), channel: 'web' } as const
    const next = await register.outbox.write(to, { parts: [] }, { lane: 0, at })
    const drawn = [...claimed.values()].map((one) => one.deliveryId)
    expect(drawn).not.toContain(next)
    expect(new Set(drawn).size).toBe(2)
  })

  it.each<[string, Partial<NewReminder>, Day, number]>([
    ['the same reminder on the same day', {}, '2026-12-09', 0],
    ['another kind on the same day', { kind: 'today' }, '2026-12-09', 0],
    ['the same reminder on another day', {}, '2026-12-10', 0],
    ['the same for a session that was moved', { sessionDay: '2026-12-20' }, '2026-12-17', 0],
    ['another kind on another day', { kind: 'today' }, '2026-12-12', 1],
    ['the next instalment on another day', { dueDate: '2027-01-15' }, '2027-01-09', 1],
  ])('of %s, with one before it', async (_, change, day, fresh) => {
    await claim(message(0, [line(0)]))
    const claimed = await claim(message(0, [line(0, change)], day), message(1, [line(2)]))
    expect(claimed.has(householdIds[0]!)).toBe(fresh === 1)
    expect(claimed.has(householdIds[1]!)).toBe(true)
    expect((await claim(message(0, [line(0, change)], day), message(1, [line(2)]))).size).toBe(0)
  })

  it('leaves out a line that was said before, and keeps the others', async () => {
    await claim(message(0, [line(0)]))
    const claimed = await claim(message(0, [line(0), line(1)], '2026-12-10'))
    expect([...claimed.get(householdIds[0]!)!.ids.keys()]).toEqual([loanIds[1]])
  })

  it('of none gives none', async () => expect(await claim()).toEqual(new Map()))

  it('of two at once, whatever the order, is won by one each', async () => {
    const all = householdIds.map((_, n) => message(n, [line(n * 2), line(n * 2 + 1)]))
    const claims = await Promise.all(
      [all, all.toReversed(), all].map((some) => register.transaction((tx) => tx.reminders.claim(some, at))),
    )
    expect(claims.reduce((sum, won) => sum + won.size, 0)).toBe(householdIds.length)
    expect(await register.prisma.reminder.count()).toBe(loanIds.length)
  })

  it('is known afterwards: what was told of a loan and when, and who has a message on that day', async () => {
    await claim(message(0, [line(0), line(1, { kind: 'interest', dueDate: '2026-12-01' })]))
    expect(await register.reminders.told([loanIds[0]!, loanIds[2]!])).toEqual([
      { loanId: loanIds[0], dueDate: '2026-12-15', kind: 'soon', day: '2026-12-09' },
    ])
    expect(await register.reminders.writtenTo(householdIds, '2026-12-09')).toEqual(new Set([householdIds[0]]))
    expect(await register.reminders.writtenTo(householdIds, '2026-12-10')).toEqual(new Set())
  })

  it('keeps what is said together', async () => {
    const claimed = await claim(message(0, [line(0, { kind: 'last_ask' }), line(1)]), message(1, [line(2)]))
    const { ids } = claimed.get(householdIds[0]!)!
    for (const id of ids.values())
      expect((await register.reminders.together(id)).map(({ loanId }) => loanId)).toEqual([loanIds[1], loanIds[0]])
    expect(await register.reminders.together('999')).toEqual([])
  })
})

describe('a message that did not hold any more at the moment of sending', () => {
  const released = { from: '2026-12-05', until: '2026-12-09' } as const
  /** A message with its delivery, which ended like this. */
  async function ended(state: string, errorCode: string | null, { doubts = 0, day = '2026-12-09' as Day } = {}) {
    const { deliveryId } = (await claim(message(0, [line(0), line(1)], day))).get(householdIds[0]!)!
    const accountId = BigInt(await account('a'))
    const delivery = { id: BigInt(deliveryId), accountId, channel: 'web', lane: 1, createdAt: at }
    await register.prisma.delivery.create({ data: { ...delivery, state, errorCode, doubts } })
  }
  const skipped = () => register.prisma.reminderSkip.findMany({ orderBy: { loanId: 'asc' } })

  it.each(['no_longer_due', 'figures_changed', 'stale_figures', 'paid_since', 'paused', 'session_moved'])(
    'for %s is free again, and noted',
    async (code) => {
      await ended('skipped', code)
      expect(await register.reminders.release(released)).toBe(1)
      expect(await register.prisma.reminder.count()).toBe(0)
      expect(await skipped()).toMatchObject([
        { loanId: BigInt(loanIds[0]!), kind: 'soon', reason: code },
        { loanId: BigInt(loanIds[1]!), kind: 'soon', reason: code },
      ])
      expect((await claim(message(0, [line(0)]))).size).toBe(1)
    },
  )

  it.each<[string, string, string | null, { doubts?: number; day?: Day }]>([
    ['was sent', 'sent', null, {}],
    ['waits', 'pending', null, {}],
    ['waits for its second try', 'retry', 'unreachable', {}],
    ['may have arrived before', 'skipped', 'no_longer_due', { doubts: 1 }],
    ['is over', 'skipped', 'expired', {}],
    ['is of somebody who wants none', 'skipped', 'no_consent', {}],
    ['was of an earlier day', 'skipped', 'paused', { day: '2026-12-04' }],
    ['is of a later day', 'skipped', 'paused', { day: '2026-12-10' }],
  ])('is kept where it %s', async (_, state, code, of) => {
    await ended(state, code, of)
    expect(await register.reminders.release(released)).toBe(0)
    expect(await register.prisma.reminder.count()).toBe(2)
    expect(await skipped()).toEqual([])
  })

  it('of the first day that is looked at is free as well', async () => {
    await ended('skipped', 'paused', { day: '2026-12-05' })
    expect(await register.reminders.release(released)).toBe(1)
  })
})

describe('what was not reminded of', () => {
  const day: Day = '2026-12-09'
  const skip = (loan: number, reason: SkipReason) => ({
    loanId: loanIds[loan]!,
    dueDate: '2026-12-15' as Day,
    kind: 'soon' as const,
    reason,
  })
  const noted = async () =>
    (await register.prisma.reminderSkip.findMany({ orderBy: [{ day: 'asc' }, { loanId: 'asc' }] })).map(
      ({ loanId, reason }) => [`${loanId}`, reason],
    )

  it('is noted once a day, by the last reason, and taken back when it was said', async () => {
    await register.reminders.note(day, { skipped: [skip(0, 'no_account'), skip(1, 'stale_figures')], said: [] })
    await register.reminders.note(day, { skipped: [skip(0, 'stale_figures'), skip(1, 'stale_figures')], said: [] })
    expect(await noted()).toEqual([
      [loanIds[0], 'stale_figures'],
      [loanIds[1], 'stale_figures'],
    ])
    await register.reminders.note(day, { skipped: [], said: [line(0), line(1, { kind: 'today' })] })
    expect(await noted()).toEqual([[loanIds[1], 'stale_figures']])
    await register.reminders.note('2026-12-10', { skipped: [], said: [line(1)] })
    expect(await noted()).toHaveLength(1)
  })

  it('is kept until its day is forgotten, with the day of messages', async () => {
    await register.reminders.note(day, { skipped: [skip(0, 'overdue')], said: [] })
    await claim(message(1, [line(2)]))
    await register.reminders.forgetDays('2026-12-09')
    expect([await noted(), await register.prisma.reminderDay.count()]).toEqual([[[loanIds[0], 'overdue']], 1])
    await register.reminders.forgetDays('2026-12-10')
    expect([await noted(), await register.prisma.reminderDay.count()]).toEqual([[], 0])
    expect(await register.prisma.reminder.count()).toBe(1)
  })
})

describe('the plan of an office', () => {
  const officeId = async () => (await register.units.mainOffice()).id

  it('is the usual one until it is set, and then its own, with the closed days that the office has', async () => {
    const id = await officeId()
    expect(await register.reminders.plan(id)).toEqual({ plan: usualPlan, closed: new Set() })
    const plan = { ...usualPlan, soon: { on: false, days: 2 } }
    await register.reminders.setPlan(id, plan)
    await register.applications.setTimes(id, { aims: {}, closed: new Set(['2026-12-09']) })
    const own = { plan, closed: new Set(['2026-12-09']) }
    expect(await register.reminders.plan(id)).toEqual(own)
    expect(await register.reminders.plans()).toEqual([{ officeId: id, ...own }])
    expect(await register.reminders.plan(id + 1)).toEqual({ plan: usualPlan, closed: new Set() })
  })
})

describe('communes that stand still', () => {
  it.each<[string, Day, Day | null, boolean]>([
    ['from that day on', '2026-12-09', null, true],
    ['from the day after', '2026-12-10', null, false],
    ['until that day', '2026-12-01', '2026-12-09', true],
    ['until the day before', '2026-12-01', '2026-12-08', false],
  ])('%s', async (_, since, until, still) => {
    const { id: communeId } = await register.prisma.commune.findFirstOrThrow()
    await register.pool.query('TRUNCATE reminder_pause')
    await register.prisma.reminderPause.create({
      data: { communeId, since: new Date(since), until: until && new Date(until) },
    })
    expect(await register.pauses.communesPaused('2026-12-09')).toEqual(new Set(still ? [communeId] : []))
  })
})
