import type { Day } from '../domain/day.ts'
import type { PaidTo } from '../domain/paid-claim.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'

/** An instalment that somebody said something about: as its reminder names it. */
export interface Instalment {
  loanId: string
  /** The day of the instalment in the contract; for interest the first day of the month in which it is collected. */
  dueDate: Day
}

/** What was promised below a reminder of one instalment. */
export interface NewPromise extends Instalment {
  /** Of what the reminder was: principal is seen to be paid in figures too, interest only in payments. */
  kind: ReminderKind
  accountId: string
  /** The day on which it will be paid: the one that was named, or the one that the reminder asks for. */
  day: Day
  /** True where the household named the day itself. */
  named: boolean
  at: Date
}

/** How a promise stands: `withdrawn` where another answer took its place. */
export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn'

/** A promise as it stands. */
export interface PaymentPromise extends Instalment {
  householdId: string
  day: Day
  named: boolean
  state: PromiseState
  at: Date
  settledAt?: Date
}

/** What a household says to have paid, of the instalments of one message. */
export interface NewPaymentClaim {
  householdId: string
  accountId: string
  loanIds: readonly string[]
  to: PaidTo
  /** The person's own words for whom it was. Kept sealed. */
  name?: string
  paidOn?: Day
  receipt: 'yes' | 'no' | 'unsure'
  /** The case in which somebody looks at it, where there is a doubt. */
  caseId?: string
  at: Date
}

/** A claim as it is kept. */
export interface PaymentClaim extends NewPaymentClaim {
  id: string
}

/** How promises of one office and month went, by the month in which they were made. */
export interface PromiseFigures {
  officeId: number
  /** "2026-11" */
  month: string
  made: number
  kept: number
  broken: number
  /** Those of which nobody can tell yet. */
  open: number
}

/** What households said about payments to come and payments made: one promise for each instalment, the last word counts. */
export interface Promises {
  /** Keeps promises; an earlier one for the same instalment ends in it, whether it was kept or not. */
  keep(promises: readonly NewPromise[]): Promise<void>
  /** Another answer took the place of what was promised and is still open. */
  withdraw(instalments: readonly Instalment[], at: Date): Promise<void>
  /**
   * Decides what is decided: kept where a payment or later figures show it by its day, broken where figures from after its day do not,
   * until a list that came late shows such a payment. Gives how many.
   */
  settle(at: Date): Promise<{ kept: number; broken: number }>
  /** Newest first. */
  ofHousehold(householdId: string, limit: number): Promise<PaymentPromise[]>
  claim(claim: NewPaymentClaim): Promise<void>
  /** Newest first. */
  claimsOf(householdId: string, limit: number): Promise<PaymentClaim[]>
  /** Promises made, kept and broken by office and month, both months included ("2026-01"). What was withdrawn is not counted. */
  figures(of: { officeIds?: readonly number[]; from: string; until: string }): Promise<PromiseFigures[]>
}
