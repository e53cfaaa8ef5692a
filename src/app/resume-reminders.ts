import { lanes } from '../domain/delivery.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'

/** Lets the reminders go on that stood still because of their words. Gives how many mailings did; what is meanwhile no longer due is left out. */
export async function resumeReminders(
  deps: { store: Store; jobs: Jobs; clock: Clock },
  author: { kind: ActorKind; id: string },
): Promise<number> {
  const at = deps.clock.now()
  const count = await deps.store.transaction(async (tx) => {
    const resumed = await tx.reminders.resume()
    const actor = { actorKind: author.kind, actorId: author.id }
    const subject = { subjectKind: 'reminders', subjectId: 'all' }
    if (resumed > 0)
      await tx.audit.write({ at, ...actor, action: 'reminders.resume', ...subject, detail: { mailings: resumed } })
    return resumed
  })
  if (count > 0) await deps.jobs.wake('send-batch', { lane: lanes.reminder })
  return count
}
