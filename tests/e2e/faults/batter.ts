import { setTimeout as pause } from 'node:timers/promises'
import type { TelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { Crew } from './crew.ts'
import type { Grounds } from './grounds.ts'
import type { Act, Blow, FaultPlan } from './plan.ts'

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
  emulator: TelegramEmulator
}

/** A request that was made before the end of a process may be answered, and a statement done, so long after it. */
const afterlifeMs = 100

/** A blow does not wait for ever for the messages after which it is to fall: those under way may be held up by other blows. */
const patienceMs = 5_000

/** Lets all blows of a plan fall, overlapping as they do. Resolves when everything is up again. */
export async function batter(at: Battered, { blows, total }: FaultPlan): Promise<Struck[]> {
  const { emulator } = at
  const struck = await Promise.all(
    blows.map(async (blow) => {
      await emulator.until(() => emulator.pace().sentAt.length > blow.after * total, patienceMs).catch(() => {})
      return fall(at, blow)
    }),
  )
  return struck.flatMap((one) => one ?? [])
}

async function fall({ grounds, crew }: Battered, blow: Blow): Promise<Struck | undefined> {
  const from = Date.now()
  if (blow.what === 'redis') await grounds.redis?.loseAll(blow.downMs)
  if (blow.what === 'postgres') await grounds.postgres.restart(blow.how, blow.downMs)
  if (blow.what === 'redis' || blow.what === 'postgres') return { what: blow.what, from, until: Date.now() }
  if (!(await (blow.what === 'kill' ? crew.kill(blow.who) : crew.retire(blow.who)))) return undefined
  const until = Date.now() + afterlifeMs
  await pause(blow.backAfterMs)
  await crew.revive(blow.who)
  return { what: blow.what, from, until }
}

/** Lets people do what they do at their times. Gives how many messages each of them wrote. */
export async function live(emulator: TelegramEmulator, acts: readonly Act[]): Promise<Map<number, number>> {
  const wrote = new Map<number, number>()
  const doing = acts.map(async ({ at, person, what }) => {
    await pause(at)
    const someone = emulator.user(person)
    if (what === 'block') someone.block()
    if (what === 'deactivate') someone.deactivate()
    if (what === 'start') someone.start()
    if (what === 'type') someone.type('chào Loa')
    if (what === 'start' || what === 'type') wrote.set(person, (wrote.get(person) ?? 0) + 1)
  })
  await Promise.all(doing)
  return wrote
}
