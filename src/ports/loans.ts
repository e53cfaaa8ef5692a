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

/** Instalments that are paid at a point and fall due `from` one day `until` another. */
export interface DueAt {
  pointId: number
  from: Day
  until: Day
}

/** A loan with an instalment due: whose it is, which office serves them, and which of the `DueAt` that were asked for it is. */
export interface DueLoan {
  loanId: string
  headName: string
  officeId: number
  at: number
}

/** The loans of the bank. */
export interface Loans {
  find(id: string): Promise<Loan | undefined>
  /** Those that exist, in order of id. */
  findAll(ids: readonly string[]): Promise<Loan[]>
  ofHousehold(householdId: string): Promise<Loan[]>
  /** Loans with an instalment due at those points in those days, but for closed ones, in order of id; of one household where it is named. */
  dueAt(places: readonly DueAt[], householdId?: string): Promise<DueLoan[]>
  /** How many loans in good order have an instalment due in those days that nobody knows where to pay. */
  dueNowhere(days: { from: Day; until: Day }): Promise<number>
}
