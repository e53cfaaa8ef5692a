import type { PaymentRow } from '../domain/import-rows.ts'
import type { PutCounts, Putting } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { changesOf } from './import-changes.ts'
import { countsOf, type Tally } from './import-tally.ts'
import { comparedColumns, noting, written } from './import-touched.ts'

/** Writes payments by their number. A correction of what was paid, or when, is to be told to the household anew. */
export async function putPayments(
  db: Db,
  { rows, how, noted }: { rows: readonly PaymentRow[]; how: Putting; noted: boolean },
): Promise<PutCounts> {
  const keep = (column: string, kept: Prisma.Sql, given: Prisma.Sql) => (how.absent.includes(column) ? kept : given)
  return countsOf(
    await db.$queryRaw<Tally[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
        payment_id text, loan_id text, paid_on date, principal_vnd bigint, interest_vnd bigint, deposit_vnd bigint,
        collected_by text, receipt_no text, as_of date)
    ), matched AS (
      SELECT given.payment_id, loan.id AS loan_id, given.paid_on, principal_vnd, interest_vnd,
        ${keep('deposit_vnd', Prisma.sql`coalesce(old.deposit, 0)`, Prisma.sql`deposit_vnd`)} AS deposit_vnd,
        ${keep('collected_by', Prisma.sql`coalesce(old.collected_by, '')`, Prisma.sql`coalesce(given.collected_by, '')`)} AS collector,
        ${keep('receipt_no', Prisma.sql`coalesce(old.receipt_no, '')`, Prisma.sql`coalesce(given.receipt_no, '')`)} AS receipt,
        given.as_of, coalesce(given.as_of < old.as_of, false) AS older
      FROM given
      JOIN loan ON loan.loan_code = given.loan_id
      LEFT JOIN payment old ON old.payment_code = given.payment_id
    ), written AS (
      INSERT INTO payment AS kept (payment_code, loan_id, paid_on, principal, interest, deposit, collected_by, receipt_no,
        as_of, imported_at)
      SELECT payment_id, loan_id, paid_on, principal_vnd, interest_vnd, deposit_vnd, collector, receipt, as_of,
        ${how.at}::timestamptz
      FROM matched WHERE NOT older ORDER BY payment_id
      ON CONFLICT (payment_code) DO UPDATE SET ${changes.set},
        echoed_at = CASE WHEN ${figures.differs} THEN NULL ELSE kept.echoed_at END
      WHERE ${changes.differs}
      ${written(noted)}
    )${noting('payment', noted)}
    SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM matched) AS matched,
      (SELECT count(*) FROM matched WHERE older) AS older,
      (SELECT count(*) FROM written WHERE added) AS added, (SELECT count(*) FROM written WHERE NOT added) AS changed`,
  )
}

/** What a household is told of a payment, but for who took it. */
const figures = changesOf(['loan_id', 'paid_on', 'principal', 'interest', 'deposit'])
const changes = changesOf(comparedColumns('payment'))
