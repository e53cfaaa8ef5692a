import type { Dated, Period } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { Facts } from './facts.ts'
import type { Rule } from './finding.ts'
import type { ProgrammeId } from './ids.ts'

/**
 * One credit programme, as the law dates it. Names and sentences stand in the locales under the same id.
 * The records are lines by name (`general`, `preferential`, `worker` ...), so that a programme with two kinds of borrower keeps both.
 */
export interface Programme {
  id: ProgrammeId
  /** Whether new loans are made. No period, or false: the programme is not in force. */
  open: Dated<boolean>
  /** The most that may be lent. */
  limits: Lines<Limit>
  /** Per cent a year. */
  rates: Lines<Rate>
  /** What overdue principal costs. */
  overdue: Dated<Overdue>
  terms: Lines<Term>
  collateral: Lines<Collateral>
  /** Papers to bring: ids whose labels are `documents.<id>` of the programme's locale file. */
  papers: Dated<readonly string[]>
  /** Every other value that a condition reads, so that it can be shown and counted. */
  conditions: Record<string, Dated<unknown>>
  rules: readonly Rule[]
  /** The most for this household, from the limits in force. Undefined: the facts do not tell yet. */
  ceiling(facts: Facts, day: Day): Ceiling | undefined
  /** Which line of rates, terms and collateral applies. Without it, or for a name left out, the first line. */
  pick?(facts: Facts, day: Day): Picked
}

/** Dated values by name; the first is the ordinary one. */
export type Lines<T> = Record<string, Dated<T>>

/** Which lines apply to a household. */
export interface Picked {
  rate?: string
  term?: string
  collateral?: string
}

/** What an amount is counted for. The words are `policy:units.<unit>`. */
export type AmountUnit =
  | 'per_household'
  | 'per_person'
  | 'per_work'
  | 'per_student'
  | 'per_student_month'
  | 'per_student_month_plus_tuition'
  | 'per_worker'
  | 'per_project'
  | 'per_contract'
  | 'per_school'

/** What a percentage is taken of. The words are `policy:bases.<basis>`. */
export type Basis = 'house_price' | 'estimate' | 'collateral' | 'costs' | 'tuition'

/** A sum of dong, or a share of something that the household knows. */
export type Limit = { dong: Dong; unit: AmountUnit } | { pct: number; of: Basis; unit: AmountUnit }

/** Per cent a year of its own, or a factor of the poor-household rate, which moves with it. */
export type Rate = { pct: number } | { factorOfPoor: number }

/** A factor of the loan's own rate, or the poor-household rate of the day of lending. */
export type Overdue = { factor: number } | { poorRate: true }

/** At most so many months, or as a formula says (`policy:terms.<formula>`). */
export type Term = { months: number } | { formula: TermFormula; graceMonths?: number }

/** How a term without a fixed end is reckoned. */
export type TermFormula = 'study' | 'training' | 'contract' | 'production_cycle'

/** Never, always, or by amount: `above` is more than, `from` is that much or more. */
export type Collateral = { kind: 'none' } | { kind: 'always' } | { kind: 'above' | 'from'; dong: Dong }

/** The most that this household may owe under the programme, and the period of the law that says so. */
export interface Ceiling {
  dong: Dong
  unit: AmountUnit
  period: Period<Limit>
  /** What it may still borrow beside what it owes. Absent: debts not known, or not counted against this limit. */
  additional?: Dong
  /** Nothing seems to be left, but the debt may belong to something else: the office can tell. */
  additionalUnsure?: true
  /** What is asked for where the programme itself tells (the costs of going abroad). */
  asked?: Dong
}
