import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { adult, civilCapacity, mustBe, noOverdueDebt, residence } from '../rules/applicant.ts'
import { roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { qd16of2023 } from '../sources.ts'

// Known to exist by the bank's list of procedures; none of the figures was read in a source, so the office answers.
const since: Day = '2023-05-15'
const doubtful = { from: since, cite: qd16of2023, confidence: 'uncertain' } as const

const uses: Dated<Uses> = [{ ...doubtful, value: { allowed: ['labour_export'], askOfficer: ['mixed', 'other'] } }]
const limit: Dated<Limit> = [{ ...doubtful, value: { dong: 100_000_000, unit: 'per_person' } }]

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: ['korea_eps_deposit'] })
}

/** Loans for the deposit of workers who go to Korea under the state's programme. */
export const koreaEpsDeposit: Programme = {
  id: 'korea_eps_deposit',
  open: [{ ...doubtful, value: true }],
  limits: { general: limit },
  rates: { general: [{ ...doubtful, value: { factorOfPoor: 1 } }] },
  overdue: overdueGeneral,
  terms: { general: [{ ...doubtful, value: { formula: 'contract' } }] },
  collateral: { general: noCollateral },
  papers: [{ ...doubtful, value: ['loan_request', 'overseas_contract', 'identity_card'] }],
  conditions: { uses },
  rules: [
    mustBe('overseas_contract', 'hasSignedOverseasContract', { certifier: 'employer', cite: () => qd16of2023 }),
    residence,
    adult,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    roomLeft(ceiling, limit),
  ],
  ceiling,
}
