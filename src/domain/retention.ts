import { addDays, addMonths, atHour, type Day } from './day.ts'

/** How long what people wrote is kept: what the first consent promises (`flows/welcome:consent`). */
export const messageMonths = 12

/** What was written before this moment is not kept on that day. */
export function forgottenBefore(day: Day): Date {
  return atHour(addMonths(day, -messageMonths), 0)
}

/** How long a request that was begun and not sent is kept: days from its first question, as `flows/apply:kept` promises. */
export const draftDays = 90

/** The last day on which a request may have been begun to be kept still. */
export function draftsKeptFrom(day: Day): Day {
  return addDays(day, -draftDays)
}

/** Whether a request that was begun on one day is kept on another. */
export function isDraftKept(begun: Day, day: Day): boolean {
  return begun >= draftsKeptFrom(day)
}
