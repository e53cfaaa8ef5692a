import { addDays, type Day, weekdayOf } from './day.ts'
import { type ReminderKind, type ReminderPlan, reminderKinds } from './reminder-plan.ts'
import { askBy } from './term-request.ts'
import { type ClosedDays, holidayOn } from './working-calendar.ts'

/** The plan of an office, with the days on which it is closed besides. */
export interface OfficePlan {
  plan: ReminderPlan
  closed: ClosedDays
}

/** A payment on a day, and how a household is reminded of it. */
export interface Payment {
  kind: ReminderKind
  paysOn: Day
  /** It was to be said on an earlier day, on which nothing was planned. */
  late?: boolean
}

/** `after` is said within so many days behind the session; where all of them are off, on the first day that is not. */
const afterWithin = 3

/** True for a day on which nobody is reminded of anything but what is paid the next morning: Sundays, holidays, days of the office. */
export function isQuietDay(day: Day, closed: ClosedDays): boolean {
  return weekdayOf(day) === 0 || holidayOn(day) !== undefined || closed.has(day)
}

/**
 * The days on which a payment is reminded of as one kind: one, none where the office has turned it off; `after` may wait for figures over
 * several. What falls on a quiet day is said on the nearest day before it that is not, or on the eve of the payment: early, not never.
 */
export function daysOf(kind: ReminderKind, paysOn: Day, { plan, closed }: OfficePlan): Day[] {
  const { on, days } = plan[kind]
  if (!on) return []
  if (kind === 'after') return daysAfter(paysOn, days, closed)
  const wished = addDays(paysOn, -days)
  const latest = kind === 'last_ask' ? askBy(paysOn, closed) : undefined
  let day = latest !== undefined && latest < wished ? latest : wished
  while (isQuietDay(day, closed) && addDays(day, 1) !== paysOn) day = addDays(day, -1)
  return [day]
}

/** Every payment that is reminded of on a day, with its kind. */
export function paymentsOn(day: Day, office: OfficePlan): Payment[] {
  const near = Array.from({ length: furthest.behind + furthest.ahead + 1 }, (_, n) => addDays(day, n - furthest.behind))
  return near.flatMap((paysOn) =>
    reminderKinds.filter((kind) => daysOf(kind, paysOn, office).includes(day)).map((kind) => ({ kind, paysOn })),
  )
}

/**
 * What was to be reminded of on days on which nothing was planned, without what `day` itself reminds of: none on a quiet day, which waits
 * for the next that is not.
 */
export function lateOn(day: Day, missed: readonly Day[], office: OfficePlan): Payment[] {
  if (isQuietDay(day, office.closed)) return []
  const found = new Map(missed.flatMap((one) => paymentsOn(one, office)).map((payment) => [nameOf(payment), payment]))
  for (const payment of paymentsOn(day, office)) found.delete(nameOf(payment))
  return [...found.values()].map((payment) => ({ ...payment, late: true }))
}

function nameOf({ kind, paysOn }: Payment): string {
  return `${kind} ${paysOn}`
}

/** How far a payment may be from the day on which it is reminded of: 45 days and the longest run of quiet days. */
const furthest = { behind: 20, ahead: 70 } as const

function daysAfter(paysOn: Day, days: number, closed: ClosedDays): Day[] {
  const within = Array.from({ length: afterWithin - days + 1 }, (_, n) => addDays(paysOn, days + n))
  const open = within.filter((day) => !isQuietDay(day, closed))
  if (open.length > 0) return open
  let first = addDays(paysOn, afterWithin + 1)
  while (isQuietDay(first, closed)) first = addDays(first, 1)
  return [first]
}
