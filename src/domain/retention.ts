import { addMonths, atHour, type Day } from './day.ts'

/** How long what people wrote is kept: what the first consent promises (`flows/welcome:consent`). */
export const messageMonths = 12

/** What was written before this moment is not kept on that day. */
export function forgottenBefore(day: Day): Date {
  return atHour(addMonths(day, -messageMonths), 0)
}
