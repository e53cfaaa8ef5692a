import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** One payment as a household is told of it. */
export interface BookedPayment {
  id: string
  loanCode: string
  programme: string
  paidOn: Day
  principal: Dong
  interest: Dong
  deposit: Dong
  /** The name on the receipt of whoever took the money; empty where the bank's list does not say. */
  collectedBy: string
}

/** All that one household is to be told now. */
export interface DueReceipt {
  householdId: string
  officeId: number
  /** The head of the household. */
  name: string
  payments: BookedPayment[]
}

/** Which households are looked for. */
export interface DueReceipts {
  /** The day on which they are told. */
  day: Day
  /** Payments from before that day are not told any more: the first list of an office holds years of them. */
  since: Day
  /** Those with a greater id: where the page before ended. */
  afterHousehold?: string
  limit: number
}

/** A word about payments that is to be written. */
export interface NewReceipt {
  householdId: string
  accountId: string
  day: Day
  paymentIds: readonly string[]
  at: Date
}

/** A word of one's own to write. */
export interface ClaimedReceipt {
  id: string
  deliveryId: string
  paymentIds: ReadonlySet<string>
}

/** One that was written. */
export interface WrittenReceipt {
  id: string
  householdId: string
  accountId: string
  answer?: ReceiptAnswer
  /** The case that was opened because it is not right. */
  caseId?: string
}

/** What a household says of it. */
export type ReceiptAnswer = 'right' | 'wrong'

/** The words about payments that the bank has booked: each payment once, and one message a day for a household, reminders among them. */
export interface Receipts {
  /**
   * Households with payments that they have not been told of, in order of household: not switched off by them or their office, and without
   * any message of that day, reminders among them.
   */
  due(which: DueReceipts): Promise<DueReceipt[]>
  /**
   * Claims the household's day and the payments: gives the id of the word, the id of the delivery that is to say it, and the payments that it is
   * about, which nobody else tells. Undefined where somebody was quicker.
   */
  claim(receipt: NewReceipt): Promise<ClaimedReceipt | undefined>
  find(id: string): Promise<WrittenReceipt | undefined>
  /** The payments that one word was about. */
  payments(id: string): Promise<BookedPayment[]>
  /** Keeps the answer. False where the same one was given before. */
  answer(id: string, to: { answer: ReceiptAnswer; caseId?: string; at: Date }): Promise<boolean>
  /** Whether an office tells its households of payments. It does where nobody has switched it off. */
  isOn(officeId: number): Promise<boolean>
  setOn(officeId: number, on: boolean): Promise<void>
}
