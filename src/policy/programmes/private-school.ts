import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, holds, type Rule, unknown, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { asked, mustBe, noOverdueDebt, told } from '../rules/applicant.ts'
import { roomLeft } from '../rules/debt.ts'
import { nq43of2022, qd11of2022 } from '../sources.ts'

const since: Day = '2022-04-27'
// The recovery package ended with 2023. No text that repeals the decision was found.
const until: Day = '2023-12-31'
const found = { from: since, until, cite: qd11of2022, confidence: 'found' } as const

const monthsClosed: Dated<number> = [{ ...found, value: 1 }]
/** Kinds of school, as callers name them: small independent groups and classes, and whole schools. */
const kinds: Dated<{ groups: readonly string[]; schools: readonly string[]; outside: readonly string[] }> = [
  {
    ...found,
    value: {
      groups: [
        'independent_class',
        'independent_group',
        'nursery_group',
        'independent_nursery',
        'preschool_class',
        'preschool_group',
      ],
      schools: [
        'preschool',
        'kindergarten',
        'nursery',
        'primary',
        'primary_school',
        'private_preschool',
        'private_primary',
        'school',
      ],
      outside: [
        'secondary',
        'secondary_school',
        'high_school',
        'university',
        'public',
        'public_preschool',
        'public_primary',
      ],
    },
  },
]
const limits = {
  school: [{ ...found, value: { dong: 200_000_000, unit: 'per_school' } }],
  group: [{ ...found, value: { dong: 80_000_000, unit: 'per_school' } }],
} satisfies Record<string, Dated<Limit>>

const schoolKind: Rule = {
  id: 'school_kind',
  certifier: 'school',
  weigh: byLaw(kinds, (facts, { value: { groups, schools, outside }, cite }) => {
    if (facts.borrowerType != null && facts.borrowerType !== 'school') return holds(false, cite)
    if (facts.schoolType == null) return unknown(cite, ['schoolType'])
    if ([...groups, ...schools].includes(facts.schoolType)) return holds(true, cite)
    return outside.includes(facts.schoolType) ? holds(false, cite) : unsettled(cite)
  }),
}

const hadToClose: Rule = {
  id: 'had_to_close',
  certifier: 'commune',
  weigh: byLaw(monthsClosed, (facts, { value: months, cite }) =>
    facts.closedMonths == null
      ? unknown(cite, ['closedMonths'])
      : holds(facts.closedMonths >= months, cite, { months }),
  ),
}

const noOldBadDebt: Rule = {
  id: 'no_old_bad_debt',
  certifier: 'bank',
  weigh: ({ badDebtBefore2020_01_23: bad }) => asked(bad == null ? bad : !bad, qd11of2022, 'badDebtBefore2020_01_23'),
}

const hasPlan: Rule = { id: 'has_loan_plan', certifier: 'bank', weigh: (facts) => told(facts.hasLoanPlan, qd11of2022) }

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const small = kinds.some((p) => p.value.groups.includes(facts.schoolType ?? ''))
  return fixedCeiling(small ? limits.group : limits.school, { facts, day, debts: ['private_school'] })
}

/** Loans to private nursery and primary schools that had to close in the epidemic. Closed. */
export const privateSchool: Programme = {
  id: 'private_school',
  open: [
    { ...found, value: true },
    { from: '2024-01-01', value: false, cite: nq43of2022, confidence: 'uncertain' },
  ],
  limits,
  rates: { general: [{ ...found, value: { pct: 3.3 } }] },
  overdue: [{ ...found, value: { poorRate: true } }],
  terms: { general: [{ ...found, value: { months: 36 } }] },
  collateral: { general: noCollateral },
  papers: [{ ...found, value: ['loan_plan', 'school_licence'] }],
  conditions: { monthsClosed, kinds },
  rules: [
    schoolKind,
    mustBe('lawful_school', 'legallyEstablished', { certifier: 'commune', cite: () => qd11of2022 }),
    hadToClose,
    noOldBadDebt,
    hasPlan,
    noOverdueDebt,
    roomLeft(ceiling, limits.school),
  ],
  ceiling,
}
