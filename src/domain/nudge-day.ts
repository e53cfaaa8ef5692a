import { addDays, type Day, dayOf, hourOf } from './day.ts'
import { isQuietDay } from './reminder-day.ts'
import { areOpen, type SendingHours } from './sending-hours.ts'
import type { ClosedDays } from './working-calendar.ts'

/** When an office lets words to many leave: its hours, and the days on which it is closed besides. */
export interface NudgeTimes {
  hours: SendingHours
  closed: ClosedDays
}

/** True when a word of a leader may leave at that moment: within the hours, and on no day on which reminders are quiet, the eve of a session included. */
export function mayNudge({ hours, closed }: NudgeTimes, at: Date): boolean {
  return areOpen(hours, at) && !isQuietDay(dayOf(at), closed)
}

/** The day on which one may leave next, from the beginning of the hours on: that moment's own while its hours are not over. */
export function nextNudgeDay({ hours, closed }: NudgeTimes, at: Date): Day {
  let day = hourOf(at) < hours.until ? dayOf(at) : addDays(dayOf(at), 1)
  while (isQuietDay(day, closed)) day = addDays(day, 1)
  return day
}
