import type { Dated } from '../../domain/dated.ts'
import { addMonths, type Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral, poorMaximum } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, holds, type Law, met, type Rule, saying, unknown, unmet } from '../finding.ts'
import type { Ceiling, Programme } from '../programme.ts'
import { householdRules } from '../rules/applicant.ts'
import { noParallelLoan, type Parallel, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { exam2021, qd02of2021, qd28of2015, summary2025 } from '../sources.ts'

const since: Day = '2015-09-05'

const leftBoth: Dated<true> = [{ from: since, value: true, cite: qd28of2015, confidence: 'found' }]
const yearsSinceLeft: Dated<number> = [{ from: since, value: 3, cite: qd28of2015, confidence: 'found' }]
const uses: Dated<Uses> = [
  {
    from: since,
    value: { allowed: ['production', 'job_creation'], askOfficer: ['mixed', 'other'] },
    cite: qd28of2015,
    confidence: 'found',
  },
]
const parallel: Dated<Parallel> = [
  {
    from: since,
    value: { shutOut: [], askOfficer: ['poor', 'near_poor', 'disadvantaged_area_business'] },
    cite: exam2021,
    confidence: 'uncertain',
  },
]

const wasPoor: Rule = {
  id: 'was_poor_or_near_poor',
  certifier: 'commune',
  weigh: byLaw(leftBoth, oncePoor),
}

/** The list itself, an earlier status or a day of leaving shows it. A list that says "none" and nothing else says no. */
function oncePoor(facts: Facts, { cite }: Law<true>): Finding {
  if (facts.previousStatus === 'none' || facts.everPoorOrNearPoor === false) return unmet(cite)
  if (showsLeaving(facts) || facts.povertyStatus === 'newly_escaped') return met(cite)
  if (facts.povertyStatus != null) return holds(facts.povertyStatus !== 'none', cite)
  return unknown(cite, ['povertyStatus', 'previousStatus'])
}

function showsLeaving(facts: Facts): boolean {
  const once = facts.previousStatus != null || facts.everPoorOrNearPoor === true
  return once || facts.leftListDate != null || facts.leftPoorListDate != null || facts.yearsSinceEscaped != null
}

const offBothLists: Rule = {
  id: 'off_both_lists',
  certifier: 'commune',
  weigh: byLaw(leftBoth, (facts, { cite }) => {
    if (facts.povertyStatus != null)
      return holds(facts.povertyStatus === 'newly_escaped' || facts.povertyStatus === 'none', cite)
    // Having left "the list" is off both; having left the list of the poor may mean near-poor.
    const left = facts.leftListDate != null || facts.yearsSinceEscaped != null
    return left ? met(cite) : unknown(cite, ['povertyStatus'])
  }),
}

const leftRecently: Rule = {
  id: 'left_recently',
  certifier: 'commune',
  weigh: byLaw(yearsSinceLeft, recently),
}

/** Counted from the list that was left last: leaving the poor list for the near-poor one does not start the years. */
function recently(facts: Facts, { value: years, cite, day }: Law<number>): Finding {
  const fillers = { years }
  const left = facts.leftListDate ?? (facts.previousStatus === 'near_poor' ? null : facts.leftPoorListDate)
  if (left != null && left > day) return saying('not_left_yet', unmet(cite))
  if (left != null) return holds(day <= addMonths(left, 12 * years), cite, fillers)
  if (facts.yearsSinceEscaped != null) return holds(facts.yearsSinceEscaped <= years, cite, fillers)
  return unknown(cite, ['leftListDate'])
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(poorMaximum, { facts, day, debts: ['poor', 'near_poor', 'newly_escaped'] })
}

/** Loans to households that left poverty not long ago. */
export const newlyEscaped: Programme = {
  id: 'newly_escaped',
  // Lending stopped by its own date, and began again when the date was struck out.
  open: [
    { from: since, until: '2020-12-31', value: true, cite: qd28of2015, confidence: 'found' },
    { from: '2021-03-30', value: true, cite: qd02of2021, confidence: 'found' },
  ],
  limits: { general: poorMaximum },
  rates: { general: [{ from: since, value: { factorOfPoor: 1.25 }, cite: qd28of2015, confidence: 'found' }] },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { months: 60 }, cite: summary2025, confidence: 'found' }] },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { leftBoth, yearsSinceLeft, uses, parallel },
  rules: [
    wasPoor,
    offBothLists,
    leftRecently,
    ...householdRules,
    purposeFits(uses),
    noParallelLoan(parallel),
    roomLeft(ceiling, poorMaximum),
  ],
  ceiling,
}
