import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ZaloEvent } from '../../../src/channels/zalo/event.ts'
import { makeZalo, type ZaloChannel, type ZaloOptions } from '../../../src/channels/zalo/index.ts'
import type { Inbound } from '../../../src/ports/channel.ts'
import { type Database, openPrisma } from '../../../src/store/prisma.ts'
import { makeSeal } from '../../../src/store/seal.ts'
import { prismaSettings } from '../../../src/store/settings.ts'
import { zaloCredentials } from '../../../src/store/zalo-credentials.ts'
import { zaloSent } from '../../../src/store/zalo-sent.ts'
import { startZaloEmulator, type ZaloEmulator } from '../../emulators/zalo/emulator.ts'
import type { Variant } from '../../emulators/zalo/variants.ts'
import type { Settings } from '../../emulators/zalo/world.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { say } from '../say.ts'

/** 2026-11-23 10:00 in Viet Nam. */
export const morning = Date.parse('2026-11-23T03:00:00Z')

/** Loa's side of Zalo beside the emulated one, on a database of its own and a clock that the test moves. */
export interface ZaloBench {
  emulator: ZaloEmulator
  database: Database
  zalo: ZaloChannel
  /** The same channel as in another process: it shares the database and nothing else. */
  another: (more?: Partial<ZaloOptions>) => ZaloChannel
  /** What webhooks brought, oldest first. */
  inbound: Inbound[]
  events: ZaloEvent[]
  /** What was logged as an error. */
  errors: string[]
  now: () => Date
  pass: (ms: number) => void
  /** A delivery id that was not used before. */
  deliveryId: () => string
  close: () => Promise<void>
}

/** How a bench differs from the usual one. */
export interface ZaloBenchOptions {
  variant?: Partial<Variant>
  settings?: Partial<Settings>
  zalo?: Partial<ZaloOptions>
}

/** The picture of the card that asks for a phone number. */
export const cardPicture = 'https://loa.example/card.png'

/** Opens an emulated Zalo with its webhook on a channel of ours. The consent is planted with the emulator's first refresh token. */
export async function zaloBench(options: ZaloBenchOptions = {}): Promise<ZaloBench> {
  let at = morning
  let deliveries = 0
  const fresh: FreshDatabase = await freshDatabase()
  const databases: Database[] = []
  const { variant = {}, settings = {} } = options
  const emulator = await startZaloEmulator({ now: () => at, variant, settings })
  emulator.limit(1_000_000)
  const [inbound, events, errors] = [[] as Inbound[], [] as ZaloEvent[], [] as string[]]
  const log = {
    info: () => {},
    warn: () => {},
    error: (about: object, text: string) => void errors.push(text + JSON.stringify(about)),
  }
  const clock = { now: () => new Date(at) }
  const { appId, appSecret, secretKey } = emulator.settings
  const firstRefreshToken = emulator.tokens().refresh
  const another = (more: Partial<ZaloOptions> = {}) => {
    const database = openPrisma(fresh.url, { poolSize: 6 })
    databases.push(database)
    return makeZalo({
      ...{ appId, appSecret, oaSecretKey: secretKey, roots: emulator.roots, firstRefreshToken, cardPicture },
      ...{ verifier: verifierFor(emulator), proof: false, say, clock, log },
      credentials: zaloCredentials(database, { seal: testSeal, appId }),
      sent: zaloSent(database.prisma, testSeal),
      settings: prismaSettings(database.prisma),
      onEvent: async (event) => void events.push(event),
      times: quick,
      ...options.zalo,
      ...more,
    })
  }
  const zalo = another()
  const server = await listening(zalo, { inbound, now: clock.now })
  await emulator.setWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`)
  return {
    ...{ emulator, zalo, another, inbound, events, errors, now: clock.now, database: databases[0]! },
    pass: (ms) => {
      at += ms
      emulator.look()
    },
    deliveryId: () => String(++deliveries),
    close: async () => {
      await emulator.quiet()
      await emulator.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      for (const database of databases) await database.close()
      await fresh.drop()
    },
  }
}

/** Waits in milliseconds instead of seconds; what a slow machine may need is longer than in earnest. */
export const quick = {
  sendSeconds: 25,
  requestSeconds: 20,
  exchangeSeconds: 20,
  againMs: 1,
  lookAfterMs: 1,
  upkeepMs: 5,
}

/** The seal of every bench. */
export const testSeal = makeSeal(Buffer.alloc(32, 7))

function verifierFor({ variant, consoleVerifier }: ZaloEmulator): ZaloOptions['verifier'] {
  if (variant.pkce === 'fixed') return { fixed: consoleVerifier }
  return variant.pkce === 'none' ? 'none' : 'per_request'
}

// The part of http that the emulator calls: raw body in, status out.
async function listening(
  zalo: ZaloChannel,
  { inbound, now }: { inbound: Inbound[]; now: () => Date },
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = (name: string) => request.headers[name.toLowerCase()] as string | undefined
    const body = Buffer.concat(chunks).toString('utf8')
    const reading = await zalo.webhook?.({ headers, body, at: now() })
    if (reading?.ok) inbound.push(...reading.inbound)
    response.writeHead(reading?.ok ? 200 : (reading?.status ?? 404)).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
