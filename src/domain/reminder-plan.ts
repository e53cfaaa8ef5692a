import { addDays, type Day, dayInMonth, daysBetween, monthOf, yearOf } from './day.ts'
import { type LoanStatus, remindsOrdinarily } from './loan.ts'
import type { Dong } from './money.ts'
import { monthsMeeting, type SessionCalendar } from './transaction-day.ts'

/** `soon`: three days before the session. `today`: on its morning. */
export const reminderKinds = ['soon', 'today'] as const

/** One of `reminderKinds`. */
export type ReminderKind = (typeof reminderKinds)[number]

/** How many days before the session each kind is sent. */
const daysBefore: Record<ReminderKind, number> = { soon: 3, today: 0 }

/** The instalments that one session collects, those due `from` one day `until` another, and how they are reminded of. */
export interface DueStretch {
  kind: ReminderKind
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

/** The instalment that a loan is reminded of, and the session that collects it. */
export interface PlannedReminder {
  kind: ReminderKind
  dueDate: Day
  sessionDay: Day
}

/** What a loan gets, or why it gets nothing. */
export type Plan = PlannedReminder | { skip: SkipReason }

/** Reasons to stay silent: nothing due at that session, a loan in trouble, figures too old to be named. */
export type SkipReason = 'nothing_due' | 'not_ordinary' | 'stale_figures'

/** The sessions that are reminded of on a day: the one of that day and the one that comes soon. */
export function remindedSessions(day: Day): Day[] {
  return reminderKinds.map((kind) => addDays(day, daysBefore[kind]))
}

/**
 * What is reminded of on a day at a point with that calendar: nothing on most days. The day that counts is the session of the
 * month in which an instalment falls due (facts of the field: the fixed transaction day, not the date in the contract).
 */
export function dueStretches(sessions: SessionCalendar, day: Day): DueStretch[] {
  return reminderKinds.flatMap((kind) => {
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
  return { kind, dueDate, sessionDay }
}

/** From the first day of one day's month to the last day of another's. */
function wholeMonths(first: Day, last: Day): { from: Day; until: Day } {
  return { from: dayInMonth(yearOf(first), monthOf(first), 1), until: dayInMonth(yearOf(last), monthOf(last), 31) }
}
