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

/** The payments of households, as imported. */
export interface Payments {
  /** Of these loans, those on which something was paid after the day of their figures: what the figures name may be paid already. */
  paidSinceFigures(loanIds: readonly string[]): Promise<Set<string>>
  /** What was paid on these loans from that day on, the latest first. */
  ofLoans(loanIds: readonly string[], since: Day): Promise<Payment[]>
}
