import type pg from 'pg'
import type { BackedUp } from '../ports/backups.ts'
import type { Ending, Heading } from './backup-file.ts'
import { inOrder, migrationsOf } from './backup-tables.ts'
import { StoreError } from './store-error.ts'

/** What is read, and the keys that are known: what is sealed in it has to open by one of them. */
export interface Source {
  file: string
  lines: AsyncGenerator<string, undefined>
  keyIds: readonly string[]
}

/** Rows written at once. */
const most = 500

/** Writes the rows of a backup into empty tables, within the transaction that is open. Errors: `StoreError`. */
export async function restoreFrom(db: pg.ClientBase, source: Source): Promise<BackedUp> {
  const { file, lines } = source
  try {
    await mayRestore(db, (await lines.next()).value, source)
    const tables = await inOrder(db)
    for (const table of tables.toReversed()) await db.query(`DELETE FROM "${table}"`)
    const { ending, counts } = await writeRows(db, lines, new Set(tables))
    if (!ending || JSON.stringify(ending.rows) !== JSON.stringify(counts)) throw unreadable(file, 'it is cut off')
    for (const [name, value] of Object.entries(ending.sequences)) {
      await db.query('SELECT setval(quote_ident($1)::regclass, $2::bigint)', [name, value])
    }
    return counts
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // What the disk and the unpacking say; anything else is ours.
    throw error instanceof SyntaxError || /^(Z_|E[A-Z]+$)/.test(code ?? '') ? unreadable(file, message) : error
  }
}

async function mayRestore(db: pg.ClientBase, first: string | undefined, { file, keyIds }: Source): Promise<void> {
  const heading: Partial<Heading> | null = JSON.parse(first ?? 'null')
  if (heading?.loa !== 1) throw unreadable(file, 'it is no backup of Loa')
  if (!keyIds.includes(heading.keyId ?? '')) throw new StoreError('errors:backup_key', { file })
  const here = await migrationsOf(db)
  if (JSON.stringify(heading.migrations) !== JSON.stringify(here)) {
    throw new StoreError('errors:backup_version', { file, migration: heading.migrations?.at(-1) ?? '' })
  }
}

/** Lines that begin a table, its rows, and the ending. What is no table of ours is refused: its name goes into a statement. */
async function writeRows(db: pg.ClientBase, lines: Source['lines'], tables: ReadonlySet<string>) {
  const counts: BackedUp = {}
  let [table, ending, rows]: [string, Ending | undefined, string[]] = ['', undefined, []]
  const put = async () => {
    if (rows.length > 0) await insert(db, table, rows)
    counts[table] = (counts[table] ?? 0) + rows.length
    rows = []
  }
  for await (const line of lines) {
    const read: string | { table: string } | Ending = JSON.parse(line)
    if (typeof read === 'string') rows.push(read)
    if (table !== '' && (rows.length === most || typeof read !== 'string')) await put()
    if (typeof read === 'object' && 'rows' in read) ending = read
    if (typeof read !== 'object' || !('table' in read)) continue
    if (!tables.has(read.table)) throw new SyntaxError(`a table ${read.table}`)
    table = read.table
    counts[table] = 0
  }
  return { counts, ending }
}

/** The text of a row is read as a row of its table: the columns are those of the same migrations, so they stand in the same order. */
async function insert(db: pg.ClientBase, table: string, rows: string[]): Promise<void> {
  await db.query(
    `INSERT INTO "${table}" SELECT (r.row).* FROM (SELECT x::"${table}" AS row FROM unnest($1::text[]) AS x OFFSET 0) AS r`,
    [rows],
  )
}

function unreadable(file: string, reason: string): StoreError {
  return new StoreError('errors:backup_unreadable', { file, reason })
}
