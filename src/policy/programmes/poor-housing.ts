import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { householdRules, mustBe } from '../rules/applicant.ts'
import { roomLeft } from '../rules/debt.ts'
import { onList } from '../rules/list.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { qd33of2015 } from '../sources.ts'

const since: Day = '2015-10-01'
const until: Day = '2020-12-31'
// Only old loans run on. The end and the amount were not read in a source.
const found = { from: since, until, cite: qd33of2015, confidence: 'found' } as const
const doubtful = { from: since, until, cite: qd33of2015, confidence: 'uncertain' } as const

const listed: Dated<true> = [{ ...found, value: true }]
const uses: Dated<Uses> = [{ ...found, value: { allowed: ['housing'], askOfficer: ['mixed'] } }]
const limit: Dated<Limit> = [{ ...doubtful, value: { dong: 25_000_000, unit: 'per_household' } }]

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: ['poor_housing'] })
}

/** The old housing scheme for poor households. Closed; social housing loans for building and repair took its place. */
export const poorHousing: Programme = {
  id: 'poor_housing',
  open: [
    { ...doubtful, value: true },
    { from: '2021-01-01', value: false, cite: qd33of2015, confidence: 'uncertain' },
  ],
  limits: { general: limit },
  rates: { general: [{ ...found, value: { pct: 3 } }] },
  overdue: overdueGeneral,
  terms: { general: [{ ...found, value: { months: 180 } }] },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: { listed, uses },
  rules: [
    onList('poor', listed),
    mustBe('on_beneficiary_list', 'onApprovedSupportList', { certifier: 'commune', cite: () => qd33of2015 }),
    ...householdRules,
    purposeFits(uses),
    roomLeft(ceiling, limit),
  ],
  ceiling,
}
