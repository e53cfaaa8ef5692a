import { type Dated, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral, poorMaximum } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { householdRules } from '../rules/applicant.ts'
import { noParallelLoan, type Parallel, roomLeft } from '../rules/debt.ts'
import { onList } from '../rules/list.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { article, exam2021, nd78of2002, qd12of2019 } from '../sources.ts'

const since: Day = '2002-10-04'
const decree13 = article(nd78of2002, 13)
const decree14 = article(nd78of2002, 14)

const listed: Dated<true> = [{ from: since, value: true, cite: decree13, confidence: 'found' }]
const uses: Dated<Uses> = [
  {
    from: since,
    // School costs are for the branch director to allow; a weighed mixture too.
    value: {
      allowed: ['production', 'job_creation', 'housing', 'clean_water'],
      askOfficer: ['study', 'mixed', 'other'],
    },
    cite: decree14,
    confidence: 'found',
  },
]
const parallel: Dated<Parallel> = [
  {
    from: since,
    value: { shutOut: ['near_poor', 'newly_escaped', 'disadvantaged_area_business'], askOfficer: [] },
    cite: exam2021,
    confidence: 'found',
  },
]
const limits = {
  general: poorMaximum,
  house_repair: [
    { from: since, value: { dong: 3_000_000, unit: 'per_household' }, cite: decree14, confidence: 'found' },
  ],
  lighting: [{ from: since, value: { dong: 1_500_000, unit: 'per_household' }, cite: decree14, confidence: 'found' }],
  clean_water: [{ from: since, value: { dong: 10_000_000, unit: 'per_work' }, cite: decree14, confidence: 'found' }],
} satisfies Record<string, Dated<Limit>>

/** The most for the use that is named: living needs have small limits of their own, within the limit of the household. */
function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const whole = fixedCeiling(limits.general, { facts, day, debts: ['poor'] })
  const part =
    facts.purpose === 'housing' ? limits.house_repair : facts.purpose === 'clean_water' ? limits.clean_water : undefined
  const small = part && inForce<Limit>(part, day)
  if (whole === undefined || small === undefined || !('dong' in small.value)) return whole
  const { dong, unit } = small.value
  const left = whole.additional === undefined ? {} : { additional: Math.min(dong, whole.additional) }
  return { dong, unit, period: small, ...left }
}

/** Loans to poor households. */
export const poor: Programme = {
  id: 'poor',
  open: [{ from: since, value: true, cite: nd78of2002, confidence: 'found' }],
  limits,
  rates: { general: [{ from: since, value: { factorOfPoor: 1 }, cite: nd78of2002, confidence: 'found' }] },
  overdue: overdueGeneral,
  terms: {
    general: [
      { from: since, until: '2019-02-28', value: { months: 60 }, cite: nd78of2002, confidence: 'uncertain' },
      { from: '2019-03-01', value: { months: 120 }, cite: qd12of2019, confidence: 'found' },
    ],
  },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { listed, uses, parallel },
  rules: [
    onList('poor', listed),
    ...householdRules,
    purposeFits(uses),
    noParallelLoan(parallel),
    roomLeft(ceiling, limits.general),
  ],
  ceiling,
}
