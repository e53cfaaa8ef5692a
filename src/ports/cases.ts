import type { CaseKind, CaseOutcome, CaseRoute, CaseState } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { Scope } from '../domain/staff.ts'
import type { TermChange } from '../domain/term-request.ts'

/** A person who needs a person. */
export interface NewCase {
  kind: CaseKind
  accountId?: string
  householdId?: string
  loanId?: string
  officeId: number
  communeId?: number
  routedTo: CaseRoute
  /** Who reads it besides. */
  alsoTo?: CaseRoute
  /** The household's first words, or what the service noticed. */
  text: string
  /** Of who wants more time to pay: what was asked for. Kept encrypted. */
  moreTime?: MoreTime
  /** Who says so. Absent: the household. What a colleague began in the platform's console waits for nobody: it is answered. */
  by?: 'household' | 'bot' | 'agent'
  at: Date
  dueAt: Date
}

/** More time to pay, as the household asks for it: what forms 08/TD and 09/TD want to know. */
export interface MoreTime {
  form: TermChange
  reason: string
  /** The new day of payment, where the household named one. */
  until?: Day
  /** What it can pay now; 0 is nothing. */
  payNow: Dong
  /** The day on which the payment is due at the transaction point. */
  paysOn?: Day
  /** The last day on which it was in time to ask, where that is known. */
  askBy?: Day
  /** The day on which it was asked. */
  askedOn: Day
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
  /** Who reads it besides. */
  alsoTo?: CaseRoute
  /** The member of staff who took it up. */
  assignedTo?: string
  openedAt: Date
  /** By when an answer was promised at first, or since it is open again. */
  dueAt: Date
  /** How often it was raised because nobody answered in time, and when last. */
  level: number
  escalatedAt?: Date
  /** Since when the household is asked whether it is solved. */
  solvedAt?: Date
  closedAt?: Date
  /** How it was closed. Absent while it is not, and of what was closed with a person's data. */
  outcome?: CaseOutcome
}

/** One row of the list. `name` is the head of the household or what the account calls itself; `last` the latest words. */
export interface CaseRow extends Case {
  name: string
  last: string
}

/** One thing that was said. */
export interface CaseLine {
  /** `agent`: a colleague, in the platform's own console. `note`: what staff write for each other; it is never sent. `leader`: of the group. */
  by: 'household' | 'staff' | 'bot' | 'agent' | 'note' | 'leader'
  staff?: string
  staffName?: string
  text: string
  at: Date
}

/** Cases from before a moment, in order of id. `afterId` is the last id of the page before. */
export interface CasesBefore {
  before: Date
  afterId?: string
  limit: number
}

/** Talks with staff, difficulties, complaints and alarms. */
export interface Cases {
  open(opened: NewCase): Promise<{ id: string; code: string }>
  find(id: string): Promise<Case | undefined>
  /** What was asked for question by question, of a case of somebody who wants more time to pay. */
  moreTime(id: string): Promise<MoreTime | undefined>
  /** Makes a difficulty the wish for more time that it turned out to be. False where it is none, or closed. */
  askMoreTime(id: string, asked: { moreTime: MoreTime; loanId?: string; dueAt: Date }): Promise<boolean>
  /** The latest case of that kind of an account that is not closed. */
  openOf(accountId: string, kind: CaseKind): Promise<Case | undefined>
  /** The cases of those accounts that are not closed, newest first. */
  openOfAccounts(accountIds: readonly string[]): Promise<Case[]>
  /** Newest first. */
  ofHousehold(householdId: string): Promise<Case[]>
  /** Adds words. The household's open an answered case again, with a new deadline; staff's and a colleague's answer it. */
  say(caseId: string, line: { by: CaseLine['by']; staff?: string; text: string; at: Date }): Promise<void>
  /** Oldest first. */
  lines(caseId: string): Promise<CaseLine[]>
  /** How many are open, and how many of these beyond their time. */
  count(of: { scope: Scope; routes: readonly CaseRoute[]; now: Date }): Promise<{ open: number; overdue: number }>
  /** Open cases that were to be answered before that moment and can be raised further. */
  unanswered(page: CasesBefore): Promise<Case[]>
  /** Raises an open case by one step, to that level. False when it is there already, or no longer open. */
  raise(id: string, to: { level: number; at: Date }): Promise<boolean>
  /** Notes that the household is asked whether it is solved: from now on the case waits for it. False when it is closed, or asked already. */
  askSolved(id: string, at: Date): Promise<boolean>
  /** Cases whose household was asked before that moment whether it is solved, and has not answered. */
  silent(page: CasesBefore): Promise<Case[]>
  /** Gives what waits for a leader to the officer. False where it is with somebody else. */
  passLeader(id: string): Promise<boolean>
  /** Opens an answered or closed case again, with a new deadline. False when it is open. */
  reopen(id: string, at: Date): Promise<boolean>
  /** False when it was closed before; with `no_answer` also when its household was not asked, or has spoken since. */
  close(caseId: string, at: Date, outcome?: CaseOutcome): Promise<boolean>
}
