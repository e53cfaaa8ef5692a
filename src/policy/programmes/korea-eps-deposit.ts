import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, holds, type Rule, unknown } from '../finding.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { abroadGroups, inAbroadGroup } from '../rules/abroad.ts'
import { adult, civilCapacity, mustBe, noOverdueDebt } from '../rules/applicant.ts'
import { roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { qd16of2023 } from '../sources.ts'

const since: Day = '2023-06-01'
const found = { from: since, cite: qd16of2023, confidence: 'found' } as const

const registered: Dated<readonly string[]> = [{ ...found, value: ['permanent'] }]
const uses: Dated<Uses> = [{ ...found, value: { allowed: ['labour_export'], askOfficer: ['mixed', 'other'] } }]
const limit: Dated<Limit> = [{ ...found, value: { dong: 100_000_000, unit: 'per_person' } }]

/** Registered for good where the bank lends: here a stay for a time is not enough. */
const permanentHome: Rule = {
  id: 'permanent_home',
  certifier: 'commune',
  weigh: byLaw(registered, (facts, { value: fit, cite }) =>
    facts.residence == null ? unknown(cite, ['residence']) : holds(fit.includes(facts.residence), cite),
  ),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: ['korea_eps_deposit'] })
}

/** Loans for the deposit of workers who go to Korea under the state's programme. */
export const koreaEpsDeposit: Programme = {
  id: 'korea_eps_deposit',
  open: [{ ...found, value: true }],
  limits: { general: limit },
  // The rate was not read in a source, so that the office has the last word on every answer.
  rates: { general: [{ ...found, value: { factorOfPoor: 1 }, confidence: 'uncertain' }] },
  overdue: overdueGeneral,
  terms: { general: [{ ...found, value: { months: 64 } }] },
  collateral: { general: noCollateral },
  papers: [{ ...found, value: ['loan_request', 'overseas_contract', 'identity_card'] }],
  conditions: { abroadGroups, registered, uses },
  rules: [
    inAbroadGroup,
    mustBe('overseas_contract', 'hasSignedOverseasContract', { certifier: 'employer', cite: () => qd16of2023 }),
    permanentHome,
    adult,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    roomLeft(ceiling, limit),
  ],
  ceiling,
}
