import { setTimeout as pause } from 'node:timers/promises'
import type { Crew } from './crew.ts'
import type { Grounds } from './grounds.ts'
import type { Office } from './office.ts'
import type { Act, Blow, FaultPlan } from './plan.ts'
import type { Town } from './town.ts'

/** A blow as it fell: when it began and when it was over, in milliseconds of the real time. */
export interface Struck {
  what: Blow['what']
  from: number
  until: number
}

/** What is struck. */
export interface Battered {
  grounds: Grounds
  crew: Crew
  town: Town
  office: Office
}

/** A blow does not wait for ever for the messages after which it is to fall: those under way may be held up by other blows. */
const patienceMs = 5_000

/** Lets all blows of a plan fall, overlapping as they do. Resolves when everything is up again. */
export async function batter(at: Battered, { blows, total }: FaultPlan): Promise<Struck[]> {
  const { town } = at
  const struck = await Promise.all(
    blows.map(async (blow) => {
      await town.until(() => town.sentAt().length > blow.after * total, patienceMs).catch(() => {})
      return fall(at, blow)
    }),
  )
  return struck.flatMap((one) => one ?? [])
}

async function fall({ grounds, crew, office }: Battered, blow: Blow): Promise<Struck | undefined> {
  const from = Date.now()
  if (blow.what === 'redis') await grounds.redis?.loseAll(blow.downMs)
  if (blow.what === 'postgres') await grounds.postgres.restart(blow.how, blow.downMs)
  if (blow.what === 'redis' || blow.what === 'postgres') return { what: blow.what, from, until: Date.now() }
  if (!(await (blow.what === 'kill' ? crew.kill(blow.who) : crew.retire(blow.who)))) return undefined
  await gone(office, blow.who)
  const until = Date.now()
  await pause(blow.backAfterMs)
  await crew.revive(blow.who)
  return { what: blow.what, from, until }
}

/** A statement that the dead had begun is still done: it is not over before the database has noticed their death. */
async function gone(office: Office, who: string): Promise<void> {
  const left =
    'SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1'
  while ((await office.rows(left, [who])).length > 0) await pause(10)
}

/** Lets people do what they do at their times. Gives how many messages each of them wrote. */
export async function live(town: Town, acts: readonly Act[]): Promise<Map<number, number>> {
  const wrote = new Map<number, number>()
  const doing = acts.map(async ({ at, person, what }) => {
    await pause(at)
    const someone = town.user(person)
    if (what === 'block') someone.block()
    if (what === 'deactivate') someone.deactivate()
    if (what === 'start') someone.start()
    if (what === 'type') someone.type('chào Loa')
    if (what === 'start' || what === 'type') wrote.set(person, (wrote.get(person) ?? 0) + 1)
  })
  await Promise.all(doing)
  return wrote
}
