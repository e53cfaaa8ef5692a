// Viet Nam has no summer time: +07:00 the whole year.
const aheadMs = 7 * 3_600_000

/** One hour and one day, in milliseconds. */
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The day there, such as `2026-11-23`. */
export function dayOf(moment: number): string {
  return new Date(moment + aheadMs).toISOString().slice(0, 10)
}

/** The month there, such as `2026-11`. */
export function monthOf(moment: number): string {
  return dayOf(moment).slice(0, 7)
}

/** The day there as Zalo writes it: `23/11/2026`. */
export function writtenDay(moment: number): string {
  return dayOf(moment).split('-').reverse().join('/')
}

/** The last day of the month, as Zalo writes days. */
export function writtenMonthEnd(moment: number): string {
  const [year, month] = monthOf(moment).split('-').map(Number)
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10).split('-').reverse().join('/')
}

/** Between 22:00 and 06:00 there. */
export function isNight(moment: number): boolean {
  const hour = new Date(moment + aheadMs).getUTCHours()
  return hour >= 22 || hour < 6
}

/** The next 06:00 there. */
export function nextMorning(moment: number): number {
  const there = moment + aheadMs
  const sixToday = Math.floor(there / dayMs) * dayMs + 6 * hourMs
  return (there < sixToday ? sixToday : sixToday + dayMs) - aheadMs
}
