import { type Day, dayInMonth, firstOfMonth, monthOf, yearOf } from './day.ts'
import type { Payment } from './reminder-day.ts'
import type { ReminderKind } from './reminder-plan.ts'
import { askBy } from './term-request.ts'
import { monthsMeeting, type SessionCalendar } from './transaction-day.ts'
import type { ClosedDays } from './working-calendar.ts'

/** What many loans are reminded of on one day, for the same reason: principal that falls due `from` one day `until` another, or interest. */
export interface Occasion {
  kind: ReminderKind
  of: 'principal' | 'interest'
  sessionDay: Day
  /** Of interest both are the first day of the month in which it is collected: the name of that interest. */
  from: Day
  until: Day
  askBy?: Day
  toLeader?: boolean
  /** It was to be said on an earlier day, on which nothing was planned. */
  late?: boolean
}

/**
 * What is reminded of at a point with that calendar, where a payment is on one of its sessions: nothing for most payments. The day that
 * counts is the session of the month in which an instalment falls due (facts of the field: the fixed transaction day, not the date in
 * the contract). Interest is paid for once, also where two months meet on one day.
 */
export function occasionsAt(sessions: SessionCalendar, payment: Payment, closed: ClosedDays): Occasion[] {
  const { kind, paysOn } = payment
  const months = monthsMeeting(sessions, paysOn).sort()
  if (kind === 'interest') {
    const last = months.at(-1)
    return last ? [{ ...interestOf(`${last}-01` as Day, paysOn), ...lateness(payment) }] : []
  }
  return months.map((month) => {
    const from = `${month}-01` as Day
    const days = { sessionDay: paysOn, from, until: lastOf(from), ...asking(kind, paysOn, closed) }
    return { kind, of: 'principal', ...days, ...lateness(payment) }
  })
}

/** Interest that leaders collect on a day. */
export function collectionOn(payment: Payment): Occasion {
  const { paysOn } = payment
  return { ...interestOf(firstOfMonth(paysOn), paysOn), toLeader: true, ...lateness(payment) }
}

/** Principal that falls due on a day, for loans of which nobody knows where and so at which session they are paid. */
export function occasionOn(payment: Payment): Occasion {
  const { kind, paysOn } = payment
  return { kind, of: 'principal', sessionDay: paysOn, from: paysOn, until: paysOn, ...lateness(payment) }
}

/**
 * True where it can still be said on `day` what was to be said before: nothing for a session that is over or is today, no advice to ask in
 * time when that is past.
 */
export function isInTime(
  { kind, sessionDay, askBy }: Pick<Occasion, 'kind' | 'sessionDay' | 'askBy'>,
  day: Day,
): boolean {
  if (kind === 'after') return true
  if (kind === 'last_ask' && askBy !== undefined && askBy < day) return false
  return day < sessionDay
}

function lateness({ late }: Payment): { late?: true } {
  return late ? { late } : {}
}

function interestOf(month: Day, paysOn: Day): Occasion {
  return { kind: 'interest', of: 'interest', sessionDay: paysOn, from: month, until: month }
}

function asking(kind: ReminderKind, paysOn: Day, closed: ClosedDays): { askBy?: Day } {
  const last = kind === 'month_before' || kind === 'last_ask' ? askBy(paysOn, closed) : undefined
  return last === undefined ? {} : { askBy: last }
}

function lastOf(first: Day): Day {
  return dayInMonth(yearOf(first), monthOf(first), 31)
}
