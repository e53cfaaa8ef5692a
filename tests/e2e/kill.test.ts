import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freshDatabase } from '../support/database.ts'
import { runLoa, startLoa } from '../support/loa-process.ts'
import { hasRedis, privateRedis } from '../support/redis.ts'

const people = 2000
const dataKey = Buffer.alloc(32, 3).toString('base64')
const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const backends = ['PostgreSQL', 'Redis'] as const

describe.each(backends)('kill -9 in the middle of an announcement, queue on %s', (backend) => {
  it.skipIf(backend === 'Redis' && !hasRedis())(
    'after the next start everybody has it, and nobody twice who was not in flight',
    async () => {
      const bench = await open(backend)
      await bench.start()
      const announced = await runLoa(
        ['announce', '--text', 'Thông báo thử', '--audience', 'all', '--yes', '--json'],
        bench.env,
      )
      expect(announced.log).toBe('')
      expect(announced.code).toBe(0)

      await bench.emulator.until(() => bench.emulator.delivered().size >= 400, 60_000)
      bench.running().kill('SIGKILL')
      await bench.running().ended
      const inFlight = new Set(await bench.addresses("state = 'sending'"))
      const before = bench.emulator.delivered().size
      expect(before).toBeLessThan(people)

      await bench.start()
      await bench.emulator.until(() => bench.emulator.delivered().size === people, 120_000)
      await bench.until("SELECT count(*) = 0 AS ok FROM mailing WHERE status = 'running'")

      const twice = [...bench.emulator.delivered()].filter(([, copies]) => copies > 1)
      expect(twice.filter(([chat]) => !inFlight.has(String(chat)))).toEqual([])
      expect(twice.every(([, copies]) => copies === 2)).toBe(true)
      expect(inFlight.size).toBeLessThanOrEqual(20)
      expect(await bench.addresses("state = 'sent'")).toHaveLength(people)
      expect(bench.emulator.violations).toEqual([])

      bench.running().kill('SIGTERM')
      expect(await bench.running().ended).toBe(0)
    },
    240_000,
  )
})

async function open(backend: (typeof backends)[number]) {
  const database = await freshDatabase()
  stops.push(() => database.drop())
  const emulator = await startTelegramEmulator({ limits: { perSecond: 10_000, chatBurst: 10 } })
  stops.push(() => emulator.close())
  const redis = backend === 'Redis' ? await privateRedis() : undefined
  if (redis) stops.push(() => redis.stop())
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  stops.push(() => client.end())
  await fill(client)
  for (let id = 1; id <= people; id++) emulator.user(id).open()
  const env = {
    DATABASE_URL: database.url,
    LOA_DATA_KEY: dataKey,
    PORT: '0',
    TELEGRAM_BOT_TOKEN: emulator.token,
    TELEGRAM_API_ROOT: emulator.root,
    TELEGRAM_MESSAGES_PER_SECOND: '400',
    LOG_LEVEL: 'info',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  }
  let loa = undefined as unknown as ReturnType<typeof startLoa>
  stops.push(async () => {
    loa?.kill('SIGKILL')
    await loa?.ended
  })
  const rows = async (sql: string) => (await client.query(sql)).rows
  return {
    emulator,
    env,
    running: () => loa,
    start: async () => {
      loa = startLoa(['start'], env)
      await loa.says('Loa is running')
    },
    addresses: async (condition: string): Promise<string[]> => {
      const found = await rows(
        `SELECT a.address FROM delivery d JOIN channel_account a ON a.id = d.account_id WHERE d.lane = 2 AND d.${condition}`,
      )
      return found.map((r) => r.address)
    },
    until: (sql: string) =>
      vi.waitFor(async () => expect((await rows(sql))[0]).toEqual({ ok: true }), { timeout: 60_000, interval: 100 }),
  }
}

/** An office with 2,000 people who follow it on Telegram and want its news. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO province (code, name) VALUES ('37', 'Ninh Bình')`)
  await client.query(
    `INSERT INTO transaction_office (code, province_id, name, phone) SELECT 'PGD', id, 'Phòng giao dịch Mẫu', '0226' FROM province`,
  )
  await client.query(
    `INSERT INTO channel_account (channel, address) SELECT 'telegram', n::text FROM generate_series(1, $1::int) AS n`,
    [people],
  )
  await client.query(
    `INSERT INTO consent (account_id, purpose, wording, lang, given_at) SELECT id, 'announcements', 'test', 'vi', now() FROM channel_account`,
  )
}
