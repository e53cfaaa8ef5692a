import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'

/** How old the figures are that an office works with. `stale` loans get no reminder that names an amount. */
export interface AgeOfFigures {
  latest: Day
  days: number
  loans: number
  stale: number
  /** The office's own limit, in days. */
  maxAge: number
}

/** How old the figures of an office's loans are, by the same rule by which reminders stand still; undefined where it has no loans. */
export async function figuresAge(
  { store, clock }: { store: Pick<Store, 'importRuns' | 'units'>; clock: Clock },
  scope: Scope & { officeId: number },
): Promise<AgeOfFigures | undefined> {
  const office = await store.units.office(scope.officeId)
  if (!office) return undefined
  const today = dayOf(clock.now())
  const age = await store.importRuns.age(scope, addDays(today, -office.figuresMaxAge))
  return age && { ...age, days: daysBetween(age.latest, today), maxAge: office.figuresMaxAge }
}
