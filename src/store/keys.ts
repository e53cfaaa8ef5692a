import type pg from 'pg'
import type { Keys, Resealed } from '../ports/keys.ts'
import type { Seal } from './seal.ts'
import { type IndexedBy, indexedBy, type SealedColumn, sealedColumns, unsealed } from './sealed-columns.ts'
import { StoreError } from './store-error.ts'

// A change of keys goes on beside the service. Rows are read in the order of their key, sealed anew here, and written back only where they
// still are what was read: no row is locked between the two, and what the service wrote meanwhile is by the newest key already. The name
// of the key in front of what is sealed says what is done, so that a change that was broken off goes on where it was.

/** Rows sealed anew at once; of bytes, which may be pictures, fewer. */
const atOnce = { text: 500, bytes: 20 }

/** The change of keys, over PostgreSQL. */
export function databaseKeys(pool: pg.Pool, seal: Seal): Keys {
  return {
    keyId: seal.keyId,
    steps: async () => (await stepsOf(pool)).map(({ name }) => name),
    reseal: async (name, after) => resealSome(pool, seal, { step: await stepOf(pool, name), after }),
    left: async (name) => {
      const { from, values } = readingOf(await stepOf(pool, name), seal)
      const { rows } = await pool.query<{ left: number }>(`SELECT count(*)::int AS left ${from}`, values)
      return rows[0]?.left ?? 0
    },
    secondFactors: (change) => changeSecondFactors(pool, change),
    codes: async (at) => {
      const { rows } = await pool.query<{ count: number; until: Date | null }>(
        `SELECT count(*)::int AS count, max(expires_at) AS until FROM (
           SELECT expires_at FROM link_code WHERE used_at IS NULL
           UNION ALL SELECT expires_at FROM group_code WHERE used_at IS NULL
           UNION ALL SELECT expires_at FROM chair_link WHERE revoked_at IS NULL) AS code
         WHERE expires_at > $1`,
        [at],
      )
      const { count = 0, until = null } = rows[0] ?? {}
      return { count, ...(until === null ? {} : { until }) }
    },
    seed: async (token) => {
      const [newest, ...older] = seal.indexes(token)
      await pool.query('UPDATE zalo_grant SET seed_index = $1 WHERE seed_index = ANY($2)', [newest, older])
    },
  }
}

interface Step extends SealedColumn {
  name: string
  indexed?: IndexedBy
  /** Set where the step seals what was not sealed yet. */
  plain?: { read: string; clear: string }
}

async function stepsOf(pool: pg.Pool): Promise<Step[]> {
  return (await sealedColumns(pool)).flatMap((column) => {
    const name = `${column.table}.${column.column}`
    const [indexed, plain] = [indexedBy[name], unsealed[name]]
    const step = { ...column, name, ...(indexed ? { indexed } : {}) }
    return plain ? [step, { ...step, name: `${name}, unsealed`, plain }] : [step]
  })
}

async function stepOf(pool: pg.Pool, name: string): Promise<Step> {
  const step = (await stepsOf(pool)).find((one) => one.name === name)
  if (!step) throw new Error(`there is no step ${name}`)
  return step
}

/** The rows of a step that are still to be done, as the end of a statement; with those that have no hash yet, where one is wanted. */
function readingOf(
  { table, column, bytes, plain, indexed }: Step,
  seal: Seal,
  { orUnhashed } = { orUnhashed: false },
): { from: string; values: unknown[] } {
  if (plain) return { from: `FROM "${table}" WHERE "${column}" IS NULL AND ${plain.read} IS NOT NULL`, values: [] }
  const begins = bytes ? `substring("${column}" FROM 1 FOR 8) <> $1` : `left("${column}", 8) <> $1`
  const newest = bytes ? Buffer.from(seal.keyId) : seal.keyId
  const unhashed = indexed && orUnhashed ? ` OR "${indexed.index}" IS NULL` : ''
  return { from: `FROM "${table}" WHERE "${column}" IS NOT NULL AND (${begins}${unhashed})`, values: [newest] }
}

interface Found {
  key: string
  kept: string | Buffer
}

async function resealSome(
  pool: pg.Pool,
  seal: Seal,
  { step, after }: { step: Step; after: string | undefined },
): Promise<Resealed> {
  const { from, values } = readingOf(step, seal, { orUnhashed: true })
  const kept = step.plain ? step.plain.read : `"${step.column}"`
  const beyond = after === undefined ? '' : `AND "${step.key}" > $${values.length + 1}::${step.keyType}`
  const most = step.bytes ? atOnce.bytes : atOnce.text
  const { rows } = await pool.query<Found>(
    `SELECT "${step.key}"::text AS key, ${kept} AS kept ${from} ${beyond} ORDER BY "${step.key}" LIMIT ${most}`,
    after === undefined ? values : [...values, after],
  )
  const changed = rows.length === 0 ? 0 : await write(pool, seal, { step, rows })
  const last = rows.at(-1)
  return { changed, ...(last && rows.length === most ? { next: last.key } : {}) }
}

/** One statement: what is sealed and the hash it is found by change together. */
async function write(pool: pg.Pool, seal: Seal, { step, rows }: { step: Step; rows: Found[] }): Promise<number> {
  const { table, column, key, keyType, bytes, indexed, plain } = step
  // Of some text nothing is hashed: what has the newest key already and gets no hash is done.
  const isDone = (n: Renewed) => n.hash === null && String(n.kept).startsWith(seal.keyId)
  const news = rows.map((row) => renewed(seal, { step, row })).filter((n) => !indexed || !isDone(n))
  const hash = indexed ? `, "${indexed.index}" = r.hash` : ''
  const type = bytes ? 'bytea' : 'text'
  const still = plain ? `t."${column}" IS NULL AND ${plain.read} = r.old` : `t."${column}" = r.old`
  const { rowCount } = await pool.query(
    `UPDATE "${table}" AS t SET "${column}" = r.new${plain ? `, ${plain.clear}` : ''}${hash}
     FROM unnest($1::text[], $2::${plain ? 'text' : type}[], $3::${type}[], $4::text[]) AS r(key, old, new, hash)
     WHERE t."${key}" = r.key::${keyType} AND ${still}`,
    [news.map((n) => n.key), news.map((n) => n.kept), news.map((n) => n.sealed), news.map((n) => n.hash)],
  )
  return rowCount ?? 0
}

interface Renewed extends Found {
  sealed: string | Buffer
  hash: string | null
}

function renewed(seal: Seal, { step, row }: { step: Step; row: Found }): Renewed {
  try {
    if (typeof row.kept !== 'string')
      return { ...row, sealed: Buffer.from(seal.sealBytes(seal.openBytes(row.kept))), hash: null }
    const text = step.plain ? row.kept : seal.open(row.kept)
    const hashed = step.indexed?.of(text) ?? null
    return { ...row, sealed: seal.seal(text), hash: hashed === null ? null : seal.index(hashed) }
  } catch {
    throw new StoreError('errors:key_unknown', { column: step.name, row: row.key })
  }
}

async function changeSecondFactors(pool: pg.Pool, change: Parameters<Keys['secondFactors']>[0]): Promise<number> {
  const { rows } = await pool.query<{ id: string; secret: string; codes: string }>(
    'SELECT id, secret, backup_codes AS codes FROM staff_two_factor ORDER BY id',
  )
  let changed = 0
  for (const { id, secret, codes } of rows) {
    const news = { secret: await change(secret), codes: await change(codes) }
    if (news.secret === undefined && news.codes === undefined) continue
    const { rowCount } = await pool.query(
      'UPDATE staff_two_factor SET secret = $2, backup_codes = $3 WHERE id = $1 AND secret = $4 AND backup_codes = $5',
      [id, news.secret ?? secret, news.codes ?? codes, secret, codes],
    )
    changed += rowCount ?? 0
  }
  return changed
}
