import { atHour, dayOf } from '../domain/day.ts'
import type { JobName } from '../ports/jobs.ts'
import type { Job, JobDeps } from './job.ts'

/** How long the schedule of the queue has, in milliseconds, before what it has not done is done here. */
const graceMs = 10 * 60_000

/** Notes that the work of a day is done. Before its hour it counts for nothing: what comes in until then is still to be looked at. */
export async function noteDone({ receive }: Pick<JobDeps, 'receive'>, { name, daily }: Job<JobName>): Promise<void> {
  const now = receive.clock.now()
  if (daily !== undefined && now >= atHour(dayOf(now), daily))
    await receive.store.settings.set(settingOf(name), dayOf(now))
}

/**
 * Does the work of a day that the queue's schedule has not: a queue that was emptied has lost its schedule as well, and a job that met
 * a database that was away is not repeated. Two processes that do so at once do no harm.
 */
export async function makeUp(deps: JobDeps, definitions: readonly Job<JobName>[]): Promise<void> {
  const now = deps.receive.clock.now()
  for (const definition of definitions) {
    const { name, daily, run } = definition
    if (daily === undefined || now.getTime() < atHour(dayOf(now), daily).getTime() + graceMs) continue
    if ((await deps.receive.store.settings.get(settingOf(name))) === dayOf(now)) continue
    await run({} as never, deps)
    await noteDone(deps, definition)
  }
}

function settingOf(name: JobName): string {
  return `done.${name}`
}
