import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noCounts } from '../../src/app/plan-page.ts'
import { planReminders, remindHousehold } from '../../src/app/plan-reminders.ts'
import type { Scene } from '../../src/app/scene.ts'
import type { Message } from '../../src/conversation/words.ts'
import { atHour, type Day } from '../../src/domain/day.ts'
import type { Store, Tx } from '../../src/ports/store.ts'
import { emptyRegister, openRegister, type Register } from '../support/register.ts'

let register: Register
let woken: object[]
beforeAll(async () => {
  // As many connections as a plan has pages in work: one that waited for a third would never end.
  register = await openRegister(2)
})
afterAll(() => register.close())
beforeEach(async () => {
  woken = []
  await emptyRegister(register)
  await register.pool.query('TRUNCATE channel_account, mailing, chunk RESTART IDENTITY CASCADE')
  await register.pool.query(`
    INSERT INTO province (id, code, name) VALUES (1, '37', 'Ninh Bình');
    INSERT INTO transaction_office (id, code, province_id, name, phone, figures_max_age) VALUES
      (1, 'MOT', 1, 'Phòng giao dịch Một', '0226 1', 35), (2, 'HAI', 1, 'Phòng giao dịch Hai', '0226 2', 5);
    INSERT INTO commune (id, code, office_id, name, kind) VALUES
      (11, 'X11', 1, 'Xã Một', 'xa'), (12, 'X12', 1, 'Xã không có điểm', 'xa'), (21, 'X21', 2, 'Xã Hai', 'xa');
    INSERT INTO transaction_point (id, code, commune_id, name, address, day_of_month) VALUES
      (101, 'D19', 11, 'Điểm ngày 19', 'Nhà văn hóa Một', 19), (102, 'D25', 11, 'Điểm ngày 25', 'Nhà văn hóa khác', 25),
      (201, 'D16', 21, 'Điểm ngày 16', 'Nhà văn hóa Hai', 16);
    INSERT INTO savings_credit_group (id, code, name, leader_name, association_code, commune_id, point_id, transaction_day) VALUES
      (1, 'T1', 'Tổ 1', 'Thử', 12, 11, 101, 19), (2, 'T2', 'Tổ 2', 'Thử', 12, 11, 102, 25), (3, 'T3', 'Tổ 3', 'Thử', 12, 21, 201, 16)`)
})

/** Three days before the first group meets, and the morning on which the third one does. */
const day: Day = '2026-11-16'

/** Households with a loan each, due on 20 November, and an account each that may be reminded. Gives the ids of the loans. */
async function borrowers(
  count: number,
  {
    commune = 11,
    group = 1 as number | null,
    linked = true,
    due = '2026-11-20' as Day,
    asOf = '2026-11-15',
    status = 'normal',
    interest = 0,
  } = {},
): Promise<string[]> {
  const { rows } = await register.pool.query(
    `WITH h AS (
       INSERT INTO household (customer_id, head_name, head_name_folded, commune_id, group_id)
       SELECT gen_random_uuid(), 'Nguyễn Thị ' || n, 'x', $2, $3 FROM generate_series(1, $1::int) n RETURNING *),
     a AS (
       INSERT INTO channel_account (channel, address, household_id)
       SELECT CASE WHEN id % 2 = 0 THEN 'web' ELSE 'telegram' END, id::text, id FROM h WHERE $4 RETURNING id),
     c AS (
       INSERT INTO consent (account_id, purpose, wording, lang, given_at) SELECT id, 'reminders', 'test', 'vi', now() FROM a)
     INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
       overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
     SELECT '6600' || id, id, 'clean_water', commune_id, 25000000, '2025-01-01', '2028-01-01', 8.4, 10.92, 20000000, 0, $8,
       $5, 5000000, $6, $7 FROM h RETURNING id`,
    [count, commune, group, linked, due, asOf, status, interest],
  )
  return rows.map(({ id }) => String(id))
}

function plan(on: Day = day, { dryRun = false, store = register as Store } = {}) {
  const clock = { now: () => atHour(on, 7) }
  const jobs = { wake: async (...job: object[]) => void woken.push(job) }
  return planReminders({ store, clock, jobs: jobs as never }, { day: on, dryRun })
}

/** Every reminder with its message, and in how many stretches that a sender takes it lies. */
async function written() {
  const { rows } = await register.pool.query(`
    SELECT r.loan_id::text AS loan, r.kind, r.session_day::text AS session, d.body, d.dedupe_key AS key, d.state, d.lane, d.account_id = r.account_id AS theirs,
      m.office_id AS office, m.not_after AS until, m.on_uncertain AS "onUncertain",
      (SELECT count(*)::int FROM chunk c WHERE d.id BETWEEN c.from_id AND c.to_id AND c.mailing_id = m.id AND c.channel = d.channel) AS chunks
    FROM reminder r LEFT JOIN delivery d ON d.id = r.delivery_id LEFT JOIN mailing m ON m.id = d.mailing_id ORDER BY r.loan_id`)
  return rows
}

const nothing = noCounts().skipped
const said = ({ parts }: Message) => JSON.stringify(parts)

describe('a plan', () => {
  it('reminds of the session in three days and of that of today, each by its office, until the day is over', async () => {
    const [soon] = await borrowers(1)
    const [today] = await borrowers(1, { commune: 21, group: 3 })
    expect(await plan()).toEqual({ planned: 2, messages: 2, already: 0, skipped: nothing })
    const [first, second] = await written()
    const reminder = { state: 'pending', lane: 1, theirs: true, onUncertain: 'resend', chunks: 1 }
    expect(first).toMatchObject({ ...reminder, loan: soon, kind: 'soon', session: '2026-11-19', office: 1 })
    expect(first).toMatchObject({ until: atHour('2026-11-17', 0) })
    expect(said(first.body)).toMatch(/title\.soon.*Nguyễn Thị 1.*5000000.*2026-11-19.*Điểm ngày 19.*0226 1/)
    expect(second).toMatchObject({ ...reminder, loan: today, kind: 'today', session: '2026-11-16', office: 2 })
    expect(second).toMatchObject({ until: atHour('2026-11-17', 0) })
    expect(said(second.body)).toMatch(/title\.today.*2026-11-16.*Điểm ngày 16.*0226 2/)
    expect(woken).toEqual([['send-batch', { lane: 1 }]])
  })

  it('opens one mailing for each office', async () => {
    await register.pool.query(`UPDATE transaction_point SET day_of_month = 16 WHERE id = 102`)
    await borrowers(3)
    await borrowers(3, { group: 2 })
    await borrowers(3, { commune: 21, group: 3 })
    // Of another office than its point: its own office answers for it.
    await borrowers(3, { commune: 21, group: 1 })
    expect(await plan()).toMatchObject({ planned: 12 })
    const mailings = new Map<number, number>()
    for (const { office } of await written()) mailings.set(office, (mailings.get(office) ?? 0) + 1)
    expect([...mailings].toSorted()).toEqual([
      [1, 6],
      [2, 6],
    ])
  })

  it('follows a session that was moved, and pays there what its month owes', async () => {
    const [loan] = await borrowers(1, { due: '2026-11-02' })
    await borrowers(1, { due: '2027-03-02' })
    await register.units.moveSession('D19', '2026-11-30', 'thử')
    expect(await plan('2026-11-16')).toMatchObject({ planned: 0 })
    expect(await plan('2026-11-19')).toMatchObject({ planned: 0 })
    expect(await plan('2026-11-27')).toMatchObject({ planned: 1 })
    expect(await plan('2026-11-30')).toMatchObject({ planned: 1 })
    expect((await written()).map((row) => [row.loan, row.kind, row.session])).toEqual([
      [loan, 'soon', '2026-11-30'],
      [loan, 'today', '2026-11-30'],
    ])
  })

  it.each<[string, Parameters<typeof borrowers>[1], object]>([
    ['whose instalment is of another month', { due: '2026-12-01' }, {}],
    ['whose loan is closed', { status: 'closed' }, {}],
    ['whose point meets on another day', { group: 2 }, {}],
    ['whose loan is in trouble', { status: 'frozen' }, { frozen: 1 }],
    ['whose figures are a day too old', { asOf: '2026-10-11' }, { no_account: 0, stale_figures: 1 }],
    ['whose figures are a day too old for their own office', { commune: 21, asOf: '2026-11-10' }, { stale_figures: 1 }],
    ['who has no account', { linked: false }, { no_account: 1 }],
    ['who has no account and nothing to be told', { linked: false, status: 'frozen' }, { frozen: 1 }],
    ['who pays nobody knows where', { commune: 12, group: null, due: '2026-11-19' }, { no_place: 1 }],
    ['who pays nobody knows where, a day later', { commune: 12, group: null, due: '2026-11-20' }, {}],
  ])('passes over a household %s', async (_, borrower, skipped) => {
    await borrowers(1, borrower)
    await borrowers(2)
    expect(await plan()).toEqual({ planned: 2, messages: 2, already: 0, skipped: { ...nothing, ...skipped } })
    expect(await written()).toHaveLength(2)
  })

  it.each<[string, Parameters<typeof borrowers>[1]]>([
    ['whose figures are of the oldest day', { asOf: '2026-10-12' }],
    ['of no group, at the first point of its commune', { group: null }],
    ['due on the first of the month', { due: '2026-11-01' }],
    ['due on the last of the month', { due: '2026-11-30' }],
  ])('reminds a household %s', async (_, borrower) => {
    await borrowers(1, borrower)
    expect(await plan()).toEqual({ planned: 1, messages: 1, already: 0, skipped: nothing })
  })

  it('passes over a loan of which nothing is due', async () => {
    await borrowers(1)
    await register.pool.query('UPDATE loan SET next_principal = 0, interest_due = 0')
    expect(await plan()).toEqual({ planned: 0, messages: 0, already: 0, skipped: { ...nothing, nothing_due: 1 } })
    expect(woken).toEqual([])
  })

  it('run again adds only what is new', async () => {
    await borrowers(2)
    await plan()
    const before = await written()
    woken = []
    expect(await plan()).toMatchObject({ planned: 0, already: 2 })
    expect(woken).toEqual([])
    expect(await register.prisma.mailing.count()).toBe(1)
    await borrowers(1)
    expect(await plan()).toMatchObject({ planned: 1, already: 2 })
    expect((await written()).slice(0, 2)).toEqual(before)
  })

  it('that is dry writes nothing, and counts what would be written', async () => {
    await borrowers(2)
    await plan()
    await borrowers(3)
    woken = []
    const count = async () => {
      const { reminder, delivery, mailing, chunk } = register.prisma
      return Promise.all([reminder.count(), delivery.count(), mailing.count(), chunk.count()])
    }
    const before = await count()
    expect(await plan(day, { dryRun: true })).toEqual({ planned: 3, messages: 3, already: 2, skipped: nothing })
    expect(await count()).toEqual(before)
    expect(woken).toEqual([])
  })
})

/** A store on which no page succeeds any more, as for a process that dies, once a step is taken for the nth time. */
function dying(step: 'claim' | 'openMailing' | 'writeAll' | 'seal' | 'committed', nth: number): Store {
  let taken = 0
  const die = () => {
    taken += 1
    if (taken >= nth) throw new Error('killed')
  }
  const watched = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (of, name: keyof Port & string) => {
        const act = of[name] as (...given: unknown[]) => unknown
        if (name !== step) return act
        return (...given: unknown[]) => {
          die()
          return act(...given)
        }
      },
    })
  return {
    ...register,
    transaction: async (run) => {
      const done = await register.transaction((tx) =>
        run({ ...tx, reminders: watched(tx.reminders), outbox: watched(tx.outbox) } as Tx),
      )
      if (step === 'committed') die()
      return done
    },
  }
}

describe('a run that dies', () => {
  // Three pages of one office, the last of them of another kind as well, and one page of another office: a mailing each.
  const due = 1_230
  beforeEach(async () => {
    await register.pool.query('UPDATE transaction_point SET day_of_month = 16 WHERE id = 102')
    await borrowers(1_000)
    await borrowers(200, { group: 2 })
    await borrowers(30, { commune: 21, group: 3 })
  })

  async function expectEachOnce(): Promise<void> {
    const rows = await written()
    expect(new Set(rows.map((row) => row.loan)).size).toBe(due)
    expect(rows).toHaveLength(due)
    expect(rows.filter((row) => row.chunks !== 1 || row.state !== 'pending' || row.office === null)).toEqual([])
    expect(await register.prisma.delivery.count()).toBe(due)
  }

  it.each([
    ['claim', 1],
    ['claim', 3],
    ['openMailing', 2],
    ['writeAll', 2],
    ['seal', 1],
    ['seal', 4],
    ['committed', 1],
    ['committed', 2],
    ['committed', 4],
  ] as const)(
    'at %s for time %i loses nothing: the next one writes the rest, each once and in a stretch',
    async (step, nth) => {
      await expect(plan(day, { store: dying(step, nth) })).rejects.toThrow('killed')
      const kept = await register.prisma.reminder.count()
      const loose = (await written()).filter((row) => row.chunks !== 1)
      expect(loose).toEqual([])
      expect(await plan()).toMatchObject({ planned: due - kept, already: kept })
      await expectEachOnce()
    },
  )

  it('or two that run at once write each reminder once', async () => {
    const [one, other] = await Promise.all([plan(), plan()])
    expect(one.planned + other.planned).toBe(due)
    expect(one.already + other.already).toBe(due)
    await expectEachOnce()
  })
})

describe('a household that has just linked', () => {
  async function remind(loan: string, on: Day = day): Promise<void> {
    const { householdId } = (await register.loans.find(loan))!
    const scene = { now: atHour(on, 9), day: on }
    await register.transaction((tx) => remindHousehold({ ...scene, tx } as Scene, householdId))
  }

  it('is reminded of its own at once, by the same rules, and of nothing twice', async () => {
    const [loan] = await borrowers(2)
    await remind(loan!)
    await remind(loan!)
    expect(await written()).toMatchObject([{ loan, kind: 'soon', office: 1, chunks: 1 }])
    expect(await plan()).toMatchObject({ planned: 1, already: 1 })
  })

  it.each<[string, Day, Parameters<typeof borrowers>[1]]>([
    ['on a day that is not of its point', '2026-11-17', {}],
    ['where nobody knows its point', day, { commune: 12, group: null }],
    ['in trouble', day, { status: 'overdue' }],
  ])('is told nothing %s', async (_, on, borrower) => {
    const [loan] = await borrowers(1, borrower)
    await remind(loan!, on)
    expect(await written()).toEqual([])
    expect(await register.prisma.mailing.count()).toBe(0)
  })
})
