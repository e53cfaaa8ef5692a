import type { InstalmentRow } from '../domain/import-rows.ts'
import type { PutCounts } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { countsOf, type Tally } from './import-tally.ts'
import { noting, written } from './import-touched.ts'

/**
 * Writes instalments by loan and day, and notes which ones the file lists, for `dropOtherInstalments`. Those of a loan that came with figures of an
 * earlier day change nothing, as it does.
 */
export async function putInstalments(
  db: Db,
  { rows, noted }: { rows: readonly InstalmentRow[]; noted: boolean },
): Promise<PutCounts> {
  await db.$executeRaw`
    CREATE TEMPORARY TABLE IF NOT EXISTS instalment_listed (loan_id bigint, due_date date) ON COMMIT DROP`
  return countsOf(
    await db.$queryRaw<Tally[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (loan_id text, due_date date, principal_vnd bigint)
    ), matched AS (
      SELECT loan.id AS loan_id, given.due_date, principal_vnd, ${noted ? older : Prisma.sql`false`} AS older
      FROM given JOIN loan ON loan.loan_code = given.loan_id
    ), listed AS (
      INSERT INTO instalment_listed SELECT loan_id, due_date FROM matched WHERE NOT older
    ), written AS (
      INSERT INTO instalment AS kept (loan_id, due_date, principal)
      SELECT loan_id, due_date, principal_vnd FROM matched WHERE NOT older
      ON CONFLICT (loan_id, due_date) DO UPDATE SET principal = excluded.principal
      WHERE kept.principal <> excluded.principal
      ${written(noted)}
    )${noting('instalment', noted)}
    SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM matched) AS matched,
      (SELECT count(*) FROM matched WHERE older) AS older,
      (SELECT count(*) FROM written WHERE added) AS added, (SELECT count(*) FROM written WHERE NOT added) AS changed`,
  )
}

const older = Prisma.sql`EXISTS (SELECT FROM import_listed l WHERE l.loan_code = given.loan_id AND l.older)`

/** Removes the instalments of the loans of a file that the file does not list, and returns how many. */
export async function dropOtherInstalments(db: Db, noted: boolean): Promise<number> {
  const [dropped] = await db.$queryRaw<{ count: bigint }[]>`
    WITH written AS (
      DELETE FROM instalment AS kept
      WHERE loan_id IN (SELECT loan_id FROM instalment_listed)
        AND NOT EXISTS (
          SELECT FROM instalment_listed listed WHERE listed.loan_id = kept.loan_id AND listed.due_date = kept.due_date)
      RETURNING kept.id, NULL::jsonb AS after
    )${noting('instalment', noted)}
    SELECT count(*) AS count FROM written`
  return Number(dropped?.count ?? 0)
}
