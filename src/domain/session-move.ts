import { addDays, type Day, daysBetween } from './day.ts'
import type { HolidayName } from './public-holidays.ts'
import { monthsMeeting, type SessionCalendar, sessionIn } from './transaction-day.ts'
import { type ClosedDays, holidayOn, isWorkingDay } from './working-calendar.ts'

/**
 * Why a session is moved, as a household is told. `fixed_day`: the point has another fixed day from then on. What somebody typed instead
 * is told word for word.
 */
export const moveReasons = ['holiday', 'weather', 'road', 'venue', 'office', 'fixed_day'] as const

/** One of `moveReasons`. */
export type MoveReason = (typeof moveReasons)[number]

/** The reason of a session that only keeps the day on which it was announced while its point gets another fixed day: nothing to tell. */
export const keptReason = 'kept'

/** So many days from its fixed day a session may be held at most, before or after: further off it is that of another month. */
export const furthestMove = 25

/** What stands against a day: none of the calendar, over, a public holiday, the day that it is on anyhow, that of another month, too far off. */
export type MoveProblem = 'no_day' | 'past' | 'over' | 'holiday' | 'same' | 'taken' | 'far'

/** A session that is to be held on another day. */
export interface SessionMove {
  /** `YYYY-MM`. */
  month: string
  day: Day | undefined
  today: Day
}

/** Reads a month, `YYYY-MM`, that exists; undefined for anything else. */
export function readMonth(text: string): string | undefined {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}

/** The public holiday that a session falls on. Sessions on a Saturday or a Sunday are held as ever: only holidays move them. */
export function holidayOfSession(calendar: SessionCalendar, month: string): HolidayName | undefined {
  const { day, fixedDay } = sessionIn(calendar, month)
  return day === fixedDay ? holidayOn(day) : undefined
}

/** The day that is proposed for a session on a day off: the first one after it on which offices work. A person decides. */
export function proposedDay(session: Day, closed?: ClosedDays): Day {
  let day = addDays(session, 1)
  while (!isWorkingDay(day, closed)) day = addDays(day, 1)
  return day
}

/** What stands against holding the session of a month on a day, or undefined. */
export function moveProblem(
  calendar: SessionCalendar,
  { month, day, today }: SessionMove,
  closed?: ClosedDays,
): MoveProblem | undefined {
  const session = sessionIn(calendar, month)
  if (session.day < today) return 'over'
  if (!day) return 'no_day'
  if (day < today) return 'past'
  if (day === session.day) return 'same'
  if (holidayOn(day) || closed?.has(day)) return 'holiday'
  if (Math.abs(daysBetween(session.fixedDay, day)) > furthestMove) return 'far'
  return monthsMeeting(calendar, day).some((other) => other !== month) ? 'taken' : undefined
}

/** What stands against giving a session its fixed day back: it is over, or that day is. Undefined also says that it was moved. */
export function undoProblem(
  calendar: SessionCalendar,
  { month, today }: Omit<SessionMove, 'day'>,
): 'not_moved' | 'past' | 'over' | undefined {
  const { day, fixedDay } = sessionIn(calendar, month)
  if (day === fixedDay) return 'not_moved'
  if (day < today) return 'over'
  return fixedDay < today ? 'past' : undefined
}

/** How the keys of all notices about one session begin, whatever day it is moved to: a later decision takes back what has not left. */
export function noticeKey(pointId: number, month: string): string {
  return `session:${pointId}:${month}:`
}
