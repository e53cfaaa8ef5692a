import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { batter, live, type Struck } from './batter.ts'
import { type Crew, makeCrew } from './crew.ts'
import { dataKey, type Grounds } from './grounds.ts'
import { judge, type Verdict } from './judge.ts'
import { type Office, openOffice } from './office.ts'
import type { FaultPlan } from './plan.ts'
import { chatOf, openTown, type Town } from './town.ts'
import { layTrail } from './trail.ts'
import { fillVillage, moveClock } from './village.ts'

/** What one run came to. `violations` is empty when all is as it has to be. */
export interface FaultReport extends Verdict {
  plan: FaultPlan
  /** How long it took, in milliseconds. */
  tookMs: number
  /** How long its parts took, in milliseconds: until all ran, the storm, coming to rest, the time after the ten minutes. */
  parts: number[]
  /** The most messages that arrived in any second. */
  peak: number
  /** What the processes wrote, for the one who looks for a cause. */
  logs: Record<string, string>
}

/** The rest of a wait in which a household could have said that it has the message, and a minute. */
const leapMs = 11 * 60_000

/**
 * One run: two processes send reminders and announcements and answer people while requests fail, processes are killed, the database
 * is stopped and Redis loses all. Then the faults end, and after ten minutes (by the clock of the product) all has come to an end.
 */
export async function runFaults(grounds: Grounds, plan: FaultPlan): Promise<FaultReport> {
  const stops: (() => Promise<unknown>)[] = []
  const began = Date.now()
  try {
    const { verdict, logs, town, parts } = await play(grounds, plan, stops)
    return { ...verdict, plan, logs, parts, tookMs: Date.now() - began, peak: peakOf(town.sentAt()) }
  } finally {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
}

async function play(grounds: Grounds, plan: FaultPlan, stops: (() => Promise<unknown>)[]) {
  const times = [Date.now()]
  const passed = () => void times.push(Date.now())
  const { env, offsetMs } = await settle(grounds, plan, stops)
  const town = await openTown(plan, offsetMs)
  stops.push(() => town.close())
  Object.assign(env, town.env)
  const crew = makeCrew(env, grounds.built.file)
  stops.push(() => crew.abandon())
  await Promise.all([crew.start('first', '--roles', 'web,worker'), crew.start('second', '--roles', 'worker')])
  await town.open()
  const office = await openOffice(env)
  stops.push(() => office.close())
  const stage: Stage = { grounds, plan, town, crew, office }
  passed()
  const through = await storm(stage)
  passed()
  const quiet = await calm(stage, through.wrote)
  passed()
  const leap = await afterTenMinutes(stage, offsetMs)
  passed()
  const left = new Set(plan.acts.filter(({ what }) => leaves.includes(what)).map(({ person }) => person))
  const { platform, reminders: due } = plan
  const verdict = await judge({ office, town, platform, left, ...through, due, leap, offsetMs })
  verdict.violations.unshift(...quiet, ...leap.wrong, ...crew.stubborn, ...fallsOf(crew, through.struck))
  return { verdict, logs: crew.logs(), town, parts: times.slice(1).map((at, i) => at - (times[i] ?? at)) }
}

const leaves = ['block', 'deactivate']

interface Stage {
  grounds: Grounds
  plan: FaultPlan
  town: Town
  crew: Crew
  office: Office
}

async function settle({ postgres, redis }: Grounds, plan: FaultPlan, stops: (() => Promise<unknown>)[]) {
  const fresh = await postgres.fresh()
  stops.push(() => fresh.drop())
  const pool = new pg.Pool({ connectionString: fresh.url, max: 1 })
  const offsetMs = await fillVillage(pool, plan)
  await layTrail(pool)
  await pool.end()
  const env: Record<string, string> = {
    DATABASE_URL: fresh.url,
    LOA_DATA_KEY: dataKey.toString('base64'),
    ...(plan.backend === 'Redis' && redis ? { REDIS_URL: redis.url } : {}),
  }
  return { env, offsetMs }
}

/** All at once: reminders, announcements, people, weather and blows. Ends when all is up again and most has been tried. */
async function storm(stage: Stage): Promise<{ struck: Struck[]; wrote: Map<number, number>; written: number[] }> {
  const { plan, town, office } = stage
  town.storm()
  const written = plan.announcements.map(async (at, n) => {
    await pause(at)
    return office.announce(n)
  })
  const [struck, wrote] = await Promise.all([
    batter(stage, plan),
    live(town, plan.acts),
    office.remind(),
    town.mischief(),
    ...written,
  ])
  const waiting = "SELECT 1 AS one FROM delivery WHERE state = 'pending' LIMIT 1"
  await within(5_000, async () => (await office.rows(waiting)).length === 0)
  town.clearFaults()
  return { struck, wrote, written: await Promise.all(written) }
}

/** The faults are over: all comes to rest but the reminders in doubt. Some of those whom it concerns speak. */
async function calm({ plan, town, office }: Stage, wrote: Map<number, number>): Promise<string[]> {
  const atRest = async () => {
    await town.tend(office)
    const open = await office.rows<{ state: string }>(unrest)
    return open.every(({ state }) => town.consents() > 0 && ['pending', 'retry'].includes(state))
  }
  const wrong: string[] = []
  const patienceMs = patienceOf[plan.platform]
  if (!(await within(patienceMs, atRest)))
    wrong.push(`no rest ${patienceMs / 1000} s after the faults: ${JSON.stringify(await office.rows(unrest))}`)
  const inDoubt = await office.rows<{ chat: number }>(
    `SELECT ${chatOf(plan.platform, 'a.address')} AS chat FROM delivery d JOIN channel_account a ON a.id = d.account_id WHERE d.lane = 1 AND d.doubts = 1 AND d.state IN ('retry', 'uncertain') AND a.status = 'active' ORDER BY d.id`,
  )
  const gone = plan.acts.flatMap(({ what, person }) => (what === 'deactivate' ? [person] : []))
  const here = inDoubt.filter(({ chat }) => !gone.includes(chat))
  for (const { chat } of plan.dice.some(here, Math.ceil(here.length / 3))) {
    town.user(chat).type('chào Loa')
    wrote.set(chat, (wrote.get(chat) ?? 0) + 1)
  }
  await town.until(() => town.waiting() === 0, patienceMs).catch(() => wrong.push('updates were not fetched'))
  if (!(await within(patienceMs, atRest))) wrong.push('no rest after people spoke')
  return wrong
}

/**
 * How long all may take to come to rest. A process that dies inside an exchange of tokens shuts Zalo for 30 s; if the answer was
 * lost with it, somebody has to consent anew on top of that.
 */
const patienceOf = { telegram: 45_000, zalo: 90_000 } as const

const unrest = `
  SELECT lane::text, state, count(*)::int FROM delivery
  WHERE state IN ('pending', 'sending') OR (state = 'retry' AND NOT (lane = 1 AND doubts > 0)) GROUP BY 1, 2
  UNION ALL SELECT 'inbox', 'waiting', count(*)::int FROM inbox WHERE processed_at IS NULL HAVING count(*) > 0`

/** Everybody goes home in good order, and one comes back when the ten minutes are over. */
async function afterTenMinutes({ plan, crew, office, town }: Stage, offsetMs: number) {
  const wrong: string[] = []
  await crew.dismiss()
  const sending = await office.rows<{ id: string }>("SELECT id::text FROM delivery WHERE state = 'sending'")
  if (sending.length > 0) wrong.push(`left under way by processes that ended in good order: ${JSON.stringify(sending)}`)
  const at = Date.now()
  await moveClock(office.pool, offsetMs + leapMs)
  await town.leap(leapMs, office)
  await crew.start('last', '--roles', town.hears)
  const open = `SELECT lane, state, count(*)::int FROM delivery WHERE state IN ('pending', 'sending', 'retry') GROUP BY 1, 2
    UNION ALL SELECT lane, 'chunk ' || state, count(*)::int FROM chunk WHERE state <> 'done' GROUP BY 1, 2`
  const done = await within(patienceOf[plan.platform], async () => (await office.rows(open)).length === 0)
  if (!done) wrong.push(`not at an end after the ten minutes: ${JSON.stringify(await office.rows(open))}`)
  await crew.dismiss()
  return { at, ms: leapMs, wrong }
}

/** A process may end by itself only while it starts and what it needs is away. */
function fallsOf(crew: Crew, struck: readonly Struck[]): string[] {
  const away = (at: number) =>
    struck.some((s) => (s.what === 'redis' || s.what === 'postgres') && at >= s.from && at <= s.until + 1_000)
  return crew.falls
    .filter((fall) => fall.ran || !away(fall.at))
    .map(
      ({ name, code, ran, lastWords }) =>
        `${name} ended by itself with ${code}${ran ? '' : ' at its start'}: ${lastWords}`,
    )
}

async function within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + ms
  for (;;) {
    if (await holds()) return true
    if (Date.now() > until) return false
    await pause(50)
  }
}

function peakOf(sentAt: readonly number[]): number {
  let [most, first] = [0, 0]
  for (const [i, at] of sentAt.entries()) {
    while ((sentAt[first] ?? at) <= at - 1_000) first += 1
    most = Math.max(most, i - first + 1)
  }
  return most
}
