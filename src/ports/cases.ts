import type { CaseKind, CaseRoute, CaseState } from '../domain/case.ts'
import type { Scope } from '../domain/staff.ts'

/** A person who needs a person. */
export interface NewCase {
  kind: CaseKind
  accountId?: string
  householdId?: string
  loanId?: string
  officeId: number
  communeId?: number
  routedTo: CaseRoute
  /** The household's first words, or what the service noticed. */
  text: string
  /** Who says so. Absent: the household. What a colleague began in the platform's console waits for nobody: it is answered. */
  by?: 'household' | 'bot' | 'agent'
  at: Date
  dueAt: Date
}

/** A case as it stands. */
export interface Case {
  id: string
  /** The number that people read out: "K26-000123". */
  code: string
  kind: CaseKind
  state: CaseState
  accountId?: string
  householdId?: string
  loanId?: string
  officeId: number
  communeId?: number
  routedTo: CaseRoute
  /** The member of staff who took it up. */
  assignedTo?: string
  openedAt: Date
  dueAt: Date
  closedAt?: Date
}

/** One row of the list. `name` is the head of the household or what the account calls itself; `last` the latest words. */
export interface CaseRow extends Case {
  name: string
  last: string
}

/** One thing that was said. */
export interface CaseLine {
  /** `agent`: a colleague, in the platform's own console. */
  by: 'household' | 'staff' | 'bot' | 'agent'
  staff?: string
  staffName?: string
  text: string
  at: Date
}

/** A page of the list: those that wait first, the earliest deadline on top. `after` is the last row of the page before. */
export interface CasePage {
  scope: Scope
  routes: readonly CaseRoute[]
  states: readonly CaseState[]
  after?: { dueAt: Date; id: string }
  limit: number
}

/** Talks with staff, difficulties, complaints and alarms. */
export interface Cases {
  open(opened: NewCase): Promise<{ id: string; code: string }>
  find(id: string): Promise<Case | undefined>
  /** The latest case of that kind of an account that is not closed. */
  openOf(accountId: string, kind: CaseKind): Promise<Case | undefined>
  /** Newest first. */
  ofHousehold(householdId: string): Promise<Case[]>
  /** Adds words. The household's open an answered case again, with a new deadline; staff's and a colleague's answer it. */
  say(caseId: string, line: { by: CaseLine['by']; staff?: string; text: string; at: Date }): Promise<void>
  /** Oldest first. */
  lines(caseId: string): Promise<CaseLine[]>
  list(page: CasePage): Promise<CaseRow[]>
  /** How many are open, and how many of these beyond their time. */
  count(of: { scope: Scope; routes: readonly CaseRoute[]; now: Date }): Promise<{ open: number; overdue: number }>
  /** False when it was closed before. */
  close(caseId: string, at: Date): Promise<boolean>
}
