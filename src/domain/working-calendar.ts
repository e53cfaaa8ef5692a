import { addDays, type Day, weekdayOf, yearOf } from './day.ts'
import { type HolidayName, holidayYears, sameEveryYear } from './public-holidays.ts'

/** Days on which one office is closed besides: a move, a flood. */
export type ClosedDays = ReadonlySet<Day>

/** The hour at which an office closes: what is due on a day is due then. */
export const closingHour = 17

const none: ClosedDays = new Set()

/** Why that day is off by law or decision, or undefined. A year that nobody has entered has only the days that never move. */
export function holidayOn(day: Day): HolidayName | undefined {
  const year = holidayYears[yearOf(day)]
  return year ? year.off[day] : sameEveryYear[day.slice(5)]
}

/** True when offices work: Monday to Friday without holidays, and Saturdays that are worked for a day off. */
export function isWorkingDay(day: Day, closed: ClosedDays = none): boolean {
  if (closed.has(day) || holidayOn(day)) return false
  const weekday = weekdayOf(day)
  return (weekday >= 1 && weekday <= 5) || (holidayYears[yearOf(day)]?.worked.includes(day) ?? false)
}

/** True when the holidays of all years between those two days were decided: what is only reported, or presumed, may still change. */
export function holidaysAreDecided(from: Day, to: Day): boolean {
  const [first, last] = [yearOf(from), yearOf(to)].sort((a, b) => a - b) as [number, number]
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return years.every((year) => holidayYears[year]?.status === 'decided')
}

/** The `count`-th working day after that day, or before it when negative. The day itself does not count; for 0 it is given back. */
export function addWorkingDays(day: Day, count: number, closed: ClosedDays = none): Day {
  const step = count < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (isWorkingDay(at, closed)) left -= 1
  }
  return at
}

/** How many working days lie after the first day up to and with the second one. Backwards, it is negative and counts before the first. */
export function workingDaysBetween(from: Day, to: Day, closed: ClosedDays = none): number {
  const step = to < from ? -1 : 1
  let count = 0
  for (let at = from; at !== to; ) {
    at = addDays(at, step)
    if (isWorkingDay(at, closed)) count += step
  }
  return count
}
