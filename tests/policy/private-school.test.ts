import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const lent = '2022-09-01'
const school: Row[] = [
  [
    'preschool',
    lent,
    {},
    { verdict: 'eligible', amount: 200_000_000, unit: 'per_school', rate: 3.3, overdue: 6.6, term: 36 },
  ],
  ['independent class', lent, { schoolType: 'independent_class' }, { verdict: 'eligible', amount: 80_000_000 }],
  ['preschool group', lent, { schoolType: 'preschool_group' }, { verdict: 'eligible', amount: 80_000_000 }],
  [
    'primary school, not public',
    lent,
    { schoolType: 'non_public_primary' },
    { verdict: 'eligible', amount: 200_000_000 },
  ],
  ['public primary school', lent, { schoolType: 'public_primary' }, 'ineligible'],
  ['secondary school', lent, { schoolType: 'secondary' }, { verdict: 'ineligible', unmet: ['school_kind'] }],
  ['kind not known', lent, { schoolType: null }, { verdict: 'needs_info', missing: ['schoolType'] }],
  ['kind that we do not know', lent, { schoolType: 'circus' }, 'ask_officer'],
  ['a worker', lent, { borrowerType: 'worker' }, 'ineligible'],
  ['closed for a month', lent, { closedMonths: 1 }, 'eligible'],
  ['closed for less', lent, { closedMonths: 0.9 }, { verdict: 'ineligible', unmet: ['had_to_close'] }],
  ['time closed not known', lent, { closedMonths: null }, { verdict: 'needs_info', missing: ['closedMonths'] }],
  ['old bad debt', lent, { badDebtBefore2020_01_23: true }, { verdict: 'ineligible', unmet: ['no_old_bad_debt'] }],
  ['old bad debt not known', lent, { badDebtBefore2020_01_23: null }, 'needs_info'],
  ['unlawful', lent, { legallyEstablished: false }, 'ineligible'],
  ['not known to be lawful', lent, { legallyEstablished: null }, 'needs_info'],
  ['with a plan, nothing overdue', lent, { hasLoanPlan: true, overdueDebtAtVbsp: false }, 'eligible'],
  ['without a plan', lent, { hasLoanPlan: false }, 'ineligible'],
  ['overdue', lent, { overdueDebtAtVbsp: true }, 'ask_officer'],
  [
    'debt',
    lent,
    { existingVbspDebtVnd: { private_school: 50_000_000 } },
    { verdict: 'eligible', additional: 150_000_000 },
  ],
  ['limit used up', lent, { existingVbspDebtVnd: { private_school: 200_000_000 } }, 'ineligible'],
  ['day before the decision', '2022-04-26', {}, 'not_in_force'],
  ['first day', '2022-04-27', {}, 'eligible'],
  ['last day of the recovery package', '2023-12-31', {}, 'eligible'],
  ['after it', '2024-01-01', {}, 'not_in_force'],
]

describe('private_school', () => {
  table(
    'private_school',
    {
      borrowerType: 'school',
      schoolType: 'preschool',
      closedMonths: 3,
      badDebtBefore2020_01_23: false,
      legallyEstablished: true,
    },
    school,
    { no_overdue_debt: [false] },
  )
})
