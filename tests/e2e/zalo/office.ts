import { readConfig } from '../../../src/config.ts'
import { makeLog } from '../../../src/log.ts'
import { demoOffer, prepareDemo } from '../../../src/wire/demo.ts'
import { type Data, openData } from '../../../src/wire/open-data.ts'
import { startService } from '../../../src/wire/start-roles.ts'
import { loadUnderstanding } from '../../../src/wire/understanding.ts'
import { startZaloEmulator, type ZaloEmulator } from '../../emulators/zalo/emulator.ts'
import type { Variant } from '../../emulators/zalo/variants.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { startLoa } from '../../support/loa-process.ts'
import { freePort } from '../../support/redis.ts'
import { type Gateway, openGateway } from './gateway.ts'

/** The sample office with a Zalo that nobody has connected yet, on its first morning. */
export interface ZaloOffice {
  emulator: ZaloEmulator
  /** Where the pages are. */
  url: string
  close(): Promise<void>
}

/** One that runs in this process, so that time can be moved and what comes in can be held up. */
export interface MovableOffice extends ZaloOffice {
  data: Data
  /** Where Zalo calls: through it everything comes to Loa. */
  gateway: Gateway
  /** Lets time pass for Loa and for Zalo, in milliseconds. */
  pass(ms: number): void
}

const dataKey = Buffer.alloc(32, 5)
const log = makeLog('error')
const cardPicture = 'https://loa.example/card.png'

/** The database of the sample office, to be copied for each telling. It takes longest, and is the same for all. */
export async function sampleDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase()
  const data = await openData(readConfig(envOf(database.url, 0)), { log, dataKey, beside: false })
  await prepareDemo(data)
  await data.close()
  return database
}

/** Opens it in this process, on a copy of the sample database. */
export async function openMovableOffice(sample: FreshDatabase, variant: Partial<Variant>): Promise<MovableOffice> {
  const database = await freshDatabase(sample.url)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const time = { aheadMs: 0 }
  const opened = await openData(readConfig(envOf(database.url, port)), { log, dataKey, beside: false })
  const now = () => new Date(opened.clock.now().getTime() + time.aheadMs)
  const data: Data = { ...opened, clock: { now } }
  const emulator = await openZalo(variant, { url, now: () => now().getTime() })
  const config = readConfig({ ...envOf(database.url, port), ...zaloEnv(emulator) })
  const service = { config, data, log, dataKey, understanding: understanding(), demo: demoOffer }
  const running = await startService({ ...service, roles: ['web', 'worker'] })
  const gateway = await openGateway(port)
  return {
    ...{ emulator, url, data, gateway },
    pass: (ms) => {
      time.aheadMs += ms
      emulator.look()
    },
    close: async () => {
      await gateway.close()
      await running.stop()
      await emulator.close()
      await opened.close()
      await database.drop()
    },
  }
}

/** Opens it as an operator runs it: one process for each role. */
export async function openOfficeOfProcesses(sample: FreshDatabase, variant: Partial<Variant>): Promise<ZaloOffice> {
  const database = await freshDatabase(sample.url)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const opened = await openData(readConfig(envOf(database.url, port)), { log, dataKey, beside: false })
  const aheadMs = opened.clock.now().getTime() - Date.now()
  await opened.close()
  const emulator = await openZalo(variant, { url, now: () => Date.now() + aheadMs })
  const env = { ...envOf(database.url, port), ...zaloEnv(emulator) }
  const roles = ['web', 'worker'].map((role) => startLoa(['start', '--roles', role], env))
  await Promise.all(roles.map((loa) => loa.says('Loa is running')))
  return {
    ...{ emulator, url },
    close: async () => {
      for (const loa of roles) loa.kill()
      for (const loa of roles) if ((await loa.ended) !== 0) throw new Error(loa.log())
      await emulator.close()
      await database.drop()
    },
  }
}

function openZalo(variant: Partial<Variant>, { url, now }: { url: string; now: () => number }): Promise<ZaloEmulator> {
  const redirectUri = `${url}/console/channels/zalo/callback`
  return startZaloEmulator({ now, variant, settings: { redirectUri, perMinute: 1_000_000 } })
}

/** As the operator of that Zalo sets it, who connects the account in the console and has no token beforehand. */
function zaloEnv(emulator: ZaloEmulator): Record<string, string> {
  const { ZALO_REFRESH_TOKEN: _, ...env } = emulator.env()
  return {
    ...env,
    ...verifierOf(emulator),
    ZALO_MESSAGES_PER_SECOND: '50',
    ZALO_CARD_PICTURE: cardPicture,
  }
}

// A consent that comes back without its state is ours only by its verifier: where Zalo asks for none, one is sent all the same.
function verifierOf({ variant: { pkce, state }, consoleVerifier }: ZaloEmulator): Record<string, string> {
  if (pkce === 'fixed') return { ZALO_CODE_VERIFIER: consoleVerifier }
  return pkce === 'none' && state === 'returned' ? { ZALO_CODE_VERIFIER: 'none' } : {}
}

function envOf(databaseUrl: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    LOA_DATA_KEY: dataKey.toString('base64'),
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
}

let read: ReturnType<typeof loadUnderstanding> | undefined
function understanding() {
  read ??= loadUnderstanding()
  return read
}
