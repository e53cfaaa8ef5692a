import { addMonths, type Day, dayInMonth, dayOfMonth, monthOf, yearOf } from './day.ts'

/** The fixed transaction day of a point: a day of each month, and the months in which the session was moved. */
export interface SessionCalendar {
  /** 1 to 31; in a shorter month the last day stands in. */
  dayOfMonth: number
  /** Moved sessions by month, `YYYY-MM` to the day it takes place instead. */
  moved: Record<string, Day>
}

/** The session of the month that a day lies in. */
export function sessionOf(calendar: SessionCalendar, day: Day): Day {
  return calendar.moved[day.slice(0, 7)] ?? dayInMonth(yearOf(day), monthOf(day), calendar.dayOfMonth)
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
  const months = [-1, 0, 1, 2].map((m) => sessionOf(calendar, addMonths(`${day.slice(0, 7)}-01` as Day, m)))
  const next = months.filter((s) => s >= day).sort()[0]
  if (!next) throw new Error(`no session within two months of ${day}`)
  return next
}
