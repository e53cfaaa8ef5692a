import { addDays, atHour, dayOf } from './day.ts'
import { nextOpening, type SendingHours } from './sending-hours.ts'

/** What is left of a sending. */
export interface Remaining {
  now: Date
  /** Messages that may go as soon as it is their turn. */
  left: number
  /** Messages that were put off: they may go from then on. */
  later?: { count: number; from: Date }
  /** Messages a second. */
  perSecond: number
  /** Only these hours count. */
  hours: SendingHours
}

/** When the last message will have gone, over as many days as it takes. Undefined when it stands still. */
export function expectedEnd({ now, left, later, perSecond, hours }: Remaining): Date | undefined {
  if (!(perSecond > 0) || hours.until <= hours.from) return undefined
  const end = afterWork(now, (left / perSecond) * 1000, hours)
  if (!later || later.count === 0) return end
  const begin = new Date(Math.max(end.getTime(), later.from.getTime()))
  return afterWork(begin, (later.count / perSecond) * 1000, hours)
}

/** What is known of how fast it goes. */
export interface Going {
  now: Date
  /** Since when it has been going without a break. */
  since: Date
  /** Messages that went in the last minute. */
  lastMinute: number
  /** Messages a second that its channels are set to, where they have a limit. */
  configured?: number
}

/** Messages a second: those of the last minute; before the first minute is over what is configured, or else what went so far. */
export function speedOf({ now, since, lastMinute, configured }: Going): number {
  const seconds = (now.getTime() - since.getTime()) / 1000
  if (seconds >= 60) return lastMinute / 60
  return configured ?? lastMinute / Math.max(1, seconds)
}

/** The moment after so many milliseconds of work, where only the hours count. */
function afterWork(from: Date, ms: number, hours: SendingHours): Date {
  if (ms === 0) return from
  const begin = nextOpening(hours, from)
  const today = atHour(dayOf(begin), hours.until).getTime() - begin.getTime()
  if (ms <= today) return new Date(begin.getTime() + ms)
  const perDay = (hours.until - hours.from) * 3_600_000
  const days = Math.ceil((ms - today) / perDay)
  const lastDay = ms - today - (days - 1) * perDay
  return new Date(atHour(addDays(dayOf(begin), days), hours.from).getTime() + lastDay)
}
