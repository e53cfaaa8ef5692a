import type { Day } from '../domain/day.ts'

/**
 * Communes in which ordinary reminders stand still, because a disaster struck them. Kept in the table `reminder_pause`: a commune, the
 * first day (`since`), the last one (`until`, open where it is null), and why. Several rows of one commune may overlap. Whoever switches
 * disaster mode writes the rows; the planner and the senders only ask.
 */
export interface Pauses {
  /** The communes that stand still on a day. */
  communesPaused(day: Day): Promise<Set<number>>
}
