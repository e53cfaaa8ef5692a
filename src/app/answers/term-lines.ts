import type { Filler, Words } from '../../conversation/words.ts'
import type { Citation } from '../../domain/dated.ts'
import { type Collateral, type Limit, monthlyInterestDong, type Term, type TermsOn } from '../../policy/index.ts'

/** A figure of the law as a line to read, and where it stands. */
export interface TermLine {
  /** As it reads under its programme: the value, with its name before it where there are several. */
  line: Filler
  /** The value alone, and its name where it is not the ordinary one. */
  value: Filler
  name?: Filler
  cites: Citation[]
}

/** The example that interest is shown by: people reckon in tens of millions. */
const exampleDong = 10_000_000

/** The most that may be lent, line by line. */
export function amountLines({ limits }: TermsOn): TermLine[] {
  const told = limits.filter((limit) => !isToldBeside(limit, limits))
  return told.map((limit) =>
    lineOf(limit, told.length, { kind: 'amount', cites: [limit.cite], value: amountWords(limit) }),
  )
}

/** A limit for living costs says already that the whole tuition comes on top. */
function isToldBeside(limit: Limit, limits: readonly Limit[]): boolean {
  const tuition = 'pct' in limit && limit.of === 'tuition'
  return tuition && limits.some((other) => other.unit === 'per_student_month_plus_tuition')
}

/** Interest a year, with an example of a month; the overdue rate where `overdue` is wanted. */
export function rateLines({ rates }: TermsOn, overdue = true): TermLine[] {
  return rates.map((rate) => {
    const interest = { dong: monthlyInterestDong(exampleDong, rate.pct) }
    const fillers = { rate: { pct: rate.pct }, example: { dong: exampleDong }, interest }
    const value: Words =
      overdue && rate.overduePct !== undefined
        ? { key: 'answers:rate.full', with: { ...fillers, overdue: { pct: rate.overduePct } } }
        : { key: 'answers:rate.plain', with: fillers }
    return lineOf(rate, rates.length, { kind: 'rate', cites: rate.cites, value })
  })
}

/** How long may be borrowed for. */
export function lengthLines({ terms }: TermsOn): TermLine[] {
  return terms.map((term) => lineOf(term, terms.length, { kind: 'term', cites: [term.cite], value: lengthWords(term) }))
}

/** Whether something has to be pledged. */
export function collateralLines({ collateral }: TermsOn): TermLine[] {
  return collateral.map((rule) =>
    lineOf(rule, collateral.length, { kind: 'collateral', cites: [rule.cite], value: pledgeWords(rule) }),
  )
}

/** When something has to be pledged, in words. */
export function pledgeWords(rule: Collateral): Words {
  const fillers = 'dong' in rule ? { with: { dong: { dong: rule.dong } } } : {}
  return { key: `policy:collateral.${rule.kind}`, ...fillers }
}

/** A limit in words: a sum, all of something, or a share of it. */
export function amountWords(limit: Limit): Words {
  if ('dong' in limit)
    return { key: 'answers:amount.sum', with: { max: { dong: limit.dong }, unit: policy(`units.${limit.unit}`) } }
  const of = policy(`bases.${limit.of}`)
  return limit.pct === 100
    ? { key: 'answers:amount.whole', with: { of } }
    : { key: 'answers:amount.share', with: { share: { pct: limit.pct }, of } }
}

/** A term in words: years where they are whole, months, or how it is reckoned. */
export function lengthWords(term: Term): Words {
  if ('months' in term) {
    const years = term.months / 12
    return Number.isInteger(years)
      ? { key: 'answers:term.years', with: { months: term.months, years } }
      : { key: 'answers:term.months', with: { months: term.months } }
  }
  const formula = policy(`terms.${term.formula}`)
  return term.graceMonths === undefined
    ? { key: 'answers:term.formula', with: { formula } }
    : { key: 'answers:term.formula_grace', with: { formula, months: term.graceMonths } }
}

/** A value that is not settled is not shown: the officer answers it. The name of the line stands before it where there are several. */
function lineOf(
  { name, confidence }: { name: string; confidence: string },
  count: number,
  { kind, value, cites }: { kind: 'amount' | 'rate' | 'term' | 'collateral'; value: Words; cites: Citation[] },
): TermLine {
  const sure = confidence !== 'uncertain'
  const words: Filler = { words: sure ? value : { key: `answers:officer_line.${kind}` } }
  const label = policy(`lines.${name}`)
  const line: Filler = count === 1 ? words : { words: { key: 'answers:line', with: { line: label, value: words } } }
  return {
    line,
    value: words,
    ...(count > 1 && name !== 'general' && { name: label }),
    cites: sure ? cites : [],
  }
}

function policy(path: string): Filler {
  return { words: { key: `policy:${path}` } }
}
