import { atHour, dayOf, hourOf } from '../domain/day.ts'
import type { JobName } from '../ports/jobs.ts'
import type { Job, JobDeps } from './job.ts'

/** How long the schedule of the queue has, in milliseconds, before what it has not done is done here. */
const graceMs = 10 * 60_000

/** Notes that the work of a day or an hour is done. Before its time it counts for nothing: what comes in until then is still to be looked at. */
export async function noteDone({ receive }: Pick<JobDeps, 'receive'>, definition: Job<JobName>): Promise<void> {
  const now = receive.clock.now()
  const turn = turnOf(definition, now)
  if (turn && now >= turn.from) await receive.store.settings.set(settingOf(definition.name), turn.name)
}

/**
 * Does the work of a day or an hour that the queue's schedule has not: a queue that was emptied has lost its schedule as well, and a job that met
 * a database that was away is not repeated. Two processes that do so at once do no harm.
 */
export async function makeUp(deps: JobDeps, definitions: readonly Job<JobName>[]): Promise<void> {
  const now = deps.receive.clock.now()
  for (const definition of definitions) {
    const { name, run } = definition
    const turn = turnOf(definition, now)
    if (!turn || now.getTime() < turn.from.getTime() + graceMs) continue
    if ((await deps.receive.store.settings.get(settingOf(name))) === turn.name) continue
    await run({} as never, deps)
    await noteDone(deps, definition)
  }
}

/** Does the work that is done again and again: what it finds to do stands in the database. */
export async function doOften(deps: JobDeps, definitions: readonly Job<JobName>[]): Promise<void> {
  for (const { often, run } of definitions) if (often) await run({} as never, deps)
}

/** The turn of this day or hour: since when, and what it is noted as. */
function turnOf({ daily, hourly }: Job<JobName>, now: Date): { from: Date; name: string } | undefined {
  const day = dayOf(now)
  if (daily !== undefined) return { from: atHour(day, daily), name: day }
  const hour = hourOf(now)
  return hourly === undefined ? undefined : { from: atHour(day, hour, hourly), name: `${day}T${hour}` }
}

function settingOf(name: JobName): string {
  return `done.${name}`
}
