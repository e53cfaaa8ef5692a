import { addDays, type Day, dayInMonth, daysBetween, monthOf, yearOf } from './day.ts'
import { type LoanStatus, remindsOrdinarily } from './loan.ts'
import type { Dong } from './money.ts'
import { monthsMeeting, type SessionCalendar } from './transaction-day.ts'

/**
 * What a household is reminded of, by when it comes. Of principal: `month_before`, `last_ask` while asking for more time is in time
 * still, `soon`, `today` on the morning of the session, `after` once when the figures show that it was not paid. `interest`: before the
 * leader collects it, or before the session where the group has no day of its own. `promise`: on the day that the household named.
 */
export const reminderKinds = ['month_before', 'last_ask', 'soon', 'today', 'after', 'interest', 'promise'] as const

/** One of `reminderKinds`. */
export type ReminderKind = (typeof reminderKinds)[number]

/** How many days before the session each kind is sent. */
const daysBefore = { soon: 3, today: 0 } as const
const planned = Object.keys(daysBefore) as (keyof typeof daysBefore)[]

/** The instalments that one session collects, those due `from` one day `until` another, and how they are reminded of. */
export interface DueStretch {
  kind: keyof typeof daysBefore
  sessionDay: Day
  from: Day
  until: Day
}

/** What the plan needs to know of a loan. */
export interface PlannedLoan {
  status: LoanStatus
  nextDueDate?: Day
  nextPrincipal?: Dong
  interestDue: Dong
  asOf: Day
}

/** The instalment that a loan is reminded of, when it is paid, and when that is said. */
export interface PlannedReminder {
  kind: ReminderKind
  /** The day of the instalment in the contract. For `interest` the first day of the month in which it is collected. */
  dueDate: Day
  /** The day on which it is paid: the session, or for interest the leader's collection where `toLeader` is true. */
  sessionDay: Day
  /** The day on which it is said: what falls on a day off is said earlier, so that `today` may be said the day before. */
  day: Day
  /** The last day on which asking for more time is in time, where that is known. Of `month_before` and `last_ask`. */
  askBy?: Day
  toLeader?: boolean
}

/** What a loan gets, or why it gets nothing. */
export type Plan = PlannedReminder | { skip: SkipReason }

/** Reasons to stay silent: nothing due at that session, a loan in trouble, figures too old to be named. */
export type SkipReason = 'nothing_due' | 'not_ordinary' | 'stale_figures'

/** The sessions that are reminded of on a day: the one of that day and the one that comes soon. */
export function remindedSessions(day: Day): Day[] {
  return planned.map((kind) => addDays(day, daysBefore[kind]))
}

/**
 * What is reminded of on a day at a point with that calendar: nothing on most days. The day that counts is the session of the
 * month in which an instalment falls due (facts of the field: the fixed transaction day, not the date in the contract).
 */
export function dueStretches(sessions: SessionCalendar, day: Day): DueStretch[] {
  return planned.flatMap((kind) => {
    const sessionDay = addDays(day, daysBefore[kind])
    const months = monthsMeeting(sessions, sessionDay).map((month) => `${month}-01` as Day)
    return months.map((first) => ({ kind, sessionDay, ...wholeMonths(first, first) }))
  })
}

/** When an instalment falls due that a day may remind of, for loans of which nobody knows where and so on which day they are paid. */
export function dueDaysAbout(day: Day): { from: Day; until: Day } {
  return wholeMonths(day, addDays(day, Math.max(...Object.values(daysBefore))))
}

/** What a loan gets on a day on which a stretch of instalments is reminded of. */
export function planReminder(loan: PlannedLoan, at: { day: Day; stretch: DueStretch; figuresMaxAge: number }): Plan {
  const { kind, sessionDay, from, until } = at.stretch
  const { nextDueDate: dueDate } = loan
  if (!dueDate || dueDate < from || dueDate > until) return { skip: 'nothing_due' }
  if ((loan.nextPrincipal ?? 0) + loan.interestDue <= 0) return { skip: 'nothing_due' }
  if (!remindsOrdinarily(loan.status)) return { skip: 'not_ordinary' }
  if (daysBetween(loan.asOf, at.day) > at.figuresMaxAge) return { skip: 'stale_figures' }
  return { kind, dueDate, sessionDay, day: at.day }
}

/** From the first day of one day's month to the last day of another's. */
function wholeMonths(first: Day, last: Day): { from: Day; until: Day } {
  return { from: dayInMonth(yearOf(first), monthOf(first), 1), until: dayInMonth(yearOf(last), monthOf(last), 31) }
}
