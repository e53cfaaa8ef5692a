import type { Day } from '../domain/day.ts'
import type { LoanStatus } from '../domain/loan.ts'
import type { Dong } from '../domain/money.ts'

/** A loan as the last import had it. Amounts are whole dong, rates % a year. */
export interface Loan {
  id: string
  loanCode: string
  householdId: string
  programme: string
  groupId?: number
  communeId: number
  principal: Dong
  disbursedOn: Day
  finalDueDate: Day
  ratePct: number
  overdueRatePct: number
  outstanding: Dong
  overdue: Dong
  interestDue: Dong
  nextDueDate?: Day
  nextPrincipal?: Dong
  /** The day of these figures. */
  asOf: Day
  status: LoanStatus
}

/** The loans of the bank. */
export interface Loans {
  find(id: string): Promise<Loan | undefined>
  /** Those that exist, in order of id. */
  findAll(ids: readonly string[]): Promise<Loan[]>
  ofHousehold(householdId: string): Promise<Loan[]>
}
