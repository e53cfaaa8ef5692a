import { isToRaise, ownersOf, promisedAt } from '../domain/case-clock.ts'
import { dayOf, hourOf } from '../domain/day.ts'
import { closingHour } from '../domain/working-calendar.ts'
import type { Case } from '../ports/cases.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store, Tx } from '../ports/store.ts'
import { caseOwners } from './case-words.ts'
import { say } from './scene.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** What watching over cases needs. */
export interface WatchDeps {
  store: Pick<Store, 'cases' | 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** Cases looked at in one transaction. */
const pageSize = 200

/**
 * Raises each case that nobody answered in time by one step: the next one has it then, with a day of their own, and the household is told
 * in one sentence. In the hours in which the office sends messages; what is due at night waits for the morning. Says how many.
 */
export async function escalateCases({ store, clock, jobs }: WatchDeps): Promise<number> {
  const now = clock.now()
  let raised = 0
  let afterId: string | undefined
  do {
    const page = { before: now, limit: pageSize, ...(afterId === undefined ? {} : { afterId }) }
    const late = await store.cases.unanswered(page)
    for (const found of late) if (await store.transaction((tx) => raise(tx, found, now))) raised += 1
    afterId = late.length < pageSize ? undefined : late.at(-1)?.id
  } while (afterId !== undefined)
  if (raised > 0) await wakeReplies(jobs)
  return raised
}

/** True in the hours in which an office sends messages to people by itself. */
export async function maySpeak({ units }: Pick<Tx, 'units'>, officeId: number, now: Date): Promise<boolean> {
  const office = await units.office(officeId)
  const hour = hourOf(now)
  return office !== undefined && hour >= office.quietUntil && hour < office.quietFrom
}

async function raise(tx: Tx, found: Case, now: Date): Promise<boolean> {
  const { closed } = await tx.applications.times(found.officeId)
  if (!isToRaise(found, now, closed) || !(await maySpeak(tx, found.officeId, now))) return false
  const level = found.level + 1
  if (!(await tx.cases.raise(found.id, { level, at: now }))) return false
  const to = ownersOf({ ...found, level }).join(' ')
  const subject = { subjectKind: 'case', subjectId: found.id, detail: { level, to } }
  await tx.audit.write({ at: now, actorKind: 'system', actorId: 'watch-cases', action: 'case.raise', ...subject })
  if (found.kind !== 'link_locked') {
    const day = { day: dayOf(promisedAt({ ...found, escalatedAt: now }, closed)) }
    const fillers = { code: found.code, to: caseOwners({ ...found, level }), hour: closingHour, day }
    const message = { parts: [say('cases:told.raised', fillers)] }
    await tellHousehold(tx, { ...(found.accountId ? { accountId: found.accountId } : {}), message, at: now })
  }
  return true
}
