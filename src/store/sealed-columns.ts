import type pg from 'pg'

/** A column that holds something sealed. Names are those of the catalogue. */
export interface SealedColumn {
  table: string
  column: string
  /** The one column of the primary key, and its type. */
  key: string
  keyType: string
  bytes: boolean
}

/** Every column of ours whose name ends in `_sealed`, as the database itself says: a new one takes part in a change of keys by its name. */
export async function sealedColumns(db: pg.Pool | pg.ClientBase): Promise<SealedColumn[]> {
  const { rows } = await db.query<SealedColumn & { keys: number }>(
    `SELECT t.relname::text AS "table", c.attname::text AS "column", k.attname::text AS key, i.indnkeyatts::int AS keys,
       format_type(k.atttypid, NULL) AS "keyType", c.atttypid = 'bytea'::regtype AS bytes
     FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
     JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary JOIN pg_attribute k ON k.attrelid = t.oid AND k.attnum = i.indkey[0]
     WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND c.attname LIKE '%\\_sealed'
     ORDER BY 1, 2`,
  )
  const odd = rows.find(({ keys }) => keys !== 1)
  if (odd) throw new Error(`${odd.table} holds something sealed and has a key of several columns`)
  return rows.map(({ keys: _, ...column }) => column)
}

/** A hash that is looked up by, kept beside what it is made of. */
export interface IndexedBy {
  index: string
  /** What is hashed of the opened text; null where nothing of it is. */
  of(text: string): string | null
}

/** The hashes that are made of sealed text. Those of codes and tokens are not here: what they are made of is not kept. */
export const indexedBy: Record<string, IndexedBy> = {
  'household.phone_sealed': { index: 'phone_index', of: (text) => text },
  'savings_credit_group.leader_phone_sealed': { index: 'leader_phone_index', of: (text) => text },
  'application.bank_sealed': { index: 'identity_index', of: (text) => identityOf(JSON.parse(text)) },
}

/** The digits of the identity number in the bank's part of a request; null where none is filled in. */
export function identityOf(bank: Record<string, unknown>): string | null {
  const digits = typeof bank.idNumber === 'string' ? bank.idNumber.replace(/\D/g, '') : ''
  return digits === '' ? null : digits
}

/** Where words stood before they were sealed: how they are read, null where there are none, and what is left in their place. SQL. */
export const unsealed: Record<string, { read: string; clear: string }> = {
  'application_event.note_sealed': { read: "NULLIF(note, '')", clear: "note = ''" },
  'case_line.text_sealed': { read: "NULLIF(text, '')", clear: "text = ''" },
  'talk.state_sealed': {
    read: `CASE WHEN state - 'runs' <> '{"past": {}}'::jsonb THEN state::text END`,
    clear: 'state = NULL',
  },
  'inbox.said_sealed': {
    read: "CASE WHEN (body -> 'what') - 'kind' <> '{}'::jsonb THEN (body -> 'what')::text END",
    clear: "body = jsonb_set(body, '{what}', jsonb_build_object('kind', body -> 'what' -> 'kind'))",
  },
}
