import type { CaseKind, CaseRoute, CaseState } from './case.ts'
import { addDays, atHour, dayOf } from './day.ts'
import { addWorkingDays, type ClosedDays, closingHour } from './working-calendar.ts'

/**
 * Working days in which the office promises an answer. Our own promise, not the law's: a person in need comes first, and who asks for
 * more time has a day to keep.
 */
export const answerDays: Record<CaseKind, number> = {
  fraud: 1,
  not_mine: 1,
  link_locked: 1,
  talk: 1,
  disaster: 1,
  more_time: 1,
  payment: 1,
  difficulty: 2,
  crop: 2,
  illness: 2,
  death: 2,
  lost_work: 2,
  group_matter: 2,
  complaint: 3,
}

/** Working days for whoever it was raised to: our own promise too. */
const raisedDays = 1

/** Days in which a household answers whether it is solved: our own number. After them its silence is taken for a yes that can be taken back. */
export const solvedDays = 7

/**
 * The moment by which a case that is opened now has to be answered: the close of business that many working days on. The day on which
 * it is opened does not count, so it is all one whether that was in the morning, after closing or on a holiday.
 */
export function caseDueAt(kind: CaseKind, openedAt: Date, closed?: ClosedDays): Date {
  return closeOf(openedAt, answerDays[kind], closed)
}

/** Who has to act on a case, from the first on and each time that nobody did. */
const ladders: Record<CaseRoute, readonly (readonly CaseRoute[])[]> = {
  group_leader: [['group_leader'], ['officer'], ['director']],
  officer: [['officer'], ['director']],
  commune_chair: [['commune_chair'], ['officer', 'director']],
  director: [['director']],
}

/** Who has to act on a case that was raised so often. */
export function ownersOf({ routedTo, level }: { routedTo: CaseRoute; level: number }): readonly CaseRoute[] {
  const ladder = ladders[routedTo]
  return ladder[Math.min(level, ladder.length - 1)] ?? []
}

/** How often a case of each route can be raised. */
export function stepsOf(routedTo: CaseRoute): number {
  return ladders[routedTo].length - 1
}

/** What the clock of a case is read off. */
export interface CaseClock {
  state: CaseState
  routedTo: CaseRoute
  dueAt: Date
  level: number
  escalatedAt?: Date
}

/** By when an answer is promised now: once it was raised, whoever has it then gets a day of their own. */
export function promisedAt(
  { dueAt, escalatedAt }: Pick<CaseClock, 'dueAt' | 'escalatedAt'>,
  closed?: ClosedDays,
): Date {
  const raised = escalatedAt ? closeOf(escalatedAt, raisedDays, closed) : dueAt
  return raised > dueAt ? raised : dueAt
}

/** True when nobody answered by then and there is somebody left to raise it to. */
export function isToRaise(clock: CaseClock, now: Date, closed?: ClosedDays): boolean {
  return clock.state === 'open' && clock.level < stepsOf(clock.routedTo) && promisedAt(clock, closed) < now
}

/** The moment before which a household had to be asked for its silence to count now. */
export function silentSince(now: Date): Date {
  return atHour(addDays(dayOf(now), -solvedDays), 0)
}

function closeOf(at: Date, days: number, closed?: ClosedDays): Date {
  return atHour(addWorkingDays(dayOf(at), days, closed), closingHour)
}
