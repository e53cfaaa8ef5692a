import { addDays, type Day, dayOf, readDay } from '../domain/day.ts'
import { isQuietDay } from '../domain/reminder-day.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'
import type { PlanCounts } from './plan-page.ts'
import { planReminders } from './plan-reminders.ts'

/** What was to be said longer ago is neither said nor noted: a week is as long as a plan is asked about. */
const madeUpDays = 7

const setting = 'reminders.planned'

/**
 * Plans today. Where days before had no plan, because the machine was off or the database away, what was to be said on them is made up for,
 * in each office on its first day that is not quiet.
 */
export async function planToday(deps: { store: Store; jobs: Jobs; clock: Clock }): Promise<PlanCounts> {
  const { store, clock } = deps
  const day = dayOf(clock.now())
  const missed = missedBefore(day, await store.settings.get(setting))
  const counts = await planReminders(deps, { day, missed })
  const waits = missed.length > 0 && (await store.reminders.plans()).some(({ closed }) => isQuietDay(day, closed))
  await store.settings.set(setting, { day, missed: waits ? missed : [] })
  return counts
}

/** Nothing is missed before the first plan of all. */
function missedBefore(day: Day, kept: unknown): Day[] {
  const { day: last, missed = [] } = (kept ?? {}) as { day?: unknown; missed?: unknown[] }
  const since = typeof last === 'string' ? readDay(last) : undefined
  if (since === undefined) return []
  const within = Array.from({ length: madeUpDays }, (_, n) => addDays(day, n - madeUpDays))
  return within.filter((one) => one > since || missed.includes(one))
}
