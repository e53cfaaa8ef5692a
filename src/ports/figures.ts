import type { ApplicationState } from '../domain/application.ts'
import type { CaseKind, CaseRoute } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'

/** What waits of one kind, by how long ago it was opened: less than a day, less than a week, longer. */
export interface CaseAges {
  kind: CaseKind
  day: number
  week: number
  older: number
}

/** How soon a person gave the first answer. */
export interface FirstAnswers {
  /** Cases that got one. */
  answered: number
  /** From the opening to the answer, in hours. */
  medianHours: number
}

/** First answers: by the kind of the case those that were given lately, and all by the week of the answer, which is named by its Monday. */
export interface AnswerFigures {
  kinds: (FirstAnswers & { kind: CaseKind })[]
  /** Weeks without any are left out. */
  weeks: (FirstAnswers & { week: Day })[]
}

/** The cases whose numbers are asked for. */
export interface FiguresOf {
  scope: Scope
  routes: readonly CaseRoute[]
}

/** How the work of an office stands, in numbers. Nothing here names anybody. */
export interface Figures {
  /** How many requests stand in each state; states without any are left out. */
  requests(scope: Scope): Promise<{ state: ApplicationState; count: number }[]>
  /** The open cases. Kinds without any are left out. */
  openCases(of: FiguresOf & { now: Date }): Promise<CaseAges[]>
  /** First answers of staff that were given from a moment on. They are read once for both. */
  answers(of: FiguresOf & { from: Date; lately: Date; until: Date }): Promise<AnswerFigures>
}
