import { join } from 'node:path'
import { type Config, olderDataKeys } from '../config.ts'
import { loadLanguage } from '../i18n.ts'
import { openQueues, type Queues } from '../jobs/queues.ts'
import type { Logger } from '../log.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { Store } from '../ports/store.ts'
import { attachEmbedded, type EmbeddedDatabase, openEmbedded } from '../store/embedded.ts'
import { type DatabaseFeed, openFeed } from '../store/feed.ts'
import { migrate } from '../store/migrate.ts'
import { type Database, openPrisma } from '../store/prisma.ts'
import { makeSeal } from '../store/seal.ts'
import { prismaStore } from '../store/store.ts'

/** The data and everything that stands directly on them: what the service and every command that keeps something start from. */
export interface Data {
  store: Store
  database: Database
  language: Language
  clock: Clock
  queues: Queues
  feed: DatabaseFeed
  close(): Promise<void>
}

/** How the data are opened. `beside`: a service that runs on the embedded database already is joined instead of refused. */
export interface Opening {
  log: Logger
  dataKey: Buffer
  beside: boolean
}

/** Enough for the jobs at work at once, the pages and the sweep. */
const poolSize = 20

/** Opens the database (that of the configuration, else the embedded one), brings it up to date, and opens queue and feed. */
export async function openData(config: Config, { log, dataKey, beside }: Opening): Promise<Data> {
  const embedded = await embeddedFor(config, { log, beside })
  const url = typeof embedded === 'string' ? embedded : embedded.url
  const onError = (error: Error) => log.warn({ error: error.message }, 'a connection broke and is being opened again')
  const applied = await migrate(url)
  if (applied.length > 0) log.info({ applied }, 'the database is up to date')
  const database = openPrisma(url, { poolSize, onError })
  const store = prismaStore(database.prisma, makeSeal(dataKey, olderDataKeys(config)))
  const queues = await openQueues(
    config.REDIS_URL === undefined ? { databaseUrl: url } : { redisUrl: config.REDIS_URL },
    onError,
  )
  const feed = openFeed({ url, onError, firstWaitMs: 200 })
  return {
    store,
    database,
    queues,
    feed,
    language: loadLanguage(),
    clock: await clockOf(store),
    close: async () => {
      await queues.close()
      await feed.close()
      await database.close()
      if (typeof embedded !== 'string') await embedded.stop()
    },
  }
}

/** The address of the database, or the embedded one that this process now owns. */
async function embeddedFor(
  config: Config,
  { log, beside }: { log: Logger; beside: boolean },
): Promise<string | EmbeddedDatabase> {
  if (config.DATABASE_URL !== undefined) return config.DATABASE_URL
  const dir = join(config.LOA_DATA_DIR, 'postgres')
  const running = beside ? attachEmbedded(dir) : undefined
  return running ?? openEmbedded({ dir, log })
}

/** The setting under which a demo keeps how far its clock is from the real one, in milliseconds. */
export const demoClockSetting = 'demo.clock_offset_ms'

/** The real clock; on the data of a demo, the clock of its made-up office, which goes on from where it began. */
export async function clockOf(store: Store): Promise<Clock> {
  const offset = await store.settings.get(demoClockSetting)
  const ms = typeof offset === 'number' ? offset : 0
  return { now: () => new Date(Date.now() + ms) }
}
