import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

/** The tables that lists are written into, each after those that its rows refer to. */
export const importTables = [
  'transaction_point',
  'savings_credit_group',
  'household',
  'loan',
  'instalment',
  'payment',
] as const

/** One of `importTables`. */
export type ImportTable = (typeof importTables)[number]

/** The columns that lists write. Undoing one gives them back: a payment that was corrected and not told anew since is one that was told. */
export const importColumns: Record<ImportTable, readonly string[]> = {
  transaction_point: ['day_of_month'],
  savings_credit_group: [
    'name',
    'leader_name',
    'leader_phone_sealed',
    'leader_phone_index',
    'association_code',
    'commune_id',
    'hamlet_id',
    'point_id',
    'transaction_day',
    'collection_day',
  ],
  household: [
    'head_name',
    'head_name_folded',
    'birth_year',
    'phone_sealed',
    'phone_index',
    'commune_id',
    'hamlet_id',
    'group_id',
    'poverty_status',
    'list_year',
  ],
  loan: [
    'household_id',
    'programme',
    'group_id',
    'commune_id',
    'principal',
    'disbursed_on',
    'final_due_date',
    'rate_pct',
    'overdue_rate_pct',
    'outstanding',
    'overdue',
    'interest_due',
    'next_due_date',
    'next_principal',
    'as_of',
    'status',
  ],
  instalment: ['principal'],
  payment: [
    'loan_id',
    'paid_on',
    'principal',
    'interest',
    'deposit',
    'collected_by',
    'receipt_no',
    'as_of',
    'imported_at',
    'echoed_at',
  ],
}

/** Columns that no list writes, or that look different each time: whether a row is the same does not hang on them. */
export const passedOver = [
  'updated_at',
  'phone_sealed',
  'leader_phone_sealed',
  'channel_order',
  'echoed_at',
  'imported_at',
] as const

/** The columns in which a list finds a row changed. */
export function comparedColumns(table: ImportTable): string[] {
  return importColumns[table].filter((column) => !passedOver.some((one) => one === column))
}

/**
 * Opens the notes of a transaction: which rows it writes, with what they held before (nothing: the row is new) and after (nothing: it is
 * gone), and which loans the file lists, of which day, and whether the register's are newer. The notes go with the transaction.
 */
export async function openNotes(db: Db): Promise<void> {
  // A plan that was made while the tables were small would read all of them for every few rows that come in.
  await db.$executeRaw`SET LOCAL plan_cache_mode = force_custom_plan`
  await db.$executeRaw`
    CREATE TEMPORARY TABLE import_touched (place text, row_id bigint, before jsonb, after jsonb, PRIMARY KEY (place, row_id))
    ON COMMIT DROP`
  await db.$executeRaw`
    CREATE TEMPORARY TABLE import_listed (loan_code text PRIMARY KEY, commune_id int, as_of date, older boolean) ON COMMIT DROP`
}

/** What a statement gives back of the rows that it wrote, which go by the name `kept`. */
export function written(noted: boolean): Prisma.Sql {
  return noted
    ? Prisma.sql`RETURNING kept.id, (kept.xmax = 0) AS added, to_jsonb(kept.*) AS after`
    : Prisma.sql`RETURNING kept.id, (kept.xmax = 0) AS added`
}

/**
 * A further part of a statement whose part `written` wrote rows of a table: notes them. All parts of one statement see the database as it
 * was before it, so that the row by that id is still the old one.
 */
export function noting(table: ImportTable, noted: boolean): Prisma.Sql {
  if (!noted) return Prisma.empty
  return Prisma.sql`, noted AS (
    INSERT INTO import_touched (place, row_id, before, after)
    SELECT ${table}, written.id, to_jsonb(old.*), written.after
    FROM written LEFT JOIN ${Prisma.raw(table)} old ON old.id = written.id
    ON CONFLICT (place, row_id) DO UPDATE SET after = excluded.after)`
}
