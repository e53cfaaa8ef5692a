import type { ApplicationState } from '../domain/application.ts'
import type { CaseKind, CaseRoute, CaseState } from '../domain/case.ts'
import type { Place, Scope } from '../domain/staff.ts'

/** A loan that was looked for by its number. */
export interface FoundLoan {
  loanCode: string
  programme: string
  status: string
  householdId: string
  headName: string
  commune: string
}

/** A request that was looked for by its number. */
export interface FoundApplication extends Place {
  id: string
  code: string
  programme: string
  state: ApplicationState
}

/** A case that was looked for by its number. */
export interface FoundCase extends Place {
  id: string
  code: string
  kind: CaseKind
  state: CaseState
  routedTo: CaseRoute
  alsoTo?: CaseRoute
}

/** What staff look for by a number that stands on a paper. */
export interface Search {
  /** Loans of households of a scope whose number is that, or ends in it. The exact one first. */
  loans(scope: Scope, digits: string, limit: number): Promise<FoundLoan[]>
  /** By the whole number, wherever it lies: whoever asks looks whether it may be seen. */
  application(code: string): Promise<FoundApplication | undefined>
  /** Likewise. */
  case(code: string): Promise<FoundCase | undefined>
}
