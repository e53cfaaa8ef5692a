import { addDays, type Day } from './day.ts'

/** Whom nothing reached for that many days is on the list of those to visit. */
export const outOfReachDays = 60

/** Households on one list of visits at most: twice what a group has. Who is met leaves it, and the next ones come up. */
export const mostToVisit = 120

/** Why nothing reaches a household: no account, only accounts that were closed to us, or an account that has been silent. */
export const reasonsUnreached = ['no_account', 'shut', 'silent'] as const

/** One of `reasonsUnreached`. */
export type ReasonUnreached = (typeof reasonsUnreached)[number]

/** What a visit came to: somebody was met, nobody was at home, or the household does not live there any more. */
export const visitOutcomes = ['met', 'away', 'moved'] as const

/** One of `visitOutcomes`. Only `met` counts as reached. */
export type VisitOutcome = (typeof visitOutcomes)[number]

/** The first day that still counts as lately. */
export function reachedSince(today: Day): Day {
  return addDays(today, -outOfReachDays)
}

/** What stands against the day of a visit: none is noted ahead of time, nor one that would not count any more. */
export function visitDayProblem(day: Day | undefined, today: Day): 'no_day' | 'ahead' | 'long_ago' | undefined {
  if (day === undefined) return 'no_day'
  if (day > today) return 'ahead'
  return day < reachedSince(today) ? 'long_ago' : undefined
}

/** Those of each hamlet together, hamlets and households in the order in which they come: that of the way. */
export function byHamlet<Row extends { hamlet: string }>(rows: readonly Row[]): [hamlet: string, those: Row[]][] {
  const hamlets = new Map<string, Row[]>()
  for (const row of rows) {
    const those = hamlets.get(row.hamlet)
    if (those) those.push(row)
    else hamlets.set(row.hamlet, [row])
  }
  return [...hamlets]
}
