import { addDays, dayOf } from '../domain/day.ts'
import { earliestPaid } from '../domain/paid-claim.ts'
import type { Promises } from '../ports/promises.ts'
import type { Db } from './db.ts'

/**
 * Decides the promises that are decided. Kept: a payment from the day on which it was promised until the promised one, or figures in which the
 * instalment of principal stands no more; interest grows every day, so that only a payment shows it. Broken: figures from after the promised day in
 * which neither is seen; the list of payments may come after that of loans, so that a payment in time still makes it a kept one. Of interest an
 * office that has handed in no payments since that day knows nothing: it stays open. Days are those of Viet Nam.
 */
export async function settlePromises(db: Db, at: Date): ReturnType<Promises['settle']> {
  const lateList = addDays(dayOf(at), -earliestPaid)
  const rows = await db.$queryRaw<{ state: string; count: bigint }[]>`
    WITH seen AS (
      SELECT p.id, p.state, p.day, l.as_of,
        EXISTS (SELECT FROM payment m WHERE m.loan_id = p.loan_id AND m.principal + m.interest > 0
          AND m.paid_on BETWEEN (p.made_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AND p.day) AS paid,
        EXISTS (SELECT FROM payment m WHERE m.loan_id = p.loan_id AND m.principal + m.interest > 0 AND m.paid_on > p.day) AS later,
        p.kind = 'interest' AND NOT EXISTS (SELECT FROM import_run r JOIN commune c ON c.id = l.commune_id
          WHERE r.kind = 'payments' AND r.undone_at IS NULL AND (r.office_id IS NULL OR r.office_id = c.office_id)
            AND (r.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > p.day) AS unseen,
        p.kind <> 'interest' AND l.as_of >= (p.made_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
          AND (l.status = 'closed' OR l.next_due_date IS NULL OR l.next_due_date > p.due_date) AND l.overdue = 0 AS gone
      FROM payment_promise p JOIN loan l ON l.id = p.loan_id
      WHERE p.state = 'open' OR p.state = 'broken' AND p.day >= ${lateList}::date
    ), decided AS (
      SELECT id, CASE WHEN paid OR (state = 'open' AND gone AND NOT later) THEN 'kept'
        WHEN state = 'open' AND as_of > day AND NOT unseen THEN 'broken' END AS state FROM seen
    ), settled AS (
      UPDATE payment_promise p SET state = d.state, settled_at = ${at} FROM decided d
      WHERE p.id = d.id AND p.state IN ('open', 'broken') AND d.state IS NOT NULL RETURNING p.state
    )
    SELECT state, count(*) AS count FROM settled GROUP BY state`
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { kept: count('kept'), broken: count('broken') }
}
