import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { Asked } from '../../src/ports/reminders.ts'
import { openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  // With one connection, what it did is counted before the next question is answered.
  register = await openRegister(1)
  await register.imports.putUnits(sampleUnits)
  // A hundred groups of twenty households with ten loans each; due dates go round the 400 days from 2026-12-01, but for some that have none.
  // Leaders of the groups from 50 on collect on the 20th.
  await register.pool.query(`
    INSERT INTO savings_credit_group (code, name, leader_name, association_code, commune_id, transaction_day, collection_day)
    SELECT 'G' || n, 'Tổ', 'Thử', 12, (SELECT min(id) FROM commune), 31, CASE WHEN n >= 50 THEN 20 END
    FROM generate_series(0, 99) n;
    INSERT INTO transaction_point (code, commune_id, name, address, day_of_month)
    SELECT 'P' || n, (SELECT max(id) FROM commune), 'Điểm', 'Xã', 5 FROM generate_series(0, 99) n;
    UPDATE savings_credit_group g SET point_id = p.id FROM transaction_point p WHERE p.code = 'P' || substr(g.code, 2);
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id, group_id)
    SELECT 'C' || n, 'Thử ' || n, 'thu', (SELECT min(id) FROM commune), (SELECT id FROM savings_credit_group WHERE code = 'G' || n % 100)
    FROM generate_series(0, 1999) n;
    INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
    SELECT 'L' || n, h.id, 'poor', h.commune_id, 50000000,
      '2025-01-01', '2028-01-01', 6.24, 8.112, 50000000, 0, n % 3,
      CASE WHEN n % 7 <> 0 THEN date '2026-12-01' + n / 50 END, 1000000, '2026-11-20',
      CASE n % 47 WHEN 0 THEN 'overdue' WHEN 1 THEN 'closed' ELSE 'normal' END
    FROM generate_series(0, 19999) n JOIN household h ON h.customer_id = 'C' || n * 7 % 2000;
    ANALYZE;`)
})
afterAll(() => register.close())

const december = { from: '2026-12-01' as Day, until: '2026-12-31' as Day }

async function at(code: string, days: { from: Day; until: Day }): Promise<Asked> {
  const { id: pointId } = await register.prisma.transactionPoint.findUniqueOrThrow({ where: { code } })
  return { ...{ kind: 'soon', of: 'principal', sessionDay: '2026-12-05', whose: 'point' }, pointId, ...days }
}

async function interestAt(code: string): Promise<Asked> {
  return { ...(await at(code, { from: '2026-12-01', until: '2026-12-01' })), kind: 'interest', of: 'interest' }
}

async function collected(collectionDays: readonly number[], officeId?: number): Promise<Asked> {
  const days = { sessionDay: '2026-12-20', from: '2026-12-01', until: '2026-12-01' } as const
  const office = officeId ?? (await register.units.mainOffice()).id
  return {
    kind: 'interest',
    of: 'interest',
    toLeader: true,
    ...days,
    whose: 'leader',
    officeId: office,
    collectionDays,
  }
}

/** Loans of the group of that code, in good order or in trouble, by hand. */
async function ofGroup(code: string, where: string): Promise<string[]> {
  const { rows } = await register.pool.query(
    `SELECT l.id FROM loan l JOIN household h ON h.id = l.household_id JOIN savings_credit_group g ON g.id = h.group_id
     WHERE g.code = $1 AND l.status <> 'closed' AND ${where} ORDER BY l.household_id, l.id`,
    [code],
  )
  return rows.map(({ id }) => String(id))
}
const dueIn = ({ from, until }: { from: Day; until: Day }) => `l.next_due_date BETWEEN '${from}' AND '${until}'`
const idsOf = (due: readonly { loanId: string }[]) => due.map(({ loanId }) => loanId)

describe('loans with principal due at a point', () => {
  it('are those of its households and those days, but for closed ones, in order of the households', async () => {
    const asked = await at('P7', december)
    const due = await register.reminders.due([asked])
    expect(due.length).toBeGreaterThan(5)
    expect(idsOf(due)).toEqual(await ofGroup('G7', dueIn(december)))
    const [first] = due
    const household = await register.households.find(first!.householdId)
    expect(first).toEqual({
      ...{ at: 0, loanId: first!.loanId, householdId: household!.id, headName: household!.headName },
      ...{ communeId: household!.commune.id, officeId: household!.commune.officeId },
      pointId: 'pointId' in asked ? asked.pointId : 0,
    })
  })

  it('name for which of what was asked they are due', async () => {
    const january = { from: '2027-01-01' as Day, until: '2027-01-31' as Day }
    const due = await register.reminders.due([
      await at('P7', december),
      await at('P8', december),
      await at('P7', january),
    ])
    const [first, second, third] = [0, 1, 2].map((n) => idsOf(due.filter((loan) => loan.at === n)))
    expect(first).toEqual(await ofGroup('G7', dueIn(december)))
    expect(second).toEqual(await ofGroup('G8', dueIn(december)))
    expect(third).toEqual(await ofGroup('G7', dueIn(january)))
  })

  it('of one household are its own', async () => {
    const asked = await at('P7', { from: '2026-12-01', until: '2028-12-31' })
    const { householdId } = (await register.reminders.due([asked]))[0]!
    const due = await register.reminders.due([asked], householdId)
    const own = (await register.loans.ofHousehold(householdId)).filter((l) => l.nextDueDate && l.status !== 'closed')
    expect(idsOf(due).toSorted()).toEqual(own.map((loan) => loan.id).toSorted())
    expect(due.length).toBeGreaterThan(0)
  })

  it('include the first and the last day, and no other', async () => {
    const days = async (from: Day, until: Day) => {
      const due = await register.reminders.due([await at('P7', { from, until })])
      return new Set((await register.loans.findAll(idsOf(due))).map((loan) => loan.nextDueDate))
    }
    const all = [...(await days('2026-12-01', '2027-12-31'))].toSorted() as Day[]
    expect(await days(all[3]!, all[5]!)).toEqual(new Set(all.slice(3, 6)))
    expect(await days('2026-11-01', '2026-11-30')).toEqual(new Set())
  })

  it('are none where nothing is asked', async () => expect(await register.reminders.due([])).toEqual([]))

  it('are found from their households, not by reading all loans', async () => {
    const scans = async () => {
      await register.pool.query('SELECT pg_stat_force_next_flush()')
      const { rows } = await register.pool.query(
        `SELECT idx_scan, (SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'loan') AS seq_scan
         FROM pg_stat_user_indexes WHERE indexrelname = 'loan_household_id_next_due_date_idx'`,
      )
      return { index: Number(rows[0].idx_scan), table: Number(rows[0].seq_scan) }
    }
    const before = await scans()
    await register.reminders.due([await at('P9', december), await interestAt('P9')])
    const after = await scans()
    expect(after.index).toBeGreaterThan(before.index)
    expect(after.table).toBe(before.table)
  })
})

describe('loans of which interest is due', () => {
  it('are those of a point whose leader has no day, with at least one dong of it', async () => {
    expect(idsOf(await register.reminders.due([await interestAt('P7')]))).toEqual(
      await ofGroup('G7', 'l.interest_due > 0'),
    )
    expect(await ofGroup('G7', 'l.interest_due > 0')).not.toEqual(await ofGroup('G7', 'true'))
  })

  it('are none of a point whose leader collects it', async () => {
    expect(await register.reminders.due([await interestAt('P70')])).toEqual([])
  })

  it('are those of the groups of an office whose leaders collect on one of the days', async () => {
    const due = await register.reminders.due([await collected([19, 20])])
    const own = (await ofGroup('G70', 'l.interest_due > 0')).toSorted()
    const households = new Set(due.map(({ householdId }) => householdId))
    expect(households.size).toBe(1_000)
    expect(
      idsOf(due)
        .filter((id) => own.includes(id))
        .toSorted(),
    ).toEqual(own)
    expect(due.every(({ pointId }) => pointId !== undefined)).toBe(true)
  })

  it('are none where leaders collect on another day, or for another office', async () => {
    expect(await register.reminders.due([await collected([19, 21])])).toEqual([])
    expect(await register.reminders.due([await collected([20], 999)])).toEqual([])
  })
})

describe('loans of which somebody promised payment', () => {
  const day: Day = '2026-12-08'
  async function promise(change: object = {}, loanCode = 'L2'): Promise<Asked> {
    const { id: officeId } = await register.units.mainOffice()
    const loan = await register.prisma.loan.findUniqueOrThrow({ where: { loanCode } })
    await register.pool.query('TRUNCATE payment_promise')
    await register.prisma.paymentPromise.create({
      data: {
        ...{ loanId: loan.id, householdId: loan.householdId, officeId, accountId: 1n, kind: 'soon', named: true },
        ...{ dueDate: new Date('2026-12-01'), day: new Date(day), madeAt: new Date('2026-12-01T02:00:00Z'), ...change },
      },
    })
    return {
      ...{ kind: 'promise', of: 'principal', sessionDay: day, from: day, until: day },
      whose: 'promise',
      officeId,
    }
  }

  it('name the instalment', async () => {
    const [due] = await register.reminders.due([await promise()])
    expect(due).toMatchObject({ promised: { dueDate: '2026-12-01', of: 'principal' } })
    expect(due?.pointId).toBeDefined()
  })

  it.each<[string, object, string]>([
    ['of interest', { kind: 'interest' }, 'interest'],
    ['again, of interest by its month', { kind: 'promise', dueDate: new Date('2027-02-01') }, 'interest'],
    ['again, of principal by its day', { kind: 'promise', dueDate: new Date('2027-02-02') }, 'principal'],
    ['again, of principal due on the first', { kind: 'promise' }, 'principal'],
  ])('%s', async (_, change, of) => {
    expect((await register.reminders.due([await promise(change)]))[0]?.promised?.of).toBe(of)
  })

  it.each<[string, object]>([
    ['for the day before', { day: new Date('2026-12-07') }],
    ['for the day after', { day: new Date('2026-12-09') }],
    ['without a day of their own', { named: false }],
    ['and kept it', { state: 'kept' }],
    ['and said something else since', { state: 'withdrawn' }],
    ['at another office', { officeId: 999 }],
  ])('are none where they did so %s', async (_, change) => {
    expect(await register.reminders.due([await promise(change)])).toEqual([])
  })

  it('are none that are closed', async () => {
    expect(await register.reminders.due([await promise({}, 'L1')])).toEqual([])
  })
})
