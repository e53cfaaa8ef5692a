/** A calendar date as ISO text, `YYYY-MM-DD`, in the zone of Viet Nam. ISO text sorts as days do. */
export type Day = `${number}-${number}-${number}`

/** Viet Nam keeps +07:00 all year and has had no summer time since 1975, so a fixed offset is exact. */
const zoneMs = 7 * 3_600_000
const dayMs = 86_400_000

/** The day in Viet Nam at that moment. */
export function dayOf(at: Date): Day {
  return new Date(at.getTime() + zoneMs).toISOString().slice(0, 10) as Day
}

/** The moment of `hour:minute` in Viet Nam on that day. */
export function atHour(day: Day, hour: number, minute = 0): Date {
  return new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day), hour, minute) - zoneMs)
}

/** The hour of the day (0 to 23) in Viet Nam at that moment. */
export function hourOf(at: Date): number {
  return new Date(at.getTime() + zoneMs).getUTCHours()
}

/** The day that many days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * dayMs).toISOString().slice(0, 10) as Day
}

/** The same day of the month that many months later; the last day of the month where that day does not exist. */
export function addMonths(day: Day, months: number): Day {
  const month = monthOf(day) - 1 + months
  return dayInMonth(yearOf(day) + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, dayOfMonth(day))
}

/** That day of that month (1 to 12), or the last one of the month where it is shorter. */
export function dayInMonth(year: number, month: number, day: number): Day {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10) as Day
}

/** Whole days from the first to the second day: negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / dayMs)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(utc(day)).getUTCDay()
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** The month of a day, 1 to 12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** The day of the month, 1 to 31. */
export function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10))
}

/** The first day of its month. */
export function firstOfMonth(day: Day): Day {
  return addDays(day, 1 - dayOfMonth(day))
}

/** Reads ISO text as a day that exists: undefined for 2026-02-30, for 2026-2-3 and for anything else. */
export function readDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? (text as Day) : undefined
}

function utc(day: Day): number {
  return Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day))
}
