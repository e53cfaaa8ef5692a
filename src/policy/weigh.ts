import { type Citation, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import { joinVerdict, metOf, type Standing, type Verdict } from '../domain/eligibility.ts'
import type { Dong } from '../domain/money.ts'
import type { FactName, Facts } from './facts.ts'
import type { Certifier, Finding, Rule } from './finding.ts'
import type { AmountUnit, Ceiling, Lines, Picked, Programme, Term } from './programme.ts'
import { overduePctOn, type RateOn, rateOn } from './rates.ts'
import { mustPledge, wholeSum } from './rules/collateral.ts'
import type { Said } from './said.ts'

/** One condition, how it stands, where it is written, and a sentence that says so. */
export interface Reason {
  rule: string
  met: boolean | null
  standing: Standing
  certifier: Certifier
  citation: Citation
  words: Said
}

/** What the law answers for one household, one programme and one day. Figures are left out where the household is refused. */
export interface Weighed {
  verdict: Verdict
  maxAmountDong?: Dong
  /** What may still be borrowed beside what is owed. Absent when debts are not known. */
  maxAdditionalDong?: Dong
  amountUnit?: AmountUnit
  ratePctPerYear?: number
  overdueRatePct?: number
  termMonths?: number
  /** Absent when the amount decides and is not known. */
  collateralRequired?: boolean
  reasons: Reason[]
  /** The facts to ask for. Empty unless the verdict is `needs_info`. */
  missing: FactName[]
}

/** Weighs every condition of a programme, skips none, and lets the verdict follow from them. */
export function weigh(programme: Programme, facts: Facts, day: Day): Weighed {
  const picked = programme.pick?.(facts, day) ?? {}
  const rate = rateOn(line(programme.rates, picked.rate), day)
  if (!isOpen(programme, day) || rate === undefined) return notInForce(programme)
  const ceiling = programme.ceiling(facts, day)
  const reasons: Reason[] = []
  const open: FactName[] = []
  for (const rule of programme.rules) {
    const finding = rule.weigh(facts, day)
    reasons.push(reasonOf(rule, finding))
    if (finding.missing !== undefined) open.push(...finding.missing)
  }
  const doubt = doubtfulFigures(rate, ceiling)
  if (doubt !== undefined) reasons.push(reasonOf(figuresKnown, doubt))
  const verdict = joinVerdict(reasons.map((r) => r.standing))
  const weighed: Weighed = { verdict, reasons, missing: verdict === 'needs_info' ? [...new Set(open)] : [] }
  if (showsFigures(verdict, reasons)) addFigures(weighed, programme, { facts, day, picked, rate, ceiling })
  return weighed
}

/** Whether a programme lends on that day: opened, not closed, and with a limit that has a value. */
export function isOpen(programme: Programme, day: Day): boolean {
  if (inForce(programme.open, day)?.value !== true) return false
  for (const name in programme.limits) if (inForce(line(programme.limits, name), day) !== undefined) return true
  return false
}

/** The line of that name, or the first one. */
export function line<T>(lines: Lines<T>, name: string | undefined): Lines<T>[string] {
  const named = name === undefined ? undefined : lines[name]
  if (named !== undefined) return named
  for (const first in lines) return lines[first] as Lines<T>[string]
  throw new Error('a programme has a kind of figure without a single line')
}

/** Refused only because nothing is left to borrow: then the limit explains the answer. Refused otherwise: no figure tempts. */
function showsFigures(verdict: Verdict, reasons: readonly Reason[]): boolean {
  return verdict !== 'ineligible' || reasons.every((r) => r.met !== false || r.rule === 'room_left')
}

interface Case {
  facts: Facts
  day: Day
  picked: Picked
  rate: RateOn
  ceiling: Ceiling | undefined
}

/** Written in place, and only what is known: this runs for every programme of every household. */
function addFigures(weighed: Weighed, programme: Programme, { facts, day, picked, rate, ceiling }: Case): void {
  const overdue = overduePctOn(programme.overdue, rate.pct, day)
  const term = inForce<Term>(line(programme.terms, picked.term), day)?.value
  const law = inForce(line(programme.collateral, picked.collateral), day)?.value
  const pledge = law && mustPledge(law, { asked: facts.requestedTotalVnd ?? ceiling?.asked, most: wholeSum(ceiling) })
  if (ceiling !== undefined) weighed.maxAmountDong = ceiling.dong
  if (ceiling?.additional !== undefined) weighed.maxAdditionalDong = ceiling.additional
  if (ceiling !== undefined) weighed.amountUnit = ceiling.unit
  weighed.ratePctPerYear = rate.pct
  if (overdue !== undefined) weighed.overdueRatePct = overdue
  if (term !== undefined && 'months' in term) weighed.termMonths = term.months
  if (pledge !== undefined) weighed.collateralRequired = pledge
}

const figuresKnown: Pick<Rule, 'id' | 'certifier'> = { id: 'figures_known', certifier: 'bank' }

/** A figure of today that we could not read in a source is not told as if we had. Figures of the past answer for their time. */
function doubtfulFigures(rate: RateOn, ceiling: Ceiling | undefined): Finding | undefined {
  const [cite] = rate.cites
  if (rate.current && rate.confidence === 'uncertain' && cite !== undefined) return { standing: 'unsettled', cite }
  const period = ceiling?.period
  return period?.confidence === 'uncertain' && period.until === undefined
    ? { standing: 'unsettled', cite: period.cite }
    : undefined
}

function notInForce(programme: Programme): Weighed {
  const last = programme.open.at(-1) ?? programme.open[0]
  const rule = { id: 'in_force', certifier: 'bank' } as const
  return { verdict: 'not_in_force', reasons: [reasonOf(rule, { standing: 'unmet', cite: last.cite })], missing: [] }
}

function reasonOf(rule: Pick<Rule, 'id' | 'certifier'>, finding: Finding): Reason {
  const { standing } = finding
  const words = sentenceOf(rule.id, finding.say ?? (standing === 'presumed' ? 'unknown' : standing))
  return {
    rule: rule.id,
    met: metOf(standing),
    standing,
    certifier: rule.certifier,
    citation: finding.cite,
    words: finding.with === undefined ? words : { key: words.key, with: finding.with },
  }
}

/** The sentences said so far, by rule and saying: there are some hundreds, and each is said to every household. */
const sentences = new Map<string, Map<string, Said>>()

function sentenceOf(rule: string, say: string): Said {
  const ofRule = sentences.get(rule) ?? new Map<string, Said>()
  const known = ofRule.get(say)
  if (known !== undefined) return known
  const said = { key: `policy:rules.${rule}.${say}` }
  sentences.set(rule, ofRule.set(say, said))
  return said
}
