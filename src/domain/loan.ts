/** How the bank's books name a loan's state. */
export const loanStatuses = ['normal', 'overdue', 'frozen', 'adjustment_pending', 'risk_pending', 'closed'] as const

/** One of `loanStatuses`. */
export type LoanStatus = (typeof loanStatuses)[number]

/** True for a loan that is reminded of in the ordinary way: one in trouble gets a person, not a message. */
export function remindsOrdinarily(status: LoanStatus): boolean {
  return status === 'normal'
}
