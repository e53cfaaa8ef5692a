import type { Day } from '../domain/day.ts'
import type { ReasonUnreached, VisitOutcome } from '../domain/reach.ts'
import type { Scope } from '../domain/staff.ts'

/** Whose households a list holds: those of a group, or those of a commune that borrow without one. */
export type ReachPlace = { groupId: number } | { communeId: number }

/** How far the words of the bank reach in one place. */
export interface PlaceReach {
  place: ReachPlace
  /** The name of the group; empty for those who borrow without one. */
  name: string
  leaderName: string
  commune: string
  /** Households with a loan that is not closed. */
  households: number
  unreached: number
}

/** The same for a whole unit. */
export interface ReachTotal {
  households: number
  unreached: number
}

/** A household to visit. */
export interface ToVisit {
  householdId: string
  customerId: string
  headName: string
  /** Empty where the register does not say it. */
  hamlet: string
  why: ReasonUnreached
  /** The last visit on which nobody was met. */
  missed?: { day: Day; outcome: Exclude<VisitOutcome, 'met'> }
}

/** A visit as it is noted. */
export interface Visit {
  householdId: string
  day: Day
  outcome: VisitOutcome
  notedBy: string
  notedAt: Date
}

/**
 * Whom nothing has reached: no message of theirs since a day, none of ours that arrived, and nobody who met them. Only households with a
 * loan that is not closed count.
 */
export interface Reach {
  total(of: { scope: Scope; since: Day }): Promise<ReachTotal>
  /** By place, those with the most to visit first; places where everybody is reached are left out. */
  places(of: { scope: Scope; since: Day; offset: number; limit: number }): Promise<PlaceReach[]>
  /** The households of a place that nothing has reached, in the order of the way: by hamlet, then by name; at most `mostToVisit`. */
  toVisit(of: { place: ReachPlace; since: Day }): Promise<ToVisit[]>
  /** Notes visits; a second one of a household on the same day takes the place of the first. */
  note(visits: readonly Visit[]): Promise<void>
}
