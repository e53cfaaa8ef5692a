import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
