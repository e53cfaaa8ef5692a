import type { Given, Question } from './question.ts'

// A flow is a table: questions, outcomes, and the way between them. It holds no text, no rule and no channel.

/** The questions of a flow by node name. */
export type Questions = Record<string, Question<unknown>>

/** What the answers of a flow are, read off its questions. */
export type Answers<Q extends Questions> = { [K in keyof Q]: Q[K] extends Question<infer V> ? V : never }

/** Where to go after an answer: the first row that holds. The last row of a list has no `when`. */
export interface Step<A, Place> {
  when?(answers: Partial<A>, given: Given): boolean
  go: Place
}

/** A way that is chosen anew from everything that was answered, where rows would be too many. Pure, and never back to what was answered. */
export interface Chooser<A, Place> {
  choose(answers: Partial<A>, given: Given): Place
  /** Every place that it can lead to. */
  exits: readonly Place[]
}

/** A way on: always the same, rows to choose from, or a choice by all answers. */
export type Way<A, Place> = Place | readonly Step<A, Place>[] | Chooser<A, Place>

/** One talk as a table. The compiler refuses an unknown place, an unknown option and a missing row. */
export interface Flow<Q extends Questions, O extends string> {
  id: string
  /** The first question, or rows that choose it from what is given. */
  first: Way<Answers<Q>, (keyof Q & string) | NoInfer<O>>
  questions: Q
  outcomes: readonly O[]
  route: { [K in keyof Q]: Way<Answers<Q>, (keyof Q & string) | NoInfer<O>> }
  /** Outcomes that do something once (a request is sent): after one of them the old buttons of the run are closed, not opened again. */
  closes?: readonly NoInfer<O>[]
  /** Whether a question that is not asked, because its answer is known, may be answered all the same when it is corrected. */
  beside?(node: string, given: Given): boolean
}

/** What the engine sees of a flow. */
export interface AnyFlow {
  id: string
  first: Way<Record<string, unknown>, string>
  questions: Questions
  outcomes: readonly string[]
  route: Record<string, Way<Record<string, unknown>, string>>
  closes?: readonly string[]
  beside?(node: string, given: Given): boolean
}

/** Checks a flow's table at compile time and hands it back. */
export function flow<Q extends Questions, const O extends string>(table: Flow<Q, O>): Flow<Q, O> {
  return table
}

/** The places a way can lead to: read off the table, so that a flow can be drawn and walked. */
export function exits(way: Way<never, string>): string[] {
  if (typeof way === 'string') return [way]
  return isChosen(way) ? [...way.exits] : way.map((step) => step.go)
}

/** Whether a way is chosen by all answers. */
export function isChosen<A, Place>(way: Way<A, Place>): way is Chooser<A, Place> {
  return typeof way === 'object' && way !== null && 'choose' in way
}
