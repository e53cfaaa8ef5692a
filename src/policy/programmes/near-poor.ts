import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral, poorMaximum } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Ceiling, Programme } from '../programme.ts'
import { householdRules } from '../rules/applicant.ts'
import { noParallelLoan, type Parallel, roomLeft } from '../rules/debt.ts'
import { onList } from '../rules/list.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { article, exam2021, qd15of2013, qd1826of2013, summary2025 } from '../sources.ts'

const since: Day = '2013-04-16'
const article1 = article(qd15of2013, 1)

const listed: Dated<true> = [{ from: since, value: true, cite: article1, confidence: 'found' }]
const uses: Dated<Uses> = [
  {
    from: since,
    value: { allowed: ['production', 'job_creation'], askOfficer: ['mixed', 'other'] },
    cite: article1,
    confidence: 'found',
  },
]
// That a poor-household loan shuts these two out is read; whether one of theirs may run beside an older loan of the same family is not.
const parallel: Dated<Parallel> = [
  {
    from: since,
    value: { shutOut: [], askOfficer: ['poor', 'newly_escaped', 'disadvantaged_area_business'] },
    cite: exam2021,
    confidence: 'uncertain',
  },
]

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(poorMaximum, { facts, day, debts: ['poor', 'near_poor', 'newly_escaped'] })
}

/** Loans to near-poor households. */
export const nearPoor: Programme = {
  id: 'near_poor',
  open: [{ from: since, value: true, cite: qd15of2013, confidence: 'found' }],
  limits: { general: poorMaximum },
  rates: {
    general: [
      {
        from: since,
        until: '2013-10-08',
        value: { factorOfPoor: 1.3 },
        cite: article(qd15of2013, 3),
        confidence: 'found',
      },
      { from: '2013-10-09', value: { factorOfPoor: 1.2 }, cite: qd1826of2013, confidence: 'found' },
    ],
  },
  overdue: overdueGeneral,
  terms: {
    general: [
      { from: since, until: '2019-02-28', value: { months: 60 }, cite: qd15of2013, confidence: 'uncertain' },
      { from: '2019-03-01', value: { months: 120 }, cite: summary2025, confidence: 'found' },
    ],
  },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { listed, uses, parallel },
  rules: [
    onList('near_poor', listed),
    ...householdRules,
    purposeFits(uses),
    noParallelLoan(parallel),
    roomLeft(ceiling, poorMaximum),
  ],
  ceiling,
}
