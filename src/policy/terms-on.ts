import { type Citation, type Confidence, type Dated, inForce, type Period } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import type { Certifier } from './finding.ts'
import { programmeKey } from './ids.ts'
import type { Collateral, Limit, Lines, Programme, Term } from './programme.ts'
import { overduePctOn, rateOn } from './rates.ts'
import type { Said } from './said.ts'
import { isOpen } from './weigh.ts'

/** What is in force of a programme on a day, to be shown: every figure with its source. */
export interface TermsOn {
  /** The most that may be lent; `name` tells lines apart, words `policy:lines.<name>`. */
  limits: (Limit & Shown)[]
  /** Per cent a year, with what overdue principal costs. */
  rates: { name: string; pct: number; overduePct?: number; cites: Citation[]; confidence: Confidence }[]
  terms: (Term & Shown)[]
  collateral: (Collateral & Shown)[]
  papers: { id: string; label: Said }[]
  papersCite?: Citation
  /** Who certifies which condition. */
  certifiers: { rule: string; certifier: Certifier }[]
  /** Every source named above, once. */
  cites: Citation[]
}

/** The name of a line, its source, and how well it is known. */
export interface Shown {
  name: string
  cite: Citation
  confidence: Confidence
}

/** What is in force of the programme on that day; undefined where it does not lend. */
export function showTerms(programme: Programme, day: Day): TermsOn | undefined {
  const rates = shownRates(programme, day)
  if (!isOpen(programme, day) || rates.length === 0) return undefined
  const limits = shown(programme.limits, day)
  const terms = shown(programme.terms, day)
  const collateral = shown(programme.collateral, day)
  const papers = inForce(programme.papers, day)
  const cited = [...limits, ...terms, ...collateral].map((l) => l.cite)
  return {
    limits,
    rates,
    terms,
    collateral,
    papers: (papers?.value ?? []).map((id) => ({ id, label: { key: programmeKey(programme.id, `documents.${id}`) } })),
    ...(papers && { papersCite: papers.cite }),
    certifiers: programme.rules.map((r) => ({ rule: r.id, certifier: r.certifier })),
    cites: distinct([...cited, ...rates.flatMap((r) => r.cites), ...(papers ? [papers.cite] : [])]),
  }
}

function shown<T extends object>(lines: Lines<T>, day: Day): (T & Shown)[] {
  return Object.entries(lines).flatMap(([name, dated]: [string, Dated<T>]) => {
    const period: Period<T> | undefined = inForce(dated, day)
    return period === undefined ? [] : [{ ...period.value, name, cite: period.cite, confidence: period.confidence }]
  })
}

function shownRates(programme: Programme, day: Day): TermsOn['rates'] {
  return Object.entries(programme.rates).flatMap(([name, dated]) => {
    const rate = rateOn(dated, day)
    if (rate === undefined) return []
    const overduePct = overduePctOn(programme.overdue, rate.pct, day)
    const { pct, cites, confidence } = rate
    return [{ name, pct, ...(overduePct !== undefined && { overduePct }), cites, confidence }]
  })
}

/** The same source named twice is one source. */
function distinct(cites: readonly Citation[]): Citation[] {
  return [...new Map(cites.map((c) => [c.text, c])).values()]
}
