import type { UndoneImport } from '../ports/import-runs.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { imagesOf } from './import-images.ts'
import { type ImportTable, importColumns, importTables, passedOver } from './import-touched.ts'
import type { Seal } from './seal.ts'

/**
 * Gives the rows of a run back what they held before, takes away those that it added, and puts back those that it took away; or does
 * nothing, and says why: a row was changed by something else since, or something refers to a row that would go.
 */
export async function undoRun(db: Db, seal: Seal, run: { id: bigint; takenAt: Date; at: Date }): Promise<UndoneImport> {
  await openImages(db, seal, run.id)
  const changed = await changedSince(db)
  if (changed > 0) return { ok: false, reason: 'changed_since', rows: changed }
  const told = await toldSince(db, run.takenAt)
  if (told > 0) return { ok: false, reason: 'told_since', rows: told }
  let removed = 0
  for (const table of [...importTables].reverse()) {
    const used = await usedRows(db, table)
    if (used > 0) return { ok: false, reason: 'used_since', rows: used }
    removed += await db.$executeRaw`
      DELETE FROM ${Prisma.raw(table)} WHERE id IN (SELECT row_id FROM import_restored WHERE place = ${table} AND before IS NULL)`
  }
  let restored = 0
  for (const table of importTables) restored += await restore(db, table, run.at)
  return { ok: true, restored, removed }
}

async function openImages(db: Db, seal: Seal, runId: bigint): Promise<void> {
  await db.$executeRaw`
    CREATE TEMPORARY TABLE import_restored (place text, row_id bigint, before jsonb, print text, PRIMARY KEY (place, row_id))
    ON COMMIT DROP`
  for await (const images of imagesOf(db, seal, runId)) {
    const rows = images.map(({ before, ...row }) => ({ ...row, before: before === null ? null : JSON.parse(before) }))
    await db.$executeRaw`
      INSERT INTO import_restored (place, row_id, before, print)
      SELECT place, id, before, print
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (place text, id bigint, before jsonb, print text)`
  }
}

/** Rows that are not any more what the run made of them. */
async function changedSince(db: Db): Promise<number> {
  let changed = 0
  for (const table of importTables) {
    const [row] = await db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) AS count FROM import_restored image LEFT JOIN ${Prisma.raw(table)} now ON now.id = image.row_id
      WHERE image.place = ${table}
        AND md5((to_jsonb(now.*) - ${[...passedOver]}::text[])::text) IS DISTINCT FROM image.print`
    changed += Number(row?.count)
  }
  return changed
}

/** Payments of which the households were told since. Whoever is about to tell of one is waited for, or finds it gone. */
async function toldSince(db: Db, takenAt: Date): Promise<number> {
  await db.$executeRaw`
    SELECT FROM payment WHERE id IN (SELECT row_id FROM import_restored WHERE place = 'payment') ORDER BY id FOR UPDATE`
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM import_restored image JOIN payment ON payment.id = image.row_id
    WHERE image.place = 'payment' AND payment.echoed_at >= ${takenAt}::timestamptz`
  return Number(row?.count)
}

/** Columns that name a row without the database knowing. */
const looseReferences: Partial<Record<ImportTable, { table: string; column: string }[]>> = {
  loan: [{ table: 'case', column: 'loan_id' }],
}

/** How many references there are to rows of a table that the run added: whatever table they stand in, also one of which this file knows nothing. */
async function usedRows(db: Db, table: ImportTable): Promise<number> {
  const known = await db.$queryRaw<{ table: string; column: string }[]>`
    SELECT t.relname::text AS "table", a.attname::text AS "column"
    FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND f.confrelid = ${table}::regclass AND t.relnamespace = 'public'::regnamespace`
  let used = 0
  for (const { table: from, column } of [...known, ...(looseReferences[table] ?? [])]) {
    const [row] = await db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) AS count FROM ${Prisma.raw(`"${from}"`)} other
      JOIN import_restored image ON image.row_id = other.${Prisma.raw(`"${column}"`)}
      WHERE image.place = ${table} AND image.before IS NULL`
    used += Number(row?.count)
  }
  return used
}

async function restore(db: Db, table: ImportTable, at: Date): Promise<number> {
  const columns = importColumns[table]
  const list = (of: string) => Prisma.raw(columns.map((column) => `${of}${column}`).join(', '))
  const touch = table === 'household' ? Prisma.sql`updated_at = ${at}::timestamptz,` : Prisma.empty
  const changed = await db.$executeRaw`
    UPDATE ${Prisma.raw(table)} AS now SET ${touch} (${list('')}) = ROW (${list('held.')})
    FROM import_restored image, jsonb_populate_record(NULL::${Prisma.raw(table)}, image.before) AS held
    WHERE image.place = ${table} AND image.before IS NOT NULL AND image.print IS NOT NULL AND now.id = image.row_id`
  const back = await db.$executeRaw`
    INSERT INTO ${Prisma.raw(table)}
    SELECT held.* FROM import_restored image, jsonb_populate_record(NULL::${Prisma.raw(table)}, image.before) AS held
    WHERE image.place = ${table} AND image.before IS NOT NULL AND image.print IS NULL`
  return changed + back
}
