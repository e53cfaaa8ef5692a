import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** A payment as the bank's list of receipts has it. Amounts are whole dong. */
export interface Payment {
  id: string
  /** Its number at the bank. */
  paymentCode: string
  loanId: string
  loanCode: string
  householdId: string
  paidOn: Day
  principal: Dong
  interest: Dong
  /** What was put into the member's savings with it. */
  deposit: Dong
  /** The name on the receipt of whoever took the money; empty where the list does not say. */
  collectedBy: string
  /** Empty where the list does not say. */
  receiptNo: string
  /** The day of these figures. */
  asOf: Day
  /** When the list that it came with, or that corrected it, was taken in. */
  importedAt: Date
}

/** Which payments are looked for. */
export interface FreshPayments {
  /** Those with a greater id: where the page before ended. */
  afterId?: string
  limit: number
  /** Payments from before that day are not told any more: the first list of an office holds years of them. */
  paidSince: Day
}

/** The payments of households, as imported. */
export interface Payments {
  /** Payments of which the household was not told yet, in order of id. */
  fresh(which: FreshPayments): Promise<Payment[]>
  /** Notes that households are told of payments now. Returns those that nobody else has noted: two runs at once tell once. */
  claimEcho(ids: readonly string[], at: Date): Promise<Set<string>>
  find(id: string): Promise<Payment | undefined>
  /** Of these loans, those on which something was paid after the day of their figures: what the figures name may be paid already. */
  paidSinceFigures(loanIds: readonly string[]): Promise<Set<string>>
  /** What was paid on these loans from that day on, the latest first. */
  ofLoans(loanIds: readonly string[], since: Day): Promise<Payment[]>
}
