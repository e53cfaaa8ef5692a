import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  // With one connection, what it did is counted before the next question is answered.
  register = await openRegister(1)
  await register.imports.putUnits(sampleUnits)
  // A hundred groups of twenty households with ten loans each; due dates go round the 400 days from 2026-12-01, but for some that have none.
  await register.pool.query(`
    INSERT INTO savings_credit_group (code, name, leader_name, association_code, commune_id, point_id, transaction_day)
    SELECT 'G' || n, 'Tổ', 'Thử', 12, (SELECT min(id) FROM commune), (SELECT id FROM transaction_point WHERE code = 'TXN002'), 31
    FROM generate_series(0, 99) n;
    INSERT INTO transaction_point (code, commune_id, name, address, day_of_month)
    SELECT 'P' || n, (SELECT max(id) FROM commune), 'Điểm', 'Xã', 5 FROM generate_series(1, 99) n;
    UPDATE savings_credit_group g SET point_id = p.id FROM transaction_point p WHERE p.code = 'P' || substr(g.code, 2);
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id, group_id)
    SELECT 'C' || n, 'Thử ' || n, 'thu', (SELECT min(id) FROM commune), (SELECT id FROM savings_credit_group WHERE code = 'G' || n % 100)
    FROM generate_series(0, 1999) n;
    INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
    SELECT 'L' || n, h.id, 'poor', h.commune_id, 50000000,
      '2025-01-01', '2028-01-01', 6.24, 8.112, 50000000, 0, 0,
      CASE WHEN n % 7 <> 0 THEN date '2026-12-01' + n / 50 END, 1000000, '2026-11-20',
      CASE n % 47 WHEN 0 THEN 'overdue' WHEN 1 THEN 'closed' ELSE 'normal' END
    FROM generate_series(0, 19999) n JOIN household h ON h.customer_id = 'C' || n * 7 % 2000;
    ANALYZE;`)
})
afterAll(() => register.close())

const december = { from: '2026-12-01' as Day, until: '2026-12-31' as Day }

async function pointId(code: string): Promise<number> {
  return (await register.prisma.transactionPoint.findUniqueOrThrow({ where: { code } })).id
}

/** Loans of the group of that code, in good order or in trouble, by hand. */
async function dueOfGroup(code: string, { from, until }: { from: Day; until: Day }): Promise<string[]> {
  const { rows } = await register.pool.query(
    `SELECT l.id FROM loan l JOIN household h ON h.id = l.household_id JOIN savings_credit_group g ON g.id = h.group_id
     WHERE g.code = $1 AND l.next_due_date BETWEEN $2 AND $3 AND l.status <> 'closed' ORDER BY l.id`,
    [code, from, until],
  )
  return rows.map(({ id }) => String(id))
}

describe('loans that are due at a point', () => {
  it('are those of its households and those days, but for closed ones, in order of id', async () => {
    const due = await register.loans.dueAt([{ pointId: await pointId('P7'), ...december }])
    expect(due.length).toBeGreaterThan(5)
    expect(due.map((loan) => loan.loanId)).toEqual(await dueOfGroup('G7', december))
    const [first] = due
    const household = await register.households.find((await register.loans.find(first!.loanId))!.householdId)
    expect(first).toEqual({
      loanId: first!.loanId,
      headName: household!.headName,
      officeId: household!.commune.officeId,
      at: 0,
    })
  })

  it('name for which of the places and days that were asked they are due', async () => {
    const january = { from: '2027-01-01' as Day, until: '2027-01-31' as Day }
    const at = [await pointId('P7'), await pointId('P8')] as const
    const due = await register.loans.dueAt([
      { pointId: at[0], ...december },
      { pointId: at[1], ...december },
      { pointId: at[0], ...january },
    ])
    const [first, second, third] = [0, 1, 2].map((n) => due.filter((loan) => loan.at === n).map((loan) => loan.loanId))
    expect(first).toEqual(await dueOfGroup('G7', december))
    expect(second).toEqual(await dueOfGroup('G8', december))
    expect(third).toEqual(await dueOfGroup('G7', january))
  })

  it('of one household are its own', async () => {
    const place = { pointId: await pointId('P7'), from: '2026-12-01', until: '2028-12-31' } as const
    const all = await register.loans.dueAt([place])
    const { householdId } = (await register.loans.find(all[0]!.loanId))!
    const due = await register.loans.dueAt([place], householdId)
    const own = (await register.loans.ofHousehold(householdId)).filter((l) => l.nextDueDate && l.status !== 'closed')
    expect(due.map((loan) => loan.loanId).toSorted()).toEqual(own.map((loan) => loan.id).toSorted())
    expect(due.length).toBeGreaterThan(0)
  })

  it('include the first and the last day, and no other', async () => {
    const days = async (from: Day, until: Day) => {
      const due = await register.loans.dueAt([{ pointId: await pointId('P7'), from, until }])
      return new Set((await register.loans.findAll(due.map((loan) => loan.loanId))).map((loan) => loan.nextDueDate))
    }
    const all = [...(await days('2026-12-01', '2027-12-31'))].toSorted() as Day[]
    expect(await days(all[3]!, all[5]!)).toEqual(new Set(all.slice(3, 6)))
    expect(await days('2026-11-01', '2026-11-30')).toEqual(new Set())
  })

  it('are none where nobody asks for a point', async () => {
    expect(await register.loans.dueAt([])).toEqual([])
  })

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
    await register.loans.dueAt([{ pointId: await pointId('P9'), ...december }])
    const after = await scans()
    expect(after.index).toBeGreaterThan(before.index)
    expect(after.table).toBe(before.table)
  })
})

describe('a loan', () => {
  it('is found by its id, with nothing made up where nothing is known', async () => {
    const [row] = await register.prisma.loan.findMany({ where: { nextDueDate: null }, take: 1 })
    const loan = await register.loans.find(row!.id.toString())
    expect(loan).toMatchObject({ loanCode: row!.loanCode, ratePct: 6.24, overdueRatePct: 8.112 })
    expect(loan).not.toHaveProperty('nextDueDate')
    expect(loan).not.toHaveProperty('groupId')
    expect(await register.loans.find('999999999')).toBeUndefined()
    expect(await register.loans.findAll(['999999999', loan!.id])).toEqual([loan])
  })

  it('with an amount that no number holds exactly is our error, not a rounded figure', async () => {
    const [row] = await register.prisma.loan.findMany({ take: 1 })
    await register.pool.query('UPDATE loan SET outstanding = 9007199254740993 WHERE id = $1', [row!.id])
    await expect(register.loans.find(row!.id.toString())).rejects.toThrow(/amount/)
  })
})
