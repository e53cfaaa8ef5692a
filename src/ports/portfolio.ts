import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { Scope } from '../domain/staff.ts'

/** What lending is added up by: `programme` gives ids, `commune` names, `association` the keys of entrusted associations. */
export const portfolioParts = ['programme', 'association', 'commune'] as const

/** One of `portfolioParts`. */
export type PortfolioPart = (typeof portfolioParts)[number]

/** Principal: all that stands out, and of it what is overdue and what stands still by a decision. */
export interface Standing {
  outstanding: Dong
  overdue: Dong
  frozen: Dong
}

/** What stands out of one part. */
export interface PortfolioLine extends Standing {
  part: string
  households: number
  loans: number
  interestDue: Dong
  /** A month before, where it is known. */
  before?: Standing
}

/** One month of a unit. `month` is its first day. */
export interface PortfolioMonth extends Standing {
  month: Day
  lent: Dong
}

/** Lending as the bank's list says it, added up. Closed loans do not count. Nothing here names anybody. */
export interface Portfolio {
  /** The largest first. */
  lines(of: { scope: Scope; by: PortfolioPart }): Promise<PortfolioLine[]>
  /** Households and loans of the whole unit, each counted once, and the days of the figures; undefined without any loan. */
  total(scope: Scope): Promise<(Omit<PortfolioLine, 'part'> & { oldest: Day; newest: Day }) | undefined>
  /** The months that are kept, the oldest first, at most that many. */
  months(of: { scope: Scope; limit: number }): Promise<PortfolioMonth[]>
  /** Keeps what stands out as the figure of the month of the newest list of each commune. Gives the lines that were kept. */
  keep(): Promise<number>
}
