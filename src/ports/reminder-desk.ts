import type { Day } from '../domain/day.ts'
import type { LoanStatus } from '../domain/loan.ts'
import type { Dong } from '../domain/money.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'
import type { Scope } from '../domain/staff.ts'

/** A loan as a list names it: whose it is, and who is near. */
export interface ListedLoan {
  loanId: string
  loanCode: string
  programme: string
  householdId: string
  headName: string
  customerId: string
  commune: string
  group?: string
  leader?: string
  /** When anybody of the household was last heard of, where that ever was. */
  heardAt?: Date
}

/** A loan that was not reminded of on a day. `reason` is one of `skipReasons`, or what ended its message unsent. */
export interface NotReminded extends ListedLoan {
  kind: ReminderKind
  dueDate: Day
  reason: string
}

/** A loan that is overdue by its figures. */
export interface OverdueLoan extends ListedLoan {
  status: LoanStatus
  overdue: Dong
  outstanding: Dong
  asOf: Day
  /** The instalment that was not paid, as far as the figures name it. */
  since?: Day
  /** Days from then until the day of asking. */
  days?: number
}

/** What staff read of the reminders: what was not said and why, and which loans are theirs to talk about. */
export interface ReminderDesk {
  /** How much was reminded of on a day: loans, and messages that say it. */
  said(of: { scope: Scope; day: Day }): Promise<{ reminders: number; messages: number }>
  /** How often each reason stood against a reminder of a day, the most frequent first. */
  reasons(of: { scope: Scope; day: Day }): Promise<{ reason: string; count: number }[]>
  /** What was not reminded of on a day, in order of the loans; of one reason where it is named. */
  notReminded(page: NotRemindedPage): Promise<NotReminded[]>
  /** Loans that are overdue, the longest first. */
  overdue(page: OverduePage): Promise<OverdueLoan[]>
}

/** A page of what was not reminded of. */
export interface NotRemindedPage {
  scope: Scope
  day: Day
  reason?: string
  limit: number
  after?: Pick<NotReminded, 'loanId' | 'kind'>
}

/** A page of overdue loans on a day. */
export interface OverduePage {
  scope: Scope
  day: Day
  limit: number
  after?: Pick<OverdueLoan, 'loanId' | 'since' | 'asOf'>
}
