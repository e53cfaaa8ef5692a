import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { planToday } from '../../src/app/plan-today.ts'
import { atHour, type Day } from '../../src/domain/day.ts'
import { usualPlan } from '../../src/domain/reminder-plan.ts'
import { emptyRegister, openRegister, type Register } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  register = await openRegister(6)
})
afterAll(() => register.close())
beforeEach(async () => {
  await emptyRegister(register)
  await register.pool.query(
    'TRUNCATE channel_account, mailing, chunk, setting, payment_promise RESTART IDENTITY CASCADE',
  )
  // The first group pays its interest at the session of the 17th, the leader of the second one collects it on the 10th.
  await register.pool.query(`
    INSERT INTO province (id, code, name) VALUES (1, '37', 'Ninh Bình');
    INSERT INTO transaction_office (id, code, province_id, name, phone) VALUES (1, 'MOT', 1, 'Phòng giao dịch', '0226 1');
    INSERT INTO commune (id, code, office_id, name, kind) VALUES (1, 'X1', 1, 'Xã Một', 'xa'), (2, 'X2', 1, 'Xã Hai', 'xa');
    INSERT INTO transaction_point (id, code, commune_id, name, address, day_of_month) VALUES (1, 'D17', 1, 'Điểm', 'Nhà văn hóa', 17);
    INSERT INTO savings_credit_group (id, code, name, leader_name, association_code, commune_id, point_id, transaction_day, collection_day)
    VALUES (1, 'T1', 'Tổ 1', 'Lê Thị Một', 12, 1, 1, 17, NULL), (2, 'T2', 'Tổ 2', 'Lê Thị Hai', 12, 1, 1, 17, 10)`)
})

/** A household of one of the groups, with an account that may be reminded. */
async function household(group = 1): Promise<string> {
  const { rows } = await register.pool.query(
    `WITH h AS (INSERT INTO household (customer_id, head_name, head_name_folded, commune_id, group_id)
       VALUES (gen_random_uuid(), 'Nguyễn Thị Hoa', 'x', 1, $1) RETURNING id),
     a AS (INSERT INTO channel_account (channel, address, household_id) SELECT 'web', gen_random_uuid(), id FROM h RETURNING id),
     c AS (INSERT INTO consent (account_id, purpose, wording, lang, given_at) SELECT id, 'reminders', 'test', 'vi', now() FROM a)
     SELECT id FROM h`,
    [group],
  )
  return String(rows[0].id)
}

let codes = 0
/** A loan, by default with an instalment on 20 December, whose session is the 17th, and interest. */
async function loan(
  householdId: string,
  of: Partial<Record<'due' | 'asOf' | 'status', string>> & { principal?: number; interest?: number } = {},
) {
  codes += 1
  const { due = '2026-12-20', asOf = '2026-11-10', status = 'normal', principal = 2_000_000, interest = 60_000 } = of
  const { rows } = await register.pool.query(
    `INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
       overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
     VALUES ($1, $2, 'poor', 1, 25000000, '2025-01-01', '2028-01-01', 6.6, 8.58, 20000000, 0, $3, $4, $5, $6, $7) RETURNING id`,
    [`66${String(codes).padStart(14, '0')}`, householdId, interest, due, principal, asOf, status],
  )
  return String(rows[0].id)
}

const change = (id: string, to: string) => register.pool.query(`UPDATE loan SET ${to} WHERE id = $1`, [id])
const plan = (day: Day) =>
  planReminders({ store: register, jobs: { wake: async () => {} }, clock: { now: () => atHour(day, 7) } }, { day })
const told = async () => {
  const { rows } = await register.pool.query(
    `SELECT r.loan_id::text AS loan, r.kind, r.day::text AS day, r.delivery_id::text AS delivery, r.named_principal::int AS principal
     FROM reminder r ORDER BY r.day, r.delivery_id, r.loan_id`,
  )
  return rows
}
const listed = async (day: Day) => {
  const { rows } = await register.pool.query('SELECT kind, reason FROM reminder_skip WHERE day = $1 ORDER BY kind', [
    day,
  ])
  return rows.map(({ kind, reason }) => `${kind} ${reason}`)
}
/** Every message that waits has gone out. */
const sent = () =>
  register.pool.query("UPDATE delivery SET state = 'sent', sent_at = created_at WHERE state = 'pending'")
const skippedFor = (code: string) =>
  register.pool.query("UPDATE delivery SET state = 'skipped', error_code = $1 WHERE state = 'pending'", [code])

describe('an instalment', () => {
  it('is reminded of by every kind on its day, with figures of the month, and once after it', async () => {
    const id = await loan(await household(), { interest: 0 })
    const days: [Day, string | undefined][] = [
      ['2026-11-16', undefined],
      ['2026-11-17', 'month_before'],
      ['2026-12-04', undefined],
      ['2026-12-05', 'last_ask'],
      ['2026-12-14', 'soon'],
      ['2026-12-17', 'today'],
      ['2026-12-18', undefined],
    ]
    for (const [day, kind] of days) {
      await change(id, `as_of = '${day}'::date - 5`)
      expect([day, (await plan(day)).planned]).toEqual([day, kind ? 1 : 0])
      await sent()
    }
    expect(await listed('2026-12-18')).toEqual(['after not_known_yet'])
    await change(id, "as_of = '2026-12-17'")
    expect((await plan('2026-12-19')).planned).toBe(1)
    expect((await told()).map(({ kind }) => kind)).toEqual(['month_before', 'last_ask', 'soon', 'today', 'after'])
  })

  it('that the figures show paid is not asked about after the session', async () => {
    const id = await loan(await household(), { interest: 0 })
    await change(id, "as_of = '2026-12-17', next_due_date = '2027-12-20'")
    expect(await plan('2026-12-18')).toMatchObject({ planned: 0 })
    expect(await listed('2026-12-18')).toEqual([])
  })

  it.each([
    ['turned off', { on: false, days: 3 }, 0, 0],
    ['set to two days before', { on: true, days: 2 }, 0, 1],
  ])('is not reminded of three days before where that is %s', async (_, soon, third, second) => {
    await register.reminders.setPlan(1, { ...usualPlan, soon })
    await loan(await household(), { interest: 0, asOf: '2026-12-10' })
    expect((await plan('2026-12-14')).planned).toBe(third)
    expect((await plan('2026-12-15')).planned).toBe(second)
  })
})

describe('interest', () => {
  it.each<[string, number, Day, number]>([
    ['at the session, four days before', 1, '2026-12-12', 0],
    ['at the session, three days before', 1, '2026-12-14', 1],
    ['at the session, two days before', 1, '2026-12-15', 0],
    ['at the leader’s, three days before', 2, '2026-12-07', 1],
    ['at the leader’s, a day later', 2, '2026-12-08', 0],
    ['at the leader’s, three days before the session', 2, '2026-12-14', 0],
  ])('%s', async (_, group, day, planned) => {
    await loan(await household(group), { due: '2027-06-20', asOf: '2026-12-01' })
    expect((await plan(day)).planned).toBe(planned)
  })

  it('is reminded of once a month', async () => {
    await loan(await household(2), { due: '2027-06-20', asOf: '2026-12-01' })
    await plan('2026-12-07')
    await sent()
    await register.pool.query('UPDATE savings_credit_group SET collection_day = 12')
    expect(await plan('2026-12-09')).toMatchObject({ planned: 0, already: 1 })
    await register.pool.query("UPDATE loan SET as_of = '2027-01-05'")
    expect((await plan('2027-01-09')).planned).toBe(1)
  })

  it('is part of what is said of the principal on the same day', async () => {
    await loan(await household(), { asOf: '2026-12-10' })
    expect(await plan('2026-12-14')).toMatchObject({ planned: 1, messages: 1 })
    expect(await told()).toMatchObject([{ kind: 'soon', principal: 2_000_000 }])
    expect(await listed('2026-12-14')).toEqual([])
  })

  it('that is paid is not asked for', async () => {
    await loan(await household(2), { due: '2027-06-20', asOf: '2026-12-01', interest: 0 })
    expect((await plan('2026-12-07')).planned).toBe(0)
  })
})

describe('one household', () => {
  it('reads of all its loans in one message, what presses most first', async () => {
    const home = await household()
    const ids = [
      await loan(home, { due: '2027-06-20', asOf: '2026-12-10' }),
      await loan(home, { asOf: '2026-12-10' }),
      await loan(home, { status: 'frozen', asOf: '2026-12-10' }),
    ]
    expect(await plan('2026-12-14')).toMatchObject({ planned: 2, messages: 1, skipped: { frozen: 1 } })
    const lines = await told()
    expect(lines.map(({ loan: id, kind }) => [id, kind])).toEqual([
      [ids[0], 'interest'],
      [ids[1], 'soon'],
    ])
    expect(new Set(lines.map(({ delivery }) => delivery)).size).toBe(1)
    const [first] = await register.reminders.together((await register.prisma.reminder.findFirstOrThrow()).id.toString())
    expect(first).toMatchObject({ loanId: ids[1], kind: 'soon' })
  })

  it('is not written to a second time that day, whatever else falls due', async () => {
    const home = await household()
    await loan(home, { asOf: '2026-12-10' })
    await plan('2026-12-14')
    await sent()
    await loan(home, { asOf: '2026-12-10' })
    expect(await plan('2026-12-14')).toMatchObject({ planned: 0, already: 1, skipped: { one_a_day: 1 } })
    expect(await listed('2026-12-14')).toEqual(['soon one_a_day'])
  })

  it('is reminded of what it promised, on that day, once, and not when it is paid', async () => {
    const home = await household()
    const id = await loan(home, { asOf: '2026-12-01', interest: 0 })
    const promise = { loanId: id, dueDate: '2026-12-20', kind: 'last_ask', accountId: '1', named: true } as const
    await register.promises.keep([{ ...promise, day: '2026-12-09', at: atHour('2026-12-05', 9) }])
    expect((await plan('2026-12-08')).planned).toBe(0)
    expect((await plan('2026-12-09')).planned).toBe(1)
    await sent()
    expect(await told()).toMatchObject([{ kind: 'promise', day: '2026-12-09' }])
    await register.promises.keep([{ ...promise, day: '2026-12-11', at: atHour('2026-12-09', 9) }])
    expect(await plan('2026-12-11')).toMatchObject({ planned: 0, already: 1 })
    const paid = await loan(home, { asOf: '2026-12-01', interest: 0 })
    await register.promises.keep([{ ...promise, loanId: paid, day: '2026-12-10', at: atHour('2026-12-05', 9) }])
    await change(paid, "next_due_date = '2027-12-20'")
    expect((await plan('2026-12-10')).planned).toBe(0)
  })
})

describe('a commune that stands still', () => {
  it.each<[string, Day, Day | null, number]>([
    ['from that day on', '2026-12-14', null, 0],
    ['from the next day on', '2026-12-15', null, 1],
    ['until the day before', '2026-12-01', '2026-12-13', 1],
  ])('%s', async (_, since, until, planned) => {
    await loan(await household(), { asOf: '2026-12-10' })
    await register.pool.query('INSERT INTO reminder_pause (commune_id, since, until) VALUES (1, $1, $2)', [
      since,
      until,
    ])
    expect((await plan('2026-12-14')).planned).toBe(planned)
    expect(await listed('2026-12-14')).toEqual(planned === 1 ? [] : ['soon paused'])
  })

  it('does not stop the next one', async () => {
    await loan(await household(), { asOf: '2026-12-10' })
    await register.pool.query("INSERT INTO reminder_pause (commune_id, since) VALUES (2, '2026-12-01')")
    expect((await plan('2026-12-14')).planned).toBe(1)
  })
})

describe('a message that newer figures overtook', () => {
  it('names the others alone when it is written anew, by the new amounts', async () => {
    const home = await household()
    const [paid, left] = [
      await loan(home, { asOf: '2026-12-10', interest: 0 }),
      await loan(home, { asOf: '2026-12-10', interest: 0 }),
    ]
    await plan('2026-12-14')
    await skippedFor('no_longer_due')
    await change(paid, "next_due_date = '2027-12-20'")
    await change(left, 'next_principal = 1000000')
    expect(await plan('2026-12-14')).toMatchObject({ planned: 1, messages: 1, already: 0 })
    expect(await told()).toMatchObject([{ loan: left, kind: 'soon', principal: 1_000_000 }])
    const waiting = await register.prisma.delivery.findMany({ where: { state: 'pending' } })
    expect(waiting).toHaveLength(1)
    expect(JSON.stringify(waiting[0]?.body)).not.toContain('2000000')
    // What became of the other one stands in the list of that day.
    expect(await listed('2026-12-14')).toEqual(['soon no_longer_due'])
  })

  it('stays as it is when it was sent', async () => {
    await loan(await household(), { asOf: '2026-12-10', interest: 0 })
    await plan('2026-12-14')
    await sent()
    await register.pool.query('UPDATE loan SET next_principal = 1000000')
    expect(await plan('2026-12-14')).toMatchObject({ planned: 0, already: 1 })
    expect(await told()).toMatchObject([{ principal: 2_000_000 }])
  })
})

describe('a day on which nothing was planned', () => {
  const today = (day: Day, hour = 7) =>
    planToday({ store: register, jobs: { wake: async () => {} }, clock: { now: () => atHour(day, hour) } })
  const said = async () => (await told()).map(({ kind, day }) => `${kind} ${day}`)

  it('is made up for on the next one, while that is in time', async () => {
    await loan(await household(), { asOf: '2026-12-10', interest: 0 })
    await today('2026-12-12')
    // The fourteenth, on which it was to be said, passes without a run.
    expect(await today('2026-12-15')).toMatchObject({ planned: 1 })
    expect(await said()).toEqual(['soon 2026-12-15'])
    expect(await today('2026-12-15', 8)).toMatchObject({ planned: 0 })
    expect(await listed('2026-12-15')).toEqual([])
  })

  it('is listed where it is too late, but not what was said before', async () => {
    const [missed, heard] = [
      await loan(await household(), { interest: 0 }),
      await loan(await household(), { interest: 0 }),
    ]
    for (const id of [missed, heard]) await change(id, "as_of = '2026-12-10'")
    await today('2026-12-16')
    await change(missed, "next_due_date = '2027-12-20'")
    await plan('2026-12-17')
    await sent()
    await change(missed, "next_due_date = '2026-12-20'")
    // Of the seventeenth only one was told; nobody noted that the day was planned.
    expect(await today('2026-12-18')).toMatchObject({ planned: 0, skipped: { missed: 1 } })
    expect(await said()).toEqual(['today 2026-12-17'])
    expect((await told()).map(({ loan: id }) => id)).toEqual([heard])
    expect(await listed('2026-12-18')).toEqual(['after not_known_yet', 'after not_known_yet', 'today missed'])
  })

  it('before a Sunday waits for the Monday', async () => {
    await register.pool.query('UPDATE transaction_point SET day_of_month = 22')
    await loan(await household(), { asOf: '2026-12-10', interest: 0 })
    await today('2026-12-18')
    // Three days before the twenty-second is the nineteenth, a Saturday.
    expect(await today('2026-12-20')).toMatchObject({ planned: 0 })
    expect(await today('2026-12-21')).toMatchObject({ planned: 1 })
    expect(await said()).toEqual(['soon 2026-12-21'])
  })

  it('is not sought before the first plan of all, nor longer ago than a week', async () => {
    await loan(await household(), { interest: 0 })
    expect(await today('2026-11-23')).toMatchObject({ planned: 0 })
    await register.settings.set('reminders.planned', { day: '2026-11-10', missed: [] })
    expect(await today('2026-11-25')).toMatchObject({ planned: 0 })
    await register.settings.set('reminders.planned', { day: '2026-11-10', missed: [] })
    expect(await today('2026-11-23')).toMatchObject({ planned: 1 })
    expect(await said()).toEqual(['month_before 2026-11-23'])
  })

  it.each([null, 'yesterday', { day: 'x' }, { day: 7, missed: 'y' }, []])(
    'is not sought where %j was kept',
    async (kept) => {
      await register.settings.set('reminders.planned', kept)
      await loan(await household(), { asOf: '2026-12-10', interest: 0 })
      expect(await today('2026-12-15')).toMatchObject({ planned: 0 })
    },
  )
})

describe('a message that was kept for one day', () => {
  const other = async (day: Day, home: string) => {
    const [delivery] = (await register.reminders.claimDay(day, [home])).values()
    const account = await register.prisma.channelAccount.findFirstOrThrow({ where: { householdId: BigInt(home) } })
    const mailingId = await register.outbox.openMailing({
      ...{ kind: 'session', lane: 1, onUncertain: 'resend', notAfter: atHour('2026-12-20', 24), at: atHour(day, 7) },
    })
    const to = { id: String(account.id), channel: 'web' } as const
    const letter = { deliveryId: delivery!, to, message: { parts: [] }, mailingId, key: `other:${home}` }
    await register.outbox.writeAll([letter], { lane: 1, at: atHour(day, 7) })
    return delivery!
  }

  it.each([
    ['and waits still', "state = 'pending'", 0],
    ['and leaves on the next one', `state = 'sent', sent_at = '2026-12-14T00:10:00Z'`, 0],
    ['and left on it', `state = 'sent', sent_at = '2026-12-13T12:00:00Z'`, 1],
    ['and never left', `state = 'failed'`, 1],
  ])('%s: the next day is its day, or is free', async (_, state, planned) => {
    const home = await household()
    await loan(home, { asOf: '2026-12-10', interest: 0 })
    const delivery = await other('2026-12-13', home)
    await register.pool.query(`UPDATE delivery SET ${state} WHERE id = $1`, [delivery])
    expect(await plan('2026-12-14')).toMatchObject({ planned, skipped: { one_a_day: 1 - planned } })
    expect(await plan('2026-12-14')).toMatchObject({ planned: 0, already: planned })
  })

  it('is kept once', async () => {
    const home = await household()
    expect((await register.reminders.claimDay('2026-12-14', [home, home])).size).toBe(1)
    expect((await register.reminders.claimDay('2026-12-14', [home])).size).toBe(0)
    expect((await register.reminders.claimDay('2026-12-15', [])).size).toBe(0)
  })
})
