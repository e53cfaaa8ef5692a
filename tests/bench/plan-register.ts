import type pg from 'pg'
import type { Day } from '../../src/domain/day.ts'

/** The day that a bench plans: of the points that matter every second one meets on it, the others three days later. */
export const plannedDay: Day = '2026-11-16'

/** How many loans there must be for as many to be due on one day: at a point that meets it is every second one. */
export function loansFor(due: number): number {
  return due * 2
}

/**
 * Fills a migrated, empty database with a register. Loans are counted from 0: three to two households, 27 households to a group,
 * 16 groups to a point, two points to a commune, 16 points to an office. The first points meet, as many as it takes for every second
 * loan of theirs to be due: of a million loans with 33,000 due that is one point in fifteen, as it is in the field. Their other loans
 * fall due in other months, and one in a hundred is overdue. All owe interest, which is asked for where a point meets in three days; and
 * where one met on this day of the month, some are told what falls due in a month. The other points have had their session. Everybody who is due, and one household in five elsewhere, has an
 * account that may be reminded. Rows lie in no order, as they do after some years of imports.
 */
export async function fillRegister(sql: pg.Client, { loans, due }: { loans: number; due: number }): Promise<void> {
  const points = Math.ceil(loans / 648)
  const meeting = Math.ceil(loansFor(due) / 648)
  await sql.query(`
    INSERT INTO province (id, code, name) VALUES (1, '37', 'Ninh Bình');
    INSERT INTO transaction_office (id, code, province_id, name, phone)
    SELECT n, 'PGD' || n, 1, 'Phòng giao dịch ' || n, '0226 000 ' || n FROM generate_series(0, ${points} / 16) n;
    INSERT INTO commune (id, code, office_id, name, kind)
    SELECT n, 'X' || n, n / 8, 'Xã ' || n, 'xa' FROM generate_series(0, ${points} / 2) n;
    INSERT INTO transaction_point (id, code, commune_id, name, address, day_of_month)
    SELECT n, 'TXN' || n, n / 2, 'Điểm giao dịch ' || n, 'Nhà văn hóa xã ' || n / 2,
      CASE WHEN n >= ${meeting} THEN 1 + n % 14 WHEN n % 16 = 5 THEN 8 ELSE 16 + n % 2 * 3 END
    FROM generate_series(0, ${points} - 1) n;
    -- Of sixteen points that meet, one does so because its session was moved.
    INSERT INTO transaction_point_exception (point_id, year, month, day)
    SELECT n, 2026, 11, '2026-11-19' FROM generate_series(5, ${meeting} - 1, 16) n;
    INSERT INTO savings_credit_group (id, code, name, leader_name, association_code, commune_id, point_id, transaction_day)
    SELECT n, 'G' || n, 'Tổ ' || n, 'Tổ trưởng', 12, p.commune_id, p.id, p.day_of_month
    FROM generate_series(0, ${points} * 16 - 1) n JOIN transaction_point p ON p.id = n / 16;
    INSERT INTO household (id, customer_id, head_name, head_name_folded, birth_year, commune_id, group_id)
    SELECT n, 'KH' || n, 'Nguyễn Thị ' || n, 'nguyen thi ' || n, 1950 + n % 50, g.commune_id, g.id
    FROM generate_series(0, ${loans} * 2 / 3) n JOIN savings_credit_group g ON g.id = n / 27 ORDER BY md5(n::text);
    INSERT INTO channel_account (channel, address, household_id, linked_at)
    SELECT 'telegram', n::text, n, now() FROM generate_series(0, ${loans} * 2 / 3) n
    WHERE n / 432 < ${meeting} OR n % 5 = 0 ORDER BY md5(n::text);
    INSERT INTO consent (account_id, purpose, wording, lang, given_at)
    SELECT a.id, purpose, 'bench', 'vi', now() FROM channel_account a, unnest('{talk,loans,reminders}'::text[]) purpose;
    INSERT INTO loan (loan_code, household_id, programme, group_id, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
    SELECT '66' || lpad(n::text, 14, '0'), h.id, 'clean_water', h.group_id, h.commune_id, 25000000, '2024-11-19', '2029-11-19', 8.4,
      10.92, 20000000, 0, 140000,
      CASE WHEN n / 648 >= ${meeting} THEN date '2026-12-01' + n % 60
        WHEN n < ${loansFor(due)} AND n % 2 = 0 THEN date '2026-11-01' + n / 2 % 30 ELSE date '2026-12-01' + n / 2 % 330 END,
      5000000, '2026-11-15', CASE WHEN n % 100 = 1 THEN 'overdue' ELSE 'normal' END
    FROM generate_series(0, ${loans} - 1) n JOIN household h ON h.id = n::bigint * 2 / 3 ORDER BY md5(n::text);`)
  // As a database stands that has been running for a while: its statistics known, nothing of the filling still to be written.
  await sql.query('VACUUM ANALYZE')
  await sql.query('CHECKPOINT')
}

/** How many reminders the day has in such a register, counted in another way than the plan does. */
export async function remindersOf(sql: pg.Client): Promise<number> {
  const { rows } = await sql.query(`
    SELECT count(*) FILTER (WHERE month = '2026-11') + count(*) FILTER (WHERE month <> '2026-11' AND soon)
      + count(*) FILTER (WHERE month = '2026-12' AND NOT soon) AS count
    FROM (
      SELECT to_char(l.next_due_date, 'YYYY-MM') AS month, p.day_of_month = 19 OR e.id IS NOT NULL AS soon
      FROM loan l JOIN household h ON h.id = l.household_id JOIN savings_credit_group g ON g.id = h.group_id
      JOIN transaction_point p ON p.id = g.point_id LEFT JOIN transaction_point_exception e ON e.point_id = p.id
      WHERE l.status = 'normal' AND (p.day_of_month IN (16, 19) OR e.id IS NOT NULL)) AS near`)
  return Number(rows[0].count)
}

/** Takes back what a plan wrote. */
export async function forgetPlan(sql: pg.Client): Promise<void> {
  await sql.query('TRUNCATE reminder, reminder_day, reminder_skip, delivery, chunk, mailing CASCADE')
  await sql.query('CHECKPOINT')
}
