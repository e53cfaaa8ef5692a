import { addMonths, type Day, dayInMonth, dayOfMonth, monthOf, yearOf } from './day.ts'

/** The fixed transaction day of a point: a day of each month, and the months in which the session was moved. */
export interface SessionCalendar {
  /** 1 to 31; in a shorter month the last day stands in. */
  dayOfMonth: number
  /** Moved sessions by month, `YYYY-MM` to the day it takes place instead. */
  moved: Record<string, Day>
  /** Why, by month: one of `moveReasons`, or words as somebody typed them. Absent where nobody said. */
  why?: Record<string, string>
}

/** A session, the month that it serves, and the day on which it would be if nobody had moved it. */
export interface Session {
  /** `YYYY-MM`. */
  month: string
  day: Day
  fixedDay: Day
  /** Set where it was moved and somebody said why. */
  why?: string
}

/** The session of the month that a day lies in. */
export function sessionOf(calendar: SessionCalendar, day: Day): Day {
  return calendar.moved[day.slice(0, 7)] ?? dayInMonth(yearOf(day), monthOf(day), calendar.dayOfMonth)
}

/** The session that serves a month, `YYYY-MM`. */
export function sessionIn(calendar: SessionCalendar, month: string): Session {
  const first = `${month}-01` as Day
  const fixedDay = dayInMonth(yearOf(first), monthOf(first), calendar.dayOfMonth)
  const day = sessionOf(calendar, first)
  const why = calendar.why?.[month]
  return { month, day, fixedDay, ...(day !== fixedDay && why ? { why } : {}) }
}

/** The months (`YYYY-MM`) whose session takes place on a day: one or none, and more where one was moved onto that of another. */
export function monthsMeeting(calendar: SessionCalendar, day: Day): string[] {
  const months = new Set([day.slice(0, 7), ...Object.keys(calendar.moved)])
  return [...months].filter((month) => sessionOf(calendar, `${month}-01` as Day) === day)
}

/** The fixed days of the month (1 to 31) that mean a day: the last one of a month stands in for those that the month lacks. */
export function fixedDaysOf(day: Day): number[] {
  const fixed = dayOfMonth(day)
  const isLast = dayInMonth(yearOf(day), monthOf(day), 31) === day
  return isLast ? Array.from({ length: 32 - fixed }, (_, more) => fixed + more) : [fixed]
}

/** The first session on or after a day. A session moved into another month is found there as well. */
export function nextSession(calendar: SessionCalendar, day: Day): Day {
  const next = nextSessions(calendar, day, 1)[0]
  if (!next) throw new Error(`no session within two months of ${day}`)
  return next.day
}

/** The sessions on or after a day, the nearest first. One that was moved into another month stands where it takes place. */
export function nextSessions(calendar: SessionCalendar, day: Day, count: number): Session[] {
  const first = `${day.slice(0, 7)}-01` as Day
  const months = Array.from({ length: count + 3 }, (_, n) => addMonths(first, n - 1).slice(0, 7))
  return months
    .map((month) => sessionIn(calendar, month))
    .filter((session) => session.day >= day)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .slice(0, count)
}
