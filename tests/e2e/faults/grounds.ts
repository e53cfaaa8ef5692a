import { type BuiltLoa, builtLoa } from '../../support/built-loa.ts'
import { startLoa } from '../../support/loa-process.ts'
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts'
import { hasRedis, type PrivateRedis, privateRedis } from '../../support/redis.ts'

/** What many runs share: a PostgreSQL and a Redis that may be struck down, and the product in one file. */
export interface Grounds {
  postgres: OwnPostgres
  /** Undefined where Redis is not installed. */
  redis: PrivateRedis | undefined
  built: BuiltLoa
  close(): Promise<void>
}

/** The key of the data of these tests. */
export const dataKey = Buffer.alloc(32, 3)

/** Opens them. The database that is copied for each run has the tables of the queue in it as well, as after a first start. */
export async function openGrounds(): Promise<Grounds> {
  const built = await builtLoa()
  // Building says "production" for the whole process, where no emulator runs.
  process.env.NODE_ENV = 'test'
  const redis = hasRedis() ? await privateRedis() : undefined
  const postgres = await ownPostgres((url) => startOnce(built, url))
  return {
    ...{ postgres, redis, built },
    close: async () => {
      await postgres.stop()
      await redis?.stop()
      built.remove()
    },
  }
}

async function startOnce({ file }: BuiltLoa, url: string): Promise<void> {
  const env = { DATABASE_URL: url, LOA_DATA_KEY: dataKey.toString('base64') }
  const loa = startLoa(['start', '--roles', 'worker'], env, { built: file })
  await loa.says('Loa is running')
  loa.kill('SIGTERM')
  await loa.ended
}
