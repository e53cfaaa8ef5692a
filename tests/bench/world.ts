import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type LoaProcess, runLoa, startLoa } from '../support/loa-process.ts'
import { hasRedis, privateRedis } from '../support/redis.ts'
import { type Fake, startFake } from './fake.ts'
import { moment, pause } from './moment.ts'
import { announcementText } from './office.ts'
import type { Stops } from './stops.ts'

/** Where the queue lives. */
export type BackendName = 'redis' | 'pg'

/** The product as its own processes, between a platform and a database of the bench's own, on 127.0.0.1 and nowhere else. */
export interface World {
  fake: Fake
  sql: pg.Client
  databaseUrl: string
  /** Set where the queue lives in Redis. */
  redisUrl?: string
  /** Starts `loa start` with more words, and resolves when it runs. */
  start(words: readonly string[], env?: Record<string, string>): Promise<LoaProcess>
  /** Sends an announcement to everybody by the product's own command; resolves when its recipients are written down. */
  announce(): Promise<Announced>
}

/** An announcement that is on its way. */
export interface Announced {
  mailingId: string
  written: number
  /** How long the command took, from its start as a process to its end. */
  seconds: number
}

/** Opens it all on durable settings; `stops` gets what has to be closed afterwards. `rate` in messages a second, 0 for no limit. */
export async function openWorld(
  stops: Stops,
  { backend, latencyMs, rate }: { backend: BackendName; latencyMs: number; rate: number },
): Promise<World> {
  const databaseUrl = await database(stops)
  const sql = new pg.Client({ connectionString: databaseUrl })
  await sql.connect()
  stops.push(() => sql.end())
  if (backend === 'redis' && !hasRedis()) throw new Error('--backend redis needs redis-server to be installed')
  const redis = backend === 'redis' ? await privateRedis() : undefined
  if (redis) stops.push(redis.stop)
  const fake = await startFake(latencyMs)
  stops.push(fake.stop)
  const env = environment({ databaseUrl, fake, rate, ...(redis ? { redisUrl: redis.url } : {}) })
  return {
    fake,
    sql,
    databaseUrl,
    ...(redis ? { redisUrl: redis.url } : {}),
    start: async (words, more = {}) => {
      const loa = startLoa(['start', ...words], { ...env, ...more })
      stops.push(() => stopLoa(loa))
      await loa.says('Loa is running')
      return loa
    },
    announce: () => announce(env, sql),
  }
}

/** Tells a process to stop, and makes it when it does not. */
export async function stopLoa(loa: LoaProcess): Promise<void> {
  loa.kill('SIGTERM')
  const patience = setTimeout(() => loa.kill('SIGKILL'), 30_000)
  await loa.ended
  clearTimeout(patience)
}

/** Fails as soon as one of the processes is gone: what is measured then would be nothing. */
export function mustLive(processes: readonly LoaProcess[]): void {
  const gone = processes.find(({ child }) => child.exitCode !== null || child.signalCode !== null)
  if (gone) throw new Error(`a process of Loa ended in the middle:\n${gone.log().slice(-2_000)}`)
}

/** Asks again and again until the answer is yes; false when it was not in time. */
export async function until(
  asked: () => Promise<boolean>,
  { seconds, everyMs, processes }: { seconds: number; everyMs: number; processes: readonly LoaProcess[] },
): Promise<boolean> {
  const end = moment() + seconds * 1000
  while (!(await asked())) {
    mustLive(processes)
    if (moment() > end) return false
    await pause(everyMs)
  }
  return true
}

async function database(stops: Stops): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
  // Where root runs this, the server runs as somebody else, and looks for its data elsewhere when it may not come in here.
  chmodSync(dir, 0o711)
  stops.push(async () => rmSync(dir, { recursive: true, force: true }))
  const embedded = await openEmbedded({ dir, log: { info: () => {}, warn: () => {} } })
  stops.push(embedded.stop)
  await migrate(embedded.url)
  return embedded.url
}

function environment(of: { databaseUrl: string; redisUrl?: string; fake: Fake; rate: number }): Record<string, string> {
  return {
    DATABASE_URL: of.databaseUrl,
    LOA_DATA_KEY: Buffer.alloc(32, 3).toString('base64'),
    PORT: '0',
    HOST: '127.0.0.1',
    TELEGRAM_BOT_TOKEN: of.fake.token,
    TELEGRAM_API_ROOT: of.fake.root,
    TELEGRAM_MESSAGES_PER_SECOND: String(of.rate),
    ...(of.redisUrl === undefined ? {} : { REDIS_URL: of.redisUrl }),
  }
}

async function announce(env: Record<string, string>, sql: pg.Client): Promise<Announced> {
  const from = moment()
  const words = ['announce', '--text', announcementText, '--audience', 'all', '--yes', '--json']
  const { code, output, log } = await runLoa(words, env)
  if (code !== 0) throw new Error(`the announcement was not sent (${code}): ${log}`)
  const { id, written } = JSON.parse(output.trim().split('\n').at(-1) ?? '')
  const { rows } = await sql.query('SELECT mailing_id FROM announcement WHERE id = $1', [id])
  return { mailingId: rows[0].mailing_id, written, seconds: (moment() - from) / 1000 }
}
