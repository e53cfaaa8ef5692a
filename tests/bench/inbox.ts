import pg from 'pg'
import type { LoaProcess } from '../support/loa-process.ts'
import { moment } from './moment.ts'
import { fillOffice } from './office.ts'
import { type Options, oneOf, whole } from './options.ts'
import { microsecondsEach, spentBy, spentSince } from './spent.ts'
import { tell, withStops } from './stops.ts'
import { type Door, openDoor, typed } from './webhook.ts'
import { openWorld, stopLoa, until, type World } from './world.ts'

/**
 * How many updates a second are taken in so that they cannot be lost: confirmed with 200 after they are stored. Beside it, what the
 * database alone allows: the same rows by single statements over as many connections. The roles share one process, so that answering
 * goes on meanwhile.
 */
export function inbox(options: Options): Promise<object> {
  const wish = {
    seconds: whole(options, 'seconds', { usual: 10, most: 600 }),
    connections: whole(options, 'connections', { usual: 20, most: 150 }),
    chats: whole(options, 'chats', { usual: 1_000, most: 1_000_000 }),
    patience: whole(options, 'patience', { usual: 60, least: 0, most: 3_600 }),
    roles: oneOf(options, 'roles', ['web,worker', 'web']),
    backend: oneOf(options, 'backend', ['pg', 'redis']),
  }
  return withStops(async (stops) => {
    const world = await openWorld(stops, { backend: wish.backend, latencyMs: 0, rate: 0 })
    await fillOffice(world.sql, 1)
    const door = await openDoor(wish.connections)
    stops.push(door.close)
    const loa = await world.start(['--roles', wish.roles], door.env)
    await warmUp(world, { door, loa, roles: wish.roles })
    tell(`updates come in over ${wish.connections} connections for ${wish.seconds} s`)
    const before = spentBy(world, [loa])
    const came = await comeIn(door, wish)
    const stored = await rowsFrom(world, firstMeasured)
    const processed = wish.roles === 'web' ? {} : await answered({ world, loa }, { came, patience: wish.patience })
    const cpuSeconds = spentSince(before, spentBy(world, [loa]))
    await stopLoa(loa)
    tell(`bare inserts over ${wish.connections} connections for ${wish.seconds} s`)
    const bare = await bareInserts(world, wish)
    const acceptedPerSecond = Math.round(came.confirmed / came.seconds)
    const ratioToBareInserts = Math.round((acceptedPerSecond / bare) * 1000) / 1000
    const counts = { confirmed: came.confirmed, refused: came.refused, confirmedButNotStored: came.confirmed - stored }
    return {
      ...wish,
      acceptedPerSecond,
      bareInsertsPerSecond: bare,
      ratioToBareInserts,
      ...counts,
      ...processed,
      cpuSeconds,
      microsecondsEach: microsecondsEach(cpuSeconds, came.confirmed),
    }
  })
}

const firstMeasured = 1_000_000
const firstChat = 2_000_000_000

interface Came {
  confirmed: number
  refused: number
  seconds: number
  from: number
}

/** A first round that is not counted: code is compiled and connections are open. */
async function warmUp(
  world: World,
  { door, loa, roles }: { door: Door; loa: LoaProcess; roles: string },
): Promise<void> {
  const ids = Array.from({ length: 200 }, (_, i) => i + 1)
  await Promise.all(ids.map((id) => door.post(typed(id, firstChat - id, '/start'))))
  const done = async () => (await waiting(world)) === 0
  if (roles === 'web') return
  if (!(await until(done, { seconds: 60, everyMs: 100, processes: [loa] })))
    throw new Error('the first updates were not processed within a minute')
}

async function comeIn(door: Door, wish: { seconds: number; connections: number; chats: number }): Promise<Came> {
  const from = moment()
  const end = from + wish.seconds * 1000
  const count = { confirmed: 0, refused: 0 }
  let next = firstMeasured
  const post = async () => {
    while (moment() < end) {
      const id = next++
      const taken = await door.post(typed(id, firstChat + (id % wish.chats), '/start'))
      count[taken ? 'confirmed' : 'refused']++
    }
  }
  await Promise.all(Array.from({ length: wish.connections }, post))
  return { ...count, from, seconds: (moment() - from) / 1000 }
}

/** How long until nothing waits; answering began with the first update. */
async function answered(
  { world, loa }: { world: World; loa: LoaProcess },
  { came, patience }: { came: Came; patience: number },
): Promise<object> {
  tell(`at most ${patience} s for what is not answered yet`)
  const waitingAtEnd = await waiting(world)
  const done = async () => (await waiting(world)) === 0
  await until(done, { seconds: patience, everyMs: 200, processes: [loa] })
  const left = await waiting(world)
  const seconds = (moment() - came.from) / 1000
  const processedPerSecond = Math.round((came.confirmed - left) / seconds)
  return { processedPerSecond, waitingAtEnd, stillWaiting: left, processedAfterSeconds: Math.round(seconds * 10) / 10 }
}

async function waiting({ sql }: World): Promise<number> {
  return (await sql.query('SELECT count(*)::int AS count FROM inbox WHERE processed_at IS NULL')).rows[0].count
}

async function rowsFrom({ sql }: World, id: number): Promise<number> {
  const rows = await sql.query('SELECT count(*)::int AS count FROM inbox WHERE update_id::bigint >= $1', [id])
  return rows.rows[0].count
}

/** Into a table like the inbox, with its indexes. */
async function bareInserts(
  { sql, databaseUrl }: World,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<number> {
  await sql.query('CREATE TABLE bare_inbox (LIKE inbox INCLUDING ALL)')
  const { body } = (await sql.query('SELECT body FROM inbox ORDER BY id DESC LIMIT 1')).rows[0]
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  const insert = `INSERT INTO bare_inbox (channel, update_id, address, body, received_at) VALUES ('telegram', $1, $2, $3, now())
    ON CONFLICT (channel, update_id) DO NOTHING`
  const from = moment()
  const end = from + seconds * 1000
  let next = 0
  const put = async () => {
    while (moment() < end) {
      const id = next++
      await pool.query({ name: 'put', text: insert, values: [String(id), String(firstChat + (id % 1000)), body] })
    }
  }
  await Promise.all(Array.from({ length: connections }, put))
  const took = (moment() - from) / 1000
  await pool.end()
  return Math.round(next / took)
}
