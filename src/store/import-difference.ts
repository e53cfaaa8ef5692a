import type { JumpFigures } from '../domain/import-difference.ts'
import type { PutCounts, RegisterDifference } from '../ports/imports.ts'
import type { Db } from './db.ts'
import { passedOver } from './import-touched.ts'

/** What the transaction has changed so far, from its notes. `counts` are those of the rows of the file. */
export async function differenceOf(db: Db, counts: PutCounts): Promise<RegisterDifference> {
  const columns = await columnsOf(db)
  const rows = counts.added + counts.changed + counts.unchanged + counts.older
  const figures = {
    rows,
    known: rows - counts.added,
    older: counts.older,
    ...(await changesOf(db)),
    ...(await loansOf(db)),
  }
  // What it does not list belongs to what somebody saw: closing it is one of their choices.
  const { loans, outstanding } = figures.gone
  return { columns, figures, print: [await printOf(db), loans, outstanding].join('-') }
}

/**
 * Closes the loans of the communes of the file that it does not list, and returns how many. Their figures are from its latest day on; of a loan
 * with later figures an earlier list cannot know.
 */
export async function closeGone(db: Db): Promise<number> {
  const [closed] = await db.$queryRaw<{ count: bigint }[]>`
    WITH latest AS (
      SELECT max(as_of) AS day FROM import_listed
    ), written AS (
      UPDATE loan AS kept SET status = 'closed', outstanding = 0, overdue = 0, interest_due = 0, next_due_date = NULL,
        next_principal = NULL, as_of = latest.day
      FROM latest
      WHERE kept.status <> 'closed' AND kept.as_of <= latest.day AND kept.commune_id IN (SELECT commune_id FROM import_listed)
        AND NOT EXISTS (SELECT FROM import_listed listed WHERE listed.loan_code = kept.loan_code)
      RETURNING kept.id, to_jsonb(kept.*) AS after
    ), noted AS (
      INSERT INTO import_touched (place, row_id, before, after)
      SELECT 'loan', written.id, to_jsonb(old.*), written.after FROM written JOIN loan old ON old.id = written.id
      ON CONFLICT (place, row_id) DO UPDATE SET after = excluded.after)
    SELECT count(*) AS count FROM written`
  return Number(closed?.count ?? 0)
}

/** The office of all rows that were touched, or undefined where there are none, or those of several. */
export async function oneOffice(db: Db): Promise<number | undefined> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT c.office_id AS id
    FROM (SELECT place, coalesce(after, before) AS held FROM import_touched) AS touched
    LEFT JOIN loan l ON place IN ('payment', 'instalment') AND l.id = (held ->> 'loan_id')::bigint
    JOIN commune c ON c.id = coalesce(l.commune_id, (held ->> 'commune_id')::int)
    LIMIT 2`
  return rows.length === 1 ? rows[0]?.id : undefined
}

/** Columns of the tables by the names that the contract has for them. What is not here says the same as another column, or nothing. */
const contractNames: Record<string, Record<string, string>> = {
  loan: {
    household_id: 'customer_id',
    programme: 'programme',
    group_id: 'group_id',
    commune_id: 'commune_code',
    principal: 'principal_vnd',
    disbursed_on: 'disbursed_on',
    final_due_date: 'final_due_date',
    rate_pct: 'rate_pct',
    overdue_rate_pct: 'overdue_rate_pct',
    outstanding: 'outstanding_vnd',
    overdue: 'overdue_vnd',
    interest_due: 'interest_due_vnd',
    next_due_date: 'next_due_date',
    next_principal: 'next_principal_vnd',
    as_of: 'as_of',
    status: 'status',
  },
  household: {
    head_name: 'household_head',
    birth_year: 'birth_year',
    phone_index: 'phone',
    commune_id: 'commune_code',
    hamlet_id: 'hamlet',
    group_id: 'group_id',
    poverty_status: 'poverty_status',
    list_year: 'list_year',
  },
  savings_credit_group: {
    name: 'name',
    leader_name: 'leader_name',
    leader_phone_index: 'leader_phone',
    association_code: 'association',
    commune_id: 'commune_code',
    hamlet_id: 'hamlet',
    point_id: 'transaction_point_id',
    transaction_day: 'transaction_day',
    collection_day: 'collection_day',
  },
  payment: {
    loan_id: 'loan_id',
    paid_on: 'paid_on',
    principal: 'principal_vnd',
    interest: 'interest_vnd',
    deposit: 'deposit_vnd',
    collected_by: 'collected_by',
    receipt_no: 'receipt_no',
    as_of: 'as_of',
  },
}

async function columnsOf(db: Db): Promise<RegisterDifference['columns']> {
  const found = await db.$queryRaw<{ place: string; key: string; rows: bigint }[]>`
    SELECT place, held.key, count(*) AS rows FROM import_touched, jsonb_each(before) AS held (key, value)
    WHERE before IS NOT NULL AND after IS NOT NULL AND after -> held.key IS DISTINCT FROM held.value
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`
  return found.flatMap(({ place, key, rows }) => {
    const column = contractNames[place]?.[key]
    return column === undefined ? [] : [{ column, rows: Number(rows) }]
  })
}

type Changed = Pick<JumpFigures, 'rising' | 'rates' | 'phones'>

async function changesOf(db: Db): Promise<Changed> {
  const [row] = await db.$queryRaw<{ [K in keyof Changed]: bigint }[]>`
    SELECT
      count(*) FILTER (WHERE place = 'loan' AND (after ->> 'outstanding')::bigint > (before ->> 'outstanding')::bigint
        AND after -> 'principal' = before -> 'principal' AND after -> 'disbursed_on' = before -> 'disbursed_on') AS rising,
      count(*) FILTER (WHERE place = 'loan' AND (after -> 'rate_pct' <> before -> 'rate_pct'
        OR after -> 'overdue_rate_pct' <> before -> 'overdue_rate_pct')) AS rates,
      count(*) FILTER (WHERE before ->> 'phone_index' IS DISTINCT FROM after ->> 'phone_index'
          AND before ->> 'phone_index' IS NOT NULL
        OR before ->> 'leader_phone_index' IS DISTINCT FROM after ->> 'leader_phone_index'
          AND before ->> 'leader_phone_index' IS NOT NULL) AS phones
    FROM import_touched WHERE before IS NOT NULL AND after IS NOT NULL`
  return { rising: Number(row?.rising), rates: Number(row?.rates), phones: Number(row?.phones) }
}

/** The loans of the communes of the file as they were, and the file's own. */
async function loansOf(db: Db): Promise<Pick<JumpFigures, 'register' | 'file' | 'gone'>> {
  const [row] = await db.$queryRaw<Record<'loans' | 'owed' | 'listed' | 'gone' | 'gone_owed', bigint>[]>`
    SELECT
      count(*) FILTER (WHERE was_open) AS loans, coalesce(sum(was_owed) FILTER (WHERE was_open), 0)::bigint AS owed,
      coalesce(sum(outstanding) FILTER (WHERE listed), 0)::bigint AS listed,
      count(*) FILTER (WHERE was_open AND NOT listed AND known) AS gone,
      coalesce(sum(was_owed) FILTER (WHERE was_open AND NOT listed AND known), 0)::bigint AS gone_owed
    FROM (
      SELECT l.outstanding, listed.loan_code IS NOT NULL AS listed,
        l.as_of <= (SELECT max(as_of) FROM import_listed) AS known,
        NOT (touched.row_id IS NOT NULL AND touched.before IS NULL)
          AND coalesce(touched.before ->> 'status', l.status) <> 'closed' AS was_open,
        coalesce((touched.before ->> 'outstanding')::bigint, l.outstanding) AS was_owed
      FROM loan l
      LEFT JOIN import_touched touched ON touched.place = 'loan' AND touched.row_id = l.id
      LEFT JOIN import_listed listed ON listed.loan_code = l.loan_code
      WHERE l.commune_id IN (SELECT DISTINCT commune_id FROM import_listed)
    ) AS held`
  const of = (name: keyof NonNullable<typeof row>) => Number(row?.[name] ?? 0)
  return {
    register: { loans: of('loans'), outstanding: of('owed') },
    file: { outstanding: of('listed') },
    gone: { loans: of('gone'), outstanding: of('gone_owed') },
  }
}

/** A fingerprint of what was there before. New rows are in it by their number only: their ids are others each time. */
async function printOf(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ print: string }[]>`
    SELECT concat_ws('-', count(*) FILTER (WHERE before IS NULL), count(before),
      coalesce(sum(hashtextextended(place || (before - ${[...passedOver]}::text[])::text, row_id)), 0)) AS print
    FROM import_touched`
  return row?.print ?? ''
}
