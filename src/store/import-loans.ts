import type { LoanRow } from '../domain/import-rows.ts'
import type { PutCounts, Putting } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { changesOf } from './import-changes.ts'
import { countsOf, type Tally } from './import-tally.ts'
import { comparedColumns, noting, written } from './import-touched.ts'

/** Writes loans by their loan code. Figures of an earlier day than those of the register change nothing. */
export async function putLoans(
  db: Db,
  { rows, how, noted }: { rows: readonly LoanRow[]; how: Putting; noted: boolean },
): Promise<PutCounts> {
  const keep = (column: string, kept: Prisma.Sql, given: Prisma.Sql) => (how.absent.includes(column) ? kept : given)
  return countsOf(
    await db.$queryRaw<Tally[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
        loan_id text, customer_id text, programme text, group_id text, commune_code text, principal_vnd bigint,
        disbursed_on date, final_due_date date, rate_pct numeric, overdue_rate_pct numeric, outstanding_vnd bigint,
        overdue_vnd bigint, interest_due_vnd bigint, next_due_date date, next_principal_vnd bigint, as_of date, status text)
    ), matched AS (
      SELECT given.*, household.id AS household_id, commune.id AS commune_id,
        ${keep('group_id', Prisma.sql`old.group_id`, Prisma.sql`savings_credit_group.id`)} AS group_key,
        ${keep('next_due_date', Prisma.sql`old.next_due_date`, Prisma.sql`given.next_due_date`)} AS next_day,
        ${keep('next_principal_vnd', Prisma.sql`old.next_principal`, Prisma.sql`given.next_principal_vnd`)} AS next_part,
        coalesce(given.as_of < old.as_of, false) AS older
      FROM given
      JOIN household ON household.customer_id = given.customer_id
      JOIN commune ON commune.code = given.commune_code
      LEFT JOIN savings_credit_group ON savings_credit_group.code = given.group_id
      LEFT JOIN loan old ON old.loan_code = given.loan_id
      WHERE given.group_id IS NULL OR savings_credit_group.id IS NOT NULL
    ), written AS (
      INSERT INTO loan AS kept (loan_code, household_id, programme, group_id, commune_id, principal, disbursed_on,
        final_due_date, rate_pct, overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal,
        as_of, status)
      SELECT loan_id, household_id, programme, group_key, commune_id, principal_vnd, disbursed_on,
        final_due_date, rate_pct, overdue_rate_pct, outstanding_vnd, overdue_vnd, interest_due_vnd, next_day, next_part,
        as_of, status
      FROM matched WHERE NOT older ORDER BY loan_id
      ON CONFLICT (loan_code) DO UPDATE SET ${changes.set}
      WHERE ${changes.differs}
      ${written(noted)}
    )${noting('loan', noted)}${noted ? listing : Prisma.empty}
    SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM matched) AS matched,
      (SELECT count(*) FROM matched WHERE older) AS older,
      (SELECT count(*) FROM written WHERE added) AS added, (SELECT count(*) FROM written WHERE NOT added) AS changed`,
  )
}

const listing = Prisma.sql`, listing AS (
  INSERT INTO import_listed SELECT loan_id, commune_id, as_of, older FROM matched ON CONFLICT DO NOTHING)`

const changes = changesOf(comparedColumns('loan'))
