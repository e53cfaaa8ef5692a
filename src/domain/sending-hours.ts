import { addDays, atHour, dayOf, hourOf } from './day.ts'

/** The hours in which an office lets messages to many leave: from the hour `from` (0 to 23) until before `until` (1 to 24), every day. */
export interface SendingHours {
  from: number
  until: number
}

/** True when such messages may leave at that moment. */
export function areOpen({ from, until }: SendingHours, at: Date): boolean {
  const hour = hourOf(at)
  return hour >= from && hour < until
}

/** When the hours of that day begin, whether that has passed or not. */
export function openingOf({ from }: SendingHours, at: Date): Date {
  return atHour(dayOf(at), from)
}

/** That moment when it is within the hours, else the next beginning of the hours. */
export function nextOpening(hours: SendingHours, at: Date): Date {
  if (areOpen(hours, at)) return at
  return hourOf(at) < hours.from ? openingOf(hours, at) : atHour(addDays(dayOf(at), 1), hours.from)
}
