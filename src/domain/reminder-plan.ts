import { addDays, type Day, daysBetween } from './day.ts'
import { type LoanStatus, remindsOrdinarily } from './loan.ts'
import type { Dong } from './money.ts'
import { type SessionCalendar, sessionOf } from './transaction-day.ts'

/** `soon`: three days before the session. `today`: on its morning. */
export const reminderKinds = ['soon', 'today'] as const

/** One of `reminderKinds`. */
export type ReminderKind = (typeof reminderKinds)[number]

/** How many days before the session each kind is sent. */
const daysBefore: Record<ReminderKind, number> = { soon: 3, today: 0 }

/** What the plan needs to know of a loan. */
export interface PlannedLoan {
  status: LoanStatus
  nextDueDate?: Day
  nextPrincipal?: Dong
  interestDue: Dong
  asOf: Day
}

/** Why a loan gets no message that day, or which one it gets. */
export type Plan = { kind: ReminderKind; dueDate: Day; sessionDay: Day } | { skip: SkipReason }

/** Reasons to stay silent: nothing due, not that day, a loan in trouble, figures too old to be named. */
export type SkipReason = 'nothing_due' | 'not_today' | 'not_ordinary' | 'stale_figures'

/** The days in which a due date can lead to a message on that day: sessions lie in the month of the due date. */
export function dueWindow(day: Day): { from: Day; until: Day } {
  return { from: addDays(day, -31), until: addDays(day, 34) }
}

/**
 * What one loan gets on one day. The day that counts is the session of the month in which the instalment falls due
 * (facts of the field: the fixed transaction day, not the date in the contract).
 */
export function planReminder(
  loan: PlannedLoan,
  at: { day: Day; sessions: SessionCalendar; figuresMaxAge: number },
): Plan {
  if (!loan.nextDueDate || (loan.nextPrincipal ?? 0) + loan.interestDue <= 0) return { skip: 'nothing_due' }
  if (!remindsOrdinarily(loan.status)) return { skip: 'not_ordinary' }
  const sessionDay = sessionOf(at.sessions, loan.nextDueDate)
  const kind = reminderKinds.find((k) => addDays(sessionDay, -daysBefore[k]) === at.day)
  if (!kind) return { skip: 'not_today' }
  if (daysBetween(loan.asOf, at.day) > at.figuresMaxAge) return { skip: 'stale_figures' }
  return { kind, dueDate: loan.nextDueDate, sessionDay }
}
