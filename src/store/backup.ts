import { existsSync } from 'node:fs'
import type pg from 'pg'
import type { BackedUp, Backups } from '../ports/backups.ts'
import { type Ending, type Heading, readLines, writeLines } from './backup-file.ts'
import { emptyBut, inOrder, migrationsOf, sequencesOf } from './backup-tables.ts'
import { restoreFrom } from './restore.ts'
import { StoreError } from './store-error.ts'

/** Rows fetched at once. */
const most = 1_000

/**
 * Backups of a database, as lines: a heading, then each table by its name with its rows in the text form of PostgreSQL, which loses
 * nothing of any type, then an ending. Tables stand in the order in which they refer to each other. The queue is not in it: it holds
 * nothing but wake-ups. `keyIds` are the names of the data keys that are known, the newest first.
 */
export function databaseBackups(pool: pg.Pool, keyIds: readonly [string, ...string[]]): Backups {
  return {
    write: async (file) => {
      if (existsSync(file)) throw new StoreError('errors:backup_exists', { file })
      return alone(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', (db) =>
        write(db, { file, keyId: keyIds[0] }),
      )
    },
    restore: (file) =>
      alone(pool, 'BEGIN', async (db) => {
        const found = await emptyBut(db, ['association'])
        if (found !== undefined) throw new StoreError('errors:backup_not_empty', { table: found })
        return restoreFrom(db, { file, lines: readLines(file), keyIds })
      }),
  }
}

/** One connection, one transaction. Dates are written as they are read. */
async function alone<T>(pool: pg.Pool, begin: string, run: (db: pg.ClientBase) => Promise<T>): Promise<T> {
  const db = await pool.connect()
  try {
    await db.query(begin)
    await db.query("SET LOCAL DateStyle = 'ISO'")
    const done = await run(db)
    await db.query('COMMIT')
    return done
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    db.release()
  }
}

/** A consent of Zalo serves one installation: a copy that used it would lock the other out, so that what is restored asks for consent anew. */
const ofOneInstallation = 'zalo_grant'

async function write(db: pg.ClientBase, { file, keyId }: { file: string; keyId: string }): Promise<BackedUp> {
  const out = writeLines(file)
  try {
    const heading: Heading = { loa: 1, migrations: await migrationsOf(db), keyId }
    await out.line(JSON.stringify(heading))
    const rows: BackedUp = {}
    for (const table of await inOrder(db)) {
      if (table === ofOneInstallation) continue
      await out.line(JSON.stringify({ table }))
      rows[table] = await writeTable(db, table, out.line)
    }
    const ending: Ending = { rows, sequences: await sequencesOf(db) }
    await out.line(JSON.stringify(ending))
    await out.finish()
    return rows
  } catch (error) {
    await out.drop()
    throw error
  }
}

async function writeTable(db: pg.ClientBase, table: string, line: (text: string) => Promise<void>): Promise<number> {
  let count = 0
  await db.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT t::text AS row FROM "${table}" t`)
  for (;;) {
    const { rows } = await db.query<{ row: string }>(`FETCH ${most} FROM rows`)
    for (const { row } of rows) await line(JSON.stringify(row))
    count += rows.length
    if (rows.length < most) break
  }
  await db.query('CLOSE rows')
  return count
}
