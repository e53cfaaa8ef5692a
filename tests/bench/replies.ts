import type { LoaProcess } from '../support/loa-process.ts'
import { moment, pause } from './moment.ts'
import { fillOffice } from './office.ts'
import { type Options, oneOf, whole } from './options.ts'
import { type Asked, makePeople, type People, patienceMs } from './people.ts'
import { tell, withStops } from './stops.ts'
import { waitsOf } from './waits.ts'
import { openDoor } from './webhook.ts'
import { openWorld, until, type World } from './world.ts'

/**
 * How long people wait from the update at the webhook to the reply at the platform: first while nothing else happens, then while an
 * announcement is sent at the limit by the same processes. The platform answers at once (2 ms), so that the waits are ours.
 */
export function replies(options: Options): Promise<object> {
  const wish = {
    people: whole(options, 'people', { usual: 50, most: 10_000 }),
    seconds: whole(options, 'seconds', { usual: 20, most: 600 }),
    asks: whole(options, 'asks', { usual: 5, most: 500 }),
    rate: whole(options, 'rate', { usual: 30, most: 1000 }),
    workers: whole(options, 'workers', { usual: 2, most: 16 }),
    latency: whole(options, 'latency', { usual: 2, least: 0, most: 1000 }),
    backend: oneOf(options, 'backend', ['pg', 'redis']),
  }
  return withStops(async (stops) => {
    const { backend, latency: latencyMs, rate, seconds } = wish
    const world = await openWorld(stops, { backend, latencyMs, rate })
    // It has to last for the loaded stretch and for what comes before and after it, and is cut off at the end.
    const recipients = rate * (seconds + 30)
    await fillOffice(world.sql, recipients)
    const door = await openDoor(50)
    stops.push(door.close)
    const processes = await start(world, door.env, wish.workers)
    const people = makePeople(door, world.fake, wish.people)
    tell(`${wish.people} people meet Loa`)
    await people.meet()
    const how = { perSecond: wish.asks, seconds }
    tell(`they ask for ${seconds} s while nothing else happens`)
    const idle = await quiet(people, how)
    const busy = await loaded({ world, people, processes }, { rate, recipients, how })
    const arrivals = await world.fake.arrivals()
    const waits = { idle: waitsOf(idle, arrivals), busy: waitsOf(busy.asked, arrivals) }
    const ratioP95 = Math.round((waits.busy.p95 / waits.idle.p95) * 100) / 100
    return { ...wish, ...waits, ratioP95, announcement: busy.announcement }
  })
}

/** One process for the pages and work, the others for work alone. */
async function start(world: World, env: Record<string, string>, workers: number): Promise<LoaProcess[]> {
  const processes = [await world.start(['--roles', 'web,worker'], env)]
  while (processes.length < workers) processes.push(await world.start(['--roles', 'worker']))
  return processes
}

async function quiet(people: People, how: Parameters<People['askSteadily']>[0]): Promise<Asked[]> {
  const asked = await people.askSteadily(how)
  await pause(2_000)
  return asked
}

/** The same while an announcement goes out; it must neither have begun late nor have ended early. */
async function loaded(
  { world, people, processes }: { world: World; people: People; processes: readonly LoaProcess[] },
  { rate, recipients, how }: { rate: number; recipients: number; how: Parameters<People['askSteadily']>[0] },
): Promise<{ asked: Asked[]; announcement: object }> {
  const { fake } = world
  const before = (await fake.summary({ chats: recipients })).arrived
  const { mailingId } = await world.announce()
  const begun = async () => (await fake.summary({ chats: recipients })).arrived > before + rate
  if (!(await until(begun, { seconds: 30, everyMs: 100, processes }))) throw new Error('the announcement did not begin')
  tell(`they ask for ${how.seconds} s while an announcement is sent at ${rate} a second`)
  const since = moment()
  const asked = await people.askSteadily(how)
  const stretch = { chats: recipients, since, until: moment() }
  const { rows } = await world.sql.query(
    `SELECT status, (SELECT count(*)::int FROM delivery WHERE mailing_id = m.id AND state = 'pending') AS left
     FROM mailing m WHERE id = $1`,
    [mailingId],
  )
  await answered(world, asked)
  const { perSecond, peakSecond, peakSlidingSecond } = await fake.summary(stretch)
  const wholeTime = rows[0].status === 'running' && rows[0].left > 0
  const total = Math.round(perSecond * 10) / 10
  return { asked, announcement: { wholeTime, messagesPerSecondWithReplies: total, peakSecond, peakSlidingSecond } }
}

/** Gives the last ones their time. */
async function answered({ fake }: World, asked: readonly Asked[]): Promise<void> {
  const all = async () => waitsOf(asked, await fake.arrivals()).unanswered === 0
  await until(all, { seconds: patienceMs / 1000, everyMs: 250, processes: [] })
}
