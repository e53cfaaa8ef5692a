import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createData, SUPERUSER } from '../../src/store/embedded-data.ts'
import { markStale, readNote } from '../../src/store/embedded-note.ts'
import { embeddedFolder, embeddedPlace } from '../../src/store/embedded-place.ts'
import { type RunningServer, startServer, stopServer } from '../../src/store/embedded-server.ts'
import { migrate } from '../../src/store/migrate.ts'
import { processIdentity } from '../../src/store/process-identity.ts'
import type { FreshDatabase } from './database.ts'
import { guardOf } from './postgres-global.ts'

/** `fast`: connections are cut, what is committed is written. `immediate`: as when the power fails. `crash`: its process is killed. */
export type HowStopped = 'fast' | 'immediate' | 'crash'

/** A PostgreSQL of one test's own, which may be stopped under the feet of whoever uses it. */
export interface OwnPostgres {
  /** A copy of the migrated and prepared database. */
  fresh(): Promise<FreshDatabase>
  /** Stops the server and starts it again on the same port after so many milliseconds, one time after the other. Resolves when it takes connections. */
  restart(how: HowStopped, downMs: number): Promise<void>
  stop(): Promise<void>
}

// Commits reach the system before they are answered, so that what is committed outlives the server; nothing waits for the disk.
const settings = {
  max_connections: '300',
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/** Starts it. `prepare` may add to the migrated database of which `fresh` gives copies. */
export async function ownPostgres(prepare: (url: string) => Promise<void> = async () => {}): Promise<OwnPostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-own-'))
  chmodSync(dir, 0o711)
  const guard = guardOf(dir)
  const place = embeddedPlace(embeddedFolder(join(dir, 'postgres')))
  const password = randomBytes(12).toString('hex')
  await createData(place, { password, flags: ['--no-sync'] })
  let server = await startServer(place, settings)
  const urlOf = (database: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${database}`
  const restart = async (how: HowStopped, downMs: number) => {
    await stopped(server, how)
    await pause(downMs)
    if (readNote(place)) markStale(place)
    server = await startServer(place, { ...settings, port: String(server.port) })
  }
  let restarted: Promise<void> = Promise.resolve()
  const asAdmin = (statement: string) => once(urlOf('postgres'), statement)
  await asAdmin('CREATE DATABASE template')
  await migrate(urlOf('template'))
  await prepare(urlOf('template'))
  return {
    fresh: async () => {
      const name = `test_${randomBytes(8).toString('hex')}`
      await asAdmin(`CREATE DATABASE ${name} TEMPLATE template`)
      return { url: urlOf(name), drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) }
    },
    restart: (how, downMs) => {
      restarted = restarted.then(() => restart(how, downMs))
      return restarted
    },
    stop: async () => {
      await stopServer(server)
      guard.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const signals = { immediate: 'SIGQUIT', crash: 'SIGKILL' } as const

async function stopped(server: RunningServer, how: HowStopped): Promise<void> {
  if (how === 'fast') return stopServer(server)
  process.kill(server.pid, signals[how])
  while (processIdentity(server.pid) === server.identity) await pause(10)
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
