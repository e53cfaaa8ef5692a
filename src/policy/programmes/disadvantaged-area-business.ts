import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, holds, met, presumed, type Rule, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme, Rate } from '../programme.ts'
import { adult, civilCapacity, groupMember, noOverdueDebt, told } from '../rules/applicant.ts'
import { inDifficultArea } from '../rules/area.ts'
import { noParallelLoan, type Parallel, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { exam2021, qd17of2023, qd31of2007, qd306of2016, qd750of2015, qd1826of2013, qd2553of2025 } from '../sources.ts'

const since: Day = '2007-03-05'

const listed: Dated<true> = [
  { from: since, until: '2023-08-07', value: true, cite: qd31of2007, confidence: 'found' },
  { from: '2023-08-08', value: true, cite: qd17of2023, confidence: 'found' },
]
/** Poor households have a programme of their own; the text of 2023 may have let them in here. */
const poorHouseholds: Dated<'no' | 'ask'> = [
  { from: since, until: '2023-08-07', value: 'no', cite: exam2021, confidence: 'found' },
  { from: '2023-08-08', value: 'ask', cite: qd17of2023, confidence: 'uncertain' },
]
const uses: Dated<Uses> = [
  {
    from: since,
    value: { allowed: ['production', 'job_creation'], askOfficer: ['mixed', 'other'] },
    cite: qd31of2007,
    confidence: 'found',
  },
]
const parallel: Dated<Parallel> = [
  {
    from: since,
    value: { shutOut: [], askOfficer: ['poor', 'near_poor', 'newly_escaped'] },
    cite: exam2021,
    confidence: 'uncertain',
  },
]
const household = (dong: number): Limit => ({ dong, unit: 'per_household' })
const limit: Dated<Limit> = [
  { from: since, until: '2016-03-14', value: household(30_000_000), cite: qd31of2007, confidence: 'found' },
  { from: '2016-03-15', until: '2023-08-07', value: household(50_000_000), cite: qd306of2016, confidence: 'found' },
  { from: '2023-08-08', value: household(100_000_000), cite: qd17of2023, confidence: 'found' },
]
const rate: Dated<Rate> = [
  { from: since, until: '2013-10-08', value: { pct: 10.8 }, cite: qd31of2007, confidence: 'found' },
  { from: '2013-10-09', until: '2015-06-04', value: { pct: 9.6 }, cite: qd1826of2013, confidence: 'found' },
  { from: '2015-06-05', until: '2025-11-30', value: { pct: 9 }, cite: qd750of2015, confidence: 'found' },
  { from: '2025-12-01', value: { pct: 7.8 }, cite: qd2553of2025, confidence: 'found' },
]

const notPoor: Rule = {
  id: 'not_on_poor_list',
  certifier: 'commune',
  weigh: byLaw(poorHouseholds, (facts, { value: law, cite }) => {
    if (facts.povertyStatus == null) return presumed(cite)
    return facts.povertyStatus === 'poor' && law === 'ask'
      ? unsettled(cite)
      : holds(facts.povertyStatus !== 'poor', cite)
  }),
}

const livesAtProject: Rule = {
  id: 'lives_at_project',
  certifier: 'commune',
  weigh: (facts) => {
    if (facts.residence === 'none') return told(false, qd31of2007)
    return facts.residentAtProjectPlace == null && facts.residence != null
      ? met(qd31of2007)
      : told(facts.residentAtProjectPlace, qd31of2007)
  },
}

const planConfirmed: Rule = {
  id: 'plan_confirmed',
  certifier: 'commune',
  weigh: (facts) => told(facts.planApprovedByCommune, qd31of2007),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: ['disadvantaged_area_business'] })
}

/** Loans to households that produce and trade in difficult areas. */
export const disadvantagedAreaBusiness: Programme = {
  id: 'disadvantaged_area_business',
  open: [
    { from: since, until: '2023-08-07', value: true, cite: qd31of2007, confidence: 'found' },
    { from: '2023-08-08', value: true, cite: qd17of2023, confidence: 'found' },
  ],
  limits: { general: limit },
  rates: { general: rate },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { formula: 'production_cycle' }, cite: qd31of2007, confidence: 'found' }] },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { listed, poorHouseholds, uses, parallel },
  rules: [
    inDifficultArea(listed),
    notPoor,
    livesAtProject,
    planConfirmed,
    adult,
    civilCapacity,
    groupMember,
    noOverdueDebt,
    purposeFits(uses),
    noParallelLoan(parallel),
    roomLeft(ceiling, limit),
  ],
  ceiling,
}
