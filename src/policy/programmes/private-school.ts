import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, holds, met, type Rule, unknown, unmet, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { asked, mustBe, noOverdueDebt, told } from '../rules/applicant.ts'
import { roomLeft } from '../rules/debt.ts'
import { nq43of2022, qd11of2022 } from '../sources.ts'

const since: Day = '2022-04-27'
// The recovery package ended with 2023. No text that repeals the decision was found.
const until: Day = '2023-12-31'
const found = { from: since, until, cite: qd11of2022, confidence: 'found' } as const

const monthsClosed: Dated<number> = [{ ...found, value: 1 }]
/** Kinds of school, by the words that callers use: small independent groups and classes, whole schools, and what stays outside. */
const kinds: Dated<{ groups: readonly string[]; schools: readonly string[]; outside: readonly string[] }> = [
  {
    ...found,
    value: {
      groups: ['group', 'class'],
      schools: ['preschool', 'kindergarten', 'nursery', 'primary', 'school'],
      outside: ['public', 'secondary', 'high', 'college', 'university'],
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
    if (facts.borrowerType != null && facts.borrowerType !== 'school') return unmet(cite)
    const words = wordsOf(facts.schoolType)
    if (words.length === 0) return unknown(cite, ['schoolType'])
    // "public_primary" begins with what stays outside, "non_public_primary" does not.
    if (outside.includes(words[0] ?? '')) return unmet(cite)
    return words.some((w) => groups.includes(w) || schools.includes(w)) ? met(cite) : unsettled(cite)
  }),
}

function wordsOf(kind: string | null | undefined): string[] {
  return kind == null ? [] : kind.toLowerCase().split(/[^a-z]+/)
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
  const words = wordsOf(facts.schoolType)
  const small = kinds.some((p) => words.some((w) => p.value.groups.includes(w)))
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
