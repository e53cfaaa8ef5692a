import { readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/log.ts'
import { demoOffer, prepareDemo } from '../../src/wire/demo.ts'
import { type Data, openData } from '../../src/wire/open-data.ts'
import { startService } from '../../src/wire/start-roles.ts'
import { loadUnderstanding } from '../../src/wire/understanding.ts'
import { freshDatabase } from '../support/database.ts'
import { freePort } from '../support/redis.ts'

/** The whole service on the sample office: real PostgreSQL, real queue, real HTTP, in this process. */
export interface DemoService {
  url: string
  data: Data
  stop(): Promise<void>
}

const dataKey = Buffer.alloc(32, 5)

/** Starts it on a database of its own, with the environment given beside. */
export async function startDemoService(env: Record<string, string> = {}): Promise<DemoService> {
  const database = await freshDatabase()
  const port = await freePort()
  const config = readConfig({
    DATABASE_URL: database.url,
    LOA_DATA_KEY: dataKey.toString('base64'),
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...env,
  })
  const log = makeLog('error')
  const opened = await openData(config, { log, dataKey, beside: false })
  const data = await prepareDemo(opened)
  const running = await startService({
    config,
    data,
    log,
    dataKey,
    roles: ['web', 'worker'],
    understanding: loadUnderstanding(),
    demo: demoOffer,
  })
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    stop: async () => {
      await running.stop()
      await opened.close()
      await database.drop()
    },
  }
}
