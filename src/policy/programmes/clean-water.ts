import { type Dated, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral } from '../bases.ts'
import type { FactName, Facts } from '../facts.ts'
import { byLaw, type Finding, holds, type Law, met, type Rule, unknown, unmet, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme, Rate } from '../programme.ts'
import { householdRules } from '../rules/applicant.ts'
import { owed, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import {
  article,
  nq76of2025,
  qd10of2024,
  qd18of2014,
  qd62of2004,
  qd750of2015,
  qd1205of2018,
  qd1826of2013,
  qd2553of2025,
} from '../sources.ts'

const since: Day = '2004-04-16'
const borrower2024 = article(qd10of2024, 4)

/** Which kinds of place count as rural. `ask` is for the office. */
interface Rural {
  thi_tran: 'yes' | 'no' | 'ask'
  /** Wards may have been formed out of communes. */
  merged: boolean
}
const rural: Dated<Rural> = [
  { from: since, until: '2024-09-01', value: { thi_tran: 'no', merged: false }, cite: qd62of2004, confidence: 'found' },
  {
    from: '2024-09-02',
    until: '2025-06-30',
    value: { thi_tran: 'yes', merged: false },
    cite: borrower2024,
    confidence: 'found',
  },
  {
    from: '2025-07-01',
    value: { thi_tran: 'ask', merged: true },
    cite: article(nq76of2025, 13),
    confidence: 'uncertain',
  },
]
const works: Dated<readonly ('none' | 'damaged' | 'good')[]> = [
  { from: since, until: '2024-09-01', value: ['none', 'damaged'], cite: qd62of2004, confidence: 'found' },
  { from: '2024-09-02', value: ['none', 'damaged'], cite: borrower2024, confidence: 'found' },
]
const uses: Dated<Uses> = [
  { from: since, value: { allowed: ['clean_water'], askOfficer: ['mixed'] }, cite: qd10of2024, confidence: 'found' },
]
const perWork = (dong: number): Limit => ({ dong, unit: 'per_work' })
const limit: Dated<Limit> = [
  { from: since, until: '2014-03-02', value: perWork(4_000_000), cite: qd62of2004, confidence: 'uncertain' },
  { from: '2014-03-03', until: '2018-09-18', value: perWork(6_000_000), cite: qd18of2014, confidence: 'uncertain' },
  { from: '2018-09-19', until: '2024-09-01', value: perWork(10_000_000), cite: qd1205of2018, confidence: 'found' },
  { from: '2024-09-02', value: perWork(25_000_000), cite: qd10of2024, confidence: 'found' },
]
const rate: Dated<Rate> = [
  { from: '2008-01-01', until: '2013-10-08', value: { pct: 10.8 }, cite: qd1826of2013, confidence: 'uncertain' },
  { from: '2013-10-09', until: '2015-06-04', value: { pct: 9.6 }, cite: qd1826of2013, confidence: 'found' },
  { from: '2015-06-05', until: '2025-11-30', value: { pct: 9 }, cite: qd750of2015, confidence: 'found' },
  { from: '2025-12-01', value: { pct: 8.4 }, cite: qd2553of2025, confidence: 'found' },
]

const livesInTheCountry: Rule = {
  id: 'rural_area',
  certifier: 'commune',
  weigh: byLaw(rural, inTheCountry),
}

function inTheCountry(facts: Facts, { value, cite, day }: Law<Rural>): Finding {
  if (facts.adminUnit === 'phuong') return inWard(facts, { value, cite, day })
  if (facts.adminUnit === 'xa') return met(borrower2024)
  if (facts.adminUnit === 'thi_tran')
    return value.thi_tran === 'ask' ? unsettled(cite) : holds(value.thi_tran === 'yes', cite)
  return facts.area == null ? unknown(borrower2024, ['area', 'adminUnit']) : holds(facts.area === 'rural', borrower2024)
}

/** A ward that was one before the merger stays outside. One made of communes keeps their policies, and how is for the office to say. */
function inWard(facts: Facts, { value, cite }: Law<Rural>): Finding {
  if (!value.merged || facts.formerUnit === 'phuong') return unmet(cite)
  if (facts.formerUnit != null) return unsettled(cite)
  return facts.area === 'urban' ? unmet(cite) : unsettled(cite)
}

const workNeeded: Rule = {
  id: 'work_needed',
  certifier: 'group',
  weigh: byLaw(works, (facts, { value: fit, cite }) => {
    const states = [facts.waterWork, facts.sanitationWork]
    if (states.some((s) => s != null && fit.includes(s))) return met(cite)
    const open = workFacts.filter((name) => facts[name] == null)
    return open.length > 0 ? unknown(cite, open) : unmet(cite)
  }),
}
const workFacts = ['waterWork', 'sanitationWork'] as const satisfies readonly FactName[]

/** Works that may be built with the loan. Where nothing is told of either, both may. */
function needed(facts: Facts): string[] {
  const states = [facts.waterWork, facts.sanitationWork]
  if (states.every((s) => s == null)) return ['none', 'none']
  return states.filter((s) => s === 'none' || s === 'damaged')
}

/**
 * The limit is for each kind of work, and debts are known only in all. A debt cannot belong to a work that was never built,
 * so beside a missing work the other one may carry it; beside a damaged one it is counted against that work, to be safe.
 */
function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const period = inForce(limit, day)
  if (period === undefined || !('dong' in period.value)) return undefined
  const { dong, unit } = period.value
  const debt = owed(facts, ['clean_water'])
  if (debt === undefined) return { dong, unit, period }
  const open = needed(facts)
  const alone = open.length === 1
  const counted = alone && open[0] === 'none' ? Math.max(0, debt - dong) : debt
  const additional = Math.max(0, dong * open.length - counted)
  return { dong, unit, period, additional, ...(alone && open[0] === 'damaged' && { additionalUnsure: true as const }) }
}

/** Loans for water works and latrines in the country. */
export const cleanWater: Programme = {
  id: 'clean_water',
  open: [
    { from: since, until: '2024-09-01', value: true, cite: qd62of2004, confidence: 'found' },
    { from: '2024-09-02', value: true, cite: qd10of2024, confidence: 'found' },
  ],
  limits: { general: limit },
  rates: { general: rate },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { months: 60 }, cite: qd10of2024, confidence: 'found' }] },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { rural, works, uses },
  rules: [livesInTheCountry, workNeeded, ...householdRules, purposeFits(uses), roomLeft(ceiling, limit)],
  ceiling,
}
