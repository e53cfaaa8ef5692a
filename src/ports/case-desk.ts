import type { CaseKind, CaseRoute, CaseState } from '../domain/case.ts'
import type { Scope } from '../domain/staff.ts'
import type { CaseRow } from './cases.ts'

/** Whose cases are meant: those of one member of staff, those that nobody has taken up, or all. */
export type Whose = { staffId: string } | 'nobody' | 'all'

/** What of the cases is asked for. `kind` and `overdue` narrow where they are given. */
export interface DeskFilter {
  scope: Scope
  routes: readonly CaseRoute[]
  state: CaseState
  whose: Whose
  kind?: CaseKind
  /** Only what is open beyond its time. */
  overdue?: true
  now: Date
}

/** Where a row stands: `rank` is 0 for what is overdue, 1 for what nobody has read, 2 for the rest. */
export interface DeskPlace {
  rank: number
  dueAt: Date
  id: string
}

/** A page of the desk. `after` is the place of the last row of the page before. */
export interface DeskPage extends DeskFilter {
  after?: DeskPlace
  limit: number
}

/** A case as the desk shows it. `last` is the latest that was said to or by the household, never a note. */
export interface DeskRow extends CaseRow {
  rank: number
  /** It has words of the household that nobody of staff has opened. */
  unread: boolean
  /** Where the household lives. */
  commune?: string
  /** The name of whoever took it up, where that account is still open. */
  assignee?: string
}

/** How many cases wait, and how many of these are mine, nobody's, overdue and unread. */
export interface DeskCounts {
  all: number
  mine: number
  nobody: number
  overdue: number
  unread: number
}

/** The cases as staff sit before them: what waits for whom, and what nobody has read. */
export interface CaseDesk {
  /** What waits: overdue first, then unread, then by deadline. What is answered or closed: the latest deadline first. */
  list(page: DeskPage): Promise<DeskRow[]>
  /** Of what is open. */
  counts(of: Pick<DeskFilter, 'scope' | 'routes' | 'now'> & { staffId: string }): Promise<DeskCounts>
  /** Somebody of staff has opened the case: what was said until now is read. False when nothing was unread. */
  markRead(caseId: string): Promise<boolean>
  /** Words that came while an answer was typed: the case waits again, with the deadline that it had. */
  keepWaiting(caseId: string, unreadSince: Date): Promise<void>
  /** Gives the case to somebody, or to nobody. False when it is not any more with whom it was thought to be. */
  assign(caseId: string, turn: { from: string | undefined; to: string | undefined }): Promise<boolean>
}
