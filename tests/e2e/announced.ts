import pg from 'pg'
import { startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freshDatabase } from '../support/database.ts'
import { type LoaProcess, startLoa } from '../support/loa-process.ts'
import { privateRedis } from '../support/redis.ts'

/** The product as its own processes, between an emulated Telegram and a database that outlive them. */
export interface LedgerBench {
  emulator: TelegramEmulator
  env: Record<string, string>
  /** Starts `loa start` with more words, and resolves when it runs. */
  start(...args: string[]): Promise<LoaProcess>
  /** The chats of announcements in a state. */
  chats(state: string): Promise<string[]>
  /** How many announcements stand in each state. */
  states(): Promise<Record<string, number>>
  /** How many mailings still run. */
  running(): Promise<number>
  /** How many connections to the database the processes hold: what a dead one asked for last may still be committed. */
  connections(): Promise<number>
}

/** How many follow the office, how fast the bot may write, and where the queue lives. */
export interface LedgerSize {
  people: number
  perSecond: number
  queue: 'PostgreSQL' | 'Redis'
  /** How long the first ones are looked at; all go at once where not said. */
  trialMinutes?: number
}

/** Opens it all; `stops` gets what has to be closed afterwards. */
export async function openLedger(
  stops: (() => Promise<unknown>)[],
  { people, perSecond, queue, trialMinutes = 0 }: LedgerSize,
): Promise<LedgerBench> {
  const database = await freshDatabase()
  stops.push(() => database.drop())
  const emulator = await startTelegramEmulator({ limits: { perSecond: 10_000, chatBurst: 100 } })
  stops.push(() => emulator.close())
  const redis = queue === 'Redis' ? await privateRedis() : undefined
  if (redis) stops.push(() => redis.stop())
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  stops.push(() => client.end())
  await fill(client, { people, trialMinutes })
  for (let id = 1; id <= people; id++) emulator.user(id).open()
  const env = {
    DATABASE_URL: database.url,
    LOA_DATA_KEY: Buffer.alloc(32, 3).toString('base64'),
    PORT: '0',
    TELEGRAM_BOT_TOKEN: emulator.token,
    TELEGRAM_API_ROOT: emulator.root,
    TELEGRAM_MESSAGES_PER_SECOND: String(perSecond),
    LOG_LEVEL: 'info',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  }
  const rows = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows
  return {
    emulator,
    env,
    start: async (...args) => {
      const loa = startLoa(['start', ...args], env)
      stops.push(() => {
        loa.kill('SIGKILL')
        return loa.ended
      })
      await loa.says('Loa is running')
      return loa
    },
    chats: async (state) => {
      const sql =
        'SELECT a.address FROM delivery d JOIN channel_account a ON a.id = d.account_id WHERE d.lane = 2 AND d.state = $1'
      return (await rows(sql, [state])).map((r) => r.address)
    },
    states: async () => {
      const found = await rows('SELECT state, count(*)::int AS count FROM delivery WHERE lane = 2 GROUP BY 1')
      return Object.fromEntries(found.map((r) => [r.state, r.count]))
    },
    connections: async () => {
      const others = 'datname = current_database() AND pid <> pg_backend_pid()'
      return (await rows(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE ${others}`))[0].count
    },
    running: async () => (await rows("SELECT count(*)::int AS count FROM mailing WHERE status = 'running'"))[0].count,
  }
}

/** An office, and people who follow it on Telegram and want its news. Whoever announces needs nobody's word. */
async function fill(
  client: pg.Client,
  { people, trialMinutes }: { people: number; trialMinutes: number },
): Promise<void> {
  await client.query(`INSERT INTO province (code, name) VALUES ('37', 'Ninh Bình')`)
  await client.query(
    `INSERT INTO transaction_office (code, province_id, name, phone, quiet_until, quiet_from) SELECT 'PGD', id, 'Phòng giao dịch Mẫu', '0226', 0, 24 FROM province`,
  )
  await client.query(
    `INSERT INTO setting (key, value) VALUES ('announcements.approval', '"none"'), ('announcements.trial_minutes', $1::jsonb)`,
    [String(trialMinutes)],
  )
  const accounts = `INSERT INTO channel_account (channel, address) SELECT 'telegram', n::text FROM generate_series(1, $1::int) AS n`
  await client.query(accounts, [people])
  await client.query(
    `INSERT INTO consent (account_id, purpose, wording, lang, given_at) SELECT id, 'announcements', 'test', 'vi', now() FROM channel_account`,
  )
}
