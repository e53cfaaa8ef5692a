import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { MigrationFailed } from './store-error.ts'

/** The folder of the migrations, wherever the process was started. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** One migration: its folder's name, what it does, and the sum by which a later change of it is noticed. */
interface Migration {
  name: string
  sql: string
  checksum: string
}

/** A row of the table in which Prisma, and this file, note what was applied. */
interface Applied {
  name: string
  checksum: string
  finished: boolean
  logs: string | null
}

// The number under which Prisma's own `migrate deploy` takes its turn: the two wait for each other.
const TURN = 72707369

/**
 * Applies the migrations that this database does not have yet, in the order of their names, and returns the names applied.
 * Each one is a transaction of its own with its row in `_prisma_migrations`, so that one that fails leaves nothing behind.
 * Processes that start together take turns. Error: `MigrationFailed`.
 */
export async function migrate(url: string, folder: string = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = new pg.Client({ connectionString: url })
  // A connection that is cut ends the query with an error; without a listener it would end the process as well.
  client.on('error', () => {})
  await client.connect()
  try {
    if (missing(migrations, await applied(client)).length === 0) return []
    await client.query('SELECT pg_advisory_lock($1)', [TURN])
    await client.query(TABLE)
    const names = []
    for (const migration of missing(migrations, await applied(client))) {
      await apply(client, migration)
      names.push(migration.name)
    }
    return names
  } finally {
    await client.end()
  }
}

// Ends of lines are no change: a checkout on Windows may have turned them.
function readMigrations(folder: string): Migration[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}/${name}/migration.sql`, 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function applied(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there")
  if (!found[0].there) return []
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  return rows
}

// Rows that no folder here knows come from a newer version of Loa: going back one version must stay possible.
function missing(migrations: Migration[], rows: Applied[]): Migration[] {
  const byName = new Map(rows.map((row) => [row.name, row]))
  return migrations.filter(({ name, checksum }) => {
    const row = byName.get(name)
    if (!row) return true
    if (!row.finished) throw new MigrationFailed('errors:migration_failed', name, new Error(row.logs ?? ''))
    if (row.checksum !== checksum) throw new MigrationFailed('errors:migration_edited', name)
    return false
  })
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    throw new MigrationFailed('errors:migration_failed', name, error)
  }
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`
