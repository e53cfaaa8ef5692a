import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  // With one connection, what it did is counted before the next question is answered.
  register = await openRegister(1)
  await register.imports.putUnits(sampleUnits)
  // One in fifty is overdue; due dates go round the 400 days from 2026-12-01.
  await register.pool.query(`
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
    SELECT 'C' || n, 'Thử', 'thu', (SELECT min(id) FROM commune) FROM generate_series(1, 2000) n;
    INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
    SELECT 'L' || n, (SELECT min(id) FROM household) + n % 2000, 'poor', (SELECT min(id) FROM commune), 50000000,
      '2025-01-01', '2028-01-01', 6.24, 8.112, 50000000, 0, 0,
      CASE WHEN n % 7 <> 0 THEN date '2026-12-01' + n % 400 END, 1000000, '2026-11-20',
      CASE WHEN n % 50 = 0 THEN 'overdue' ELSE 'normal' END
    FROM generate_series(1, 20000) n;
    ANALYZE household;`)
  // Imports rewrite rows every day, so that in time neighbours by id lie far apart.
  for (const rest of [0, 1, 2]) {
    await register.pool.query('UPDATE loan SET outstanding = outstanding - 1000 WHERE id % 3 = $1', [rest])
    await register.pool.query('VACUUM ANALYZE loan')
  }
})
afterAll(() => register.close())

const december = { from: '2026-12-01' as Day, until: '2026-12-31' as Day }

async function pages(limit: number, householdId?: string): Promise<string[]> {
  const ids: string[] = []
  for (let afterId = '0'; ; ) {
    const filter = householdId === undefined ? {} : { householdId }
    const page = await register.loans.due({ ...december, afterId, limit, ...filter })
    ids.push(...page.map((loan) => loan.id))
    const last = page.at(-1)
    if (!last) return ids
    afterId = last.id
  }
}

describe('loans that are due', () => {
  it('come in pages in order of id, each once, whatever the size of a page', async () => {
    const { rows } = await register.pool.query(
      `SELECT id FROM loan WHERE status = 'normal' AND next_due_date BETWEEN $1 AND $2 ORDER BY id`,
      [december.from, december.until],
    )
    const expected = rows.map(({ id }) => String(id))
    expect(expected.length).toBeGreaterThan(1000)
    expect(await pages(500)).toEqual(expected)
    expect(await pages(97)).toEqual(expected)
  })

  it('of one household are its own', async () => {
    const householdId = (await register.loans.due({ ...december, afterId: '0', limit: 1 }))[0]!.householdId
    const due = await pages(5, householdId)
    const all = await register.loans.ofHousehold(householdId)
    expect(due.length).toBeGreaterThan(0)
    expect(all.map((loan) => loan.id)).toEqual(expect.arrayContaining(due))
  })

  it('include the first and the last day of the stretch, and no other', async () => {
    const days = async (from: Day, until: Day) =>
      new Set((await register.loans.due({ from, until, afterId: '0', limit: 1000 })).map((loan) => loan.nextDueDate))
    expect(await days('2026-12-05', '2026-12-06')).toEqual(new Set(['2026-12-05', '2026-12-06']))
    expect(await days('2026-11-01', '2026-11-30')).toEqual(new Set())
  })

  it('are found by their index, not by reading the table', async () => {
    const scans = async () => {
      await register.pool.query('SELECT pg_stat_force_next_flush()')
      const { rows } = await register.pool.query(
        `SELECT idx_scan, (SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'loan') AS seq_scan
         FROM pg_stat_user_indexes WHERE indexrelname = 'loan_due'`,
      )
      return { index: Number(rows[0].idx_scan), table: Number(rows[0].seq_scan) }
    }
    const before = await scans()
    await pages(200)
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
  })

  it('with an amount that no number holds exactly is our error, not a rounded figure', async () => {
    const [row] = await register.prisma.loan.findMany({ take: 1 })
    await register.pool.query('UPDATE loan SET outstanding = 9007199254740993 WHERE id = $1', [row!.id])
    await expect(register.loans.find(row!.id.toString())).rejects.toThrow(/amount/)
  })
})
