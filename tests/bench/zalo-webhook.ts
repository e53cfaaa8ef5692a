import { createHash } from 'node:crypto'
import { Pool } from 'undici'
import type { LoaProcess } from '../support/loa-process.ts'
import { freePort } from '../support/redis.ts'
import { moment } from './moment.ts'
import { fillOffice } from './office.ts'
import { type Options, oneOf, whole } from './options.ts'
import { microsecondsEach, spentBy, spentSince } from './spent.ts'
import { tell, withStops } from './stops.ts'
import { type BackendName, openWorld, stopLoa, until, type World } from './world.ts'
import { startZalo, type Zalo } from './zalo.ts'

/**
 * How many signed events of Zalo a second are taken in so that they cannot be lost: confirmed with 200 after they are stored. Measured
 * twice, each time with a database of its own: with the web role alone, then with web and worker in one process, so that answering goes
 * on meanwhile. Whoever sends the events shares the machine: they are written and signed beforehand.
 */
export async function zaloWebhook(options: Options): Promise<object> {
  const wish: Wish = {
    seconds: whole(options, 'seconds', { usual: 10, most: 600 }),
    connections: whole(options, 'connections', { usual: 20, most: 150 }),
    people: whole(options, 'people', { usual: 1_000, most: 100_000 }),
    patience: whole(options, 'patience', { usual: 60, least: 0, most: 3_600 }),
    backend: oneOf(options, 'backend', ['pg', 'redis']),
  }
  return { ...wish, web: await taken(wish, 'web'), webAndWorker: await taken(wish, 'web,worker') }
}

interface Wish {
  seconds: number
  connections: number
  people: number
  patience: number
  backend: BackendName
}

type Roles = 'web' | 'web,worker'

function taken(wish: Wish, roles: Roles): Promise<object> {
  return withStops(async (stops) => {
    const world = await openWorld(stops, { backend: wish.backend, latencyMs: 0, rate: 0 })
    await fillOffice(world.sql, 1)
    const zalo = await startZalo()
    stops.push(zalo.stop)
    if (roles !== 'web') await zalo.people(wish.people)
    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port}`
    const pool = new Pool(publicUrl, { connections: wish.connections, pipelining: 1 })
    stops.push(() => pool.destroy())
    const env = { ...zalo.env, PORT: String(port), PUBLIC_URL: publicUrl, ZALO_MESSAGES_PER_SECOND: '0' }
    const loa = await world.start(['--roles', roles], env)
    await comeIn(pool, { events: signed(zalo, { count: 500, wish, prefix: 'w' }), wish })
    if (roles !== 'web') await nothingWaits(world, { loa, seconds: 60 })
    const events = signed(zalo, { count: wish.seconds * mostPerSecond, wish, prefix: 'm' })
    tell(`${roles}: signed events come in over ${wish.connections} connections for ${wish.seconds} s`)
    return measured({ world, loa, pool, zalo }, { events, wish, roles })
  })
}

/** What is signed beforehand: more than anybody takes in. */
const mostPerSecond = 8_000

interface Stage {
  world: World
  loa: LoaProcess
  pool: Pool
  zalo: Zalo
}

async function measured(
  { world, loa, pool, zalo }: Stage,
  { events, wish, roles }: { events: readonly SignedEvent[]; wish: Wish; roles: Roles },
): Promise<object> {
  const before = spentBy(world, [loa])
  const [senderBefore, zaloBefore] = [process.cpuUsage(), zalo.cpuSeconds()]
  const came = await comeIn(pool, { events, wish })
  const sender = process.cpuUsage(senderBefore)
  const cpuSeconds = {
    ...spentSince(before, spentBy(world, [loa])),
    platform: hundredths(zalo.cpuSeconds() - zaloBefore),
    sender: hundredths((sender.user + sender.system) / 1e6),
  }
  const stored = await storedOf(world)
  const processed = roles === 'web' ? {} : await answered({ world, loa }, { came, wish })
  await stopLoa(loa)
  return {
    acceptedPerSecond: Math.round(came.confirmed / came.seconds),
    confirmed: came.confirmed,
    refused: came.refused,
    confirmedButNotStored: came.confirmed - stored,
    ...came.waits,
    ...processed,
    cpuSeconds,
    microsecondsEach: microsecondsEach(cpuSeconds, came.confirmed),
  }
}

/** An event as it goes out: nothing is left to do but to send it. */
interface SignedEvent {
  body: string
  headers: Record<string, string>
}

/** Texts that people type, each with an id of its own. https://developers.zalo.me/docs/official-account/webhook */
function signed(
  { env, oaId, userId }: Zalo,
  { count, wish, prefix }: { count: number; wish: Wish; prefix: string },
): SignedEvent[] {
  const appId = env.ZALO_APP_ID ?? ''
  const timestamp = String(Date.now())
  return Array.from({ length: count }, (_, n) => {
    const body = JSON.stringify({
      app_id: appId,
      sender: { id: userId(n % wish.people) },
      user_id_by_app: '5521772797175870001',
      recipient: { id: oaId },
      event_name: 'user_send_text',
      message: {
        text: 'Cho em hỏi vay nước sạch được bao nhiêu tiền ạ?',
        msg_id: `${prefix}${String(n).padStart(19, '0')}`,
      },
      timestamp,
    })
    const mac = createHash('sha256').update(`${appId}${body}${timestamp}${env.ZALO_OA_SECRET_KEY}`).digest('hex')
    return { body, headers: { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}` } }
  })
}

interface Came {
  confirmed: number
  refused: number
  seconds: number
  from: number
  waits: { p50Ms: number; p99Ms: number; maxMs: number }
}

/** Sends them as fast as they are taken, until they are all out or the time is over. */
async function comeIn(pool: Pool, { events, wish }: { events: readonly SignedEvent[]; wish: Wish }): Promise<Came> {
  const from = moment()
  const end = from + wish.seconds * 1000
  const count = { confirmed: 0, refused: 0 }
  const took: number[] = []
  let next = 0
  const post = async () => {
    for (let event = events[next++]; event && moment() < end; event = events[next++]) {
      const at = moment()
      const answer = await pool.request({ path: '/webhooks/zalo', method: 'POST', ...event })
      await answer.body.dump()
      took.push(moment() - at)
      count[answer.statusCode === 200 ? 'confirmed' : 'refused']++
    }
  }
  await Promise.all(Array.from({ length: wish.connections }, post))
  took.sort((a, b) => a - b)
  const share = (part: number) => hundredths(took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0)
  const waits = { p50Ms: share(0.5), p99Ms: share(0.99), maxMs: share(1) }
  return { ...count, from, seconds: (moment() - from) / 1000, waits }
}

async function storedOf({ sql }: World): Promise<number> {
  const { rows } = await sql.query(
    "SELECT count(*)::int AS count FROM inbox WHERE channel = 'zalo' AND update_id LIKE 'm%'",
  )
  return rows[0].count
}

/** How long until nothing waits; answering began with the first event. */
async function answered(
  { world, loa }: Pick<Stage, 'world' | 'loa'>,
  { came, wish }: { came: Came; wish: Wish },
): Promise<object> {
  const waitingAtEnd = await waiting(world)
  tell(`at most ${wish.patience} s for what is not answered yet`)
  await nothingWaits(world, { loa, seconds: wish.patience })
  const left = await waiting(world)
  const seconds = (moment() - came.from) / 1000
  const processedPerSecond = Math.round((came.confirmed - left) / seconds)
  return { processedPerSecond, waitingAtEnd, stillWaiting: left, processedAfterSeconds: hundredths(seconds) }
}

function nothingWaits(world: World, { loa, seconds }: { loa: LoaProcess; seconds: number }): Promise<boolean> {
  return until(async () => (await waiting(world)) === 0, { seconds, everyMs: 200, processes: [loa] })
}

async function waiting({ sql }: World): Promise<number> {
  return (await sql.query('SELECT count(*)::int AS count FROM inbox WHERE processed_at IS NULL')).rows[0].count
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
