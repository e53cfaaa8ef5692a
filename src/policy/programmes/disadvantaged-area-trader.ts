import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Rule } from '../finding.ts'
import type { Ceiling, Collateral, Limit, Programme } from '../programme.ts'
import { adult, civilCapacity, noOverdueDebt, told } from '../rules/applicant.ts'
import { inDifficultArea } from '../rules/area.ts'
import { pledge } from '../rules/collateral.ts'
import { roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { exam2021, procedure, qd17of2023, qd92of2009, qd750of2015, qd2553of2025 } from '../sources.ts'

const since: Day = '2009-07-08'

const listed: Dated<true> = [
  { from: since, until: '2023-08-07', value: true, cite: qd92of2009, confidence: 'found' },
  { from: '2023-08-08', value: true, cite: qd17of2023, confidence: 'found' },
]
const regularTrade: Dated<true> = [{ from: since, value: true, cite: exam2021, confidence: 'found' }]
const organisations: Dated<readonly string[]> = [
  {
    from: since,
    value: ['organisation', 'organization', 'company', 'enterprise', 'sme', 'cooperative', 'cooperative_union'],
    cite: qd92of2009,
    confidence: 'found',
  },
]
const uses: Dated<Uses> = [
  {
    from: since,
    value: { allowed: ['production', 'job_creation'], askOfficer: ['mixed', 'other'] },
    cite: qd92of2009,
    confidence: 'found',
  },
]
const old = { from: since, until: '2023-08-07', cite: qd92of2009, confidence: 'found' } as const
const now = { from: '2023-08-08', cite: qd17of2023, confidence: 'found' } as const
const limits = {
  individual: [
    { ...old, value: { dong: 30_000_000, unit: 'per_person' } },
    { ...now, value: { dong: 100_000_000, unit: 'per_person' } },
  ],
  organisation: [
    { ...old, value: { dong: 500_000_000, unit: 'per_project' } },
    { ...now, value: { dong: 1_000_000_000, unit: 'per_project' } },
  ],
} satisfies Record<string, Dated<Limit>>
const pledged: Dated<Collateral> = [
  { ...old, value: { kind: 'above', dong: 30_000_000 }, confidence: 'uncertain' },
  { ...now, value: { kind: 'above', dong: 100_000_000 } },
]

/** A company or cooperative. Who says nothing of the kind trades alone. */
function isOrganisation(facts: Facts): boolean {
  if (facts.businessType != null) return organisations.some((p) => p.value.includes(facts.businessType ?? ''))
  return facts.borrowerType === 'business'
}

const trades: Rule = {
  id: 'regular_trade',
  certifier: 'commune',
  weigh: (facts) => told(facts.communeConfirmed, regularTrade[0].cite),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const limit = isOrganisation(facts) ? limits.organisation : limits.individual
  return fixedCeiling(limit, { facts, day, debts: ['disadvantaged_area_trader'] })
}

/** Loans to traders who work all year in difficult areas. */
export const disadvantagedAreaTrader: Programme = {
  id: 'disadvantaged_area_trader',
  open: [
    { ...old, value: true },
    { ...now, value: true },
  ],
  limits,
  rates: {
    general: [
      { from: '2015-06-05', until: '2025-11-30', value: { pct: 9 }, cite: qd750of2015, confidence: 'found' },
      { from: '2025-12-01', value: { pct: 7.8 }, cite: qd2553of2025, confidence: 'found' },
    ],
  },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { formula: 'production_cycle' }, cite: qd92of2009, confidence: 'found' }] },
  collateral: { general: pledged },
  papers: [
    {
      from: since,
      value: ['loan_request', 'trade_confirmation', 'collateral_papers', 'identity_card'],
      cite: procedure,
      confidence: 'found',
    },
  ],
  conditions: { listed, regularTrade, organisations, uses },
  rules: [
    inDifficultArea(listed),
    trades,
    adult,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    pledge(() => pledged, ceiling),
    roomLeft(ceiling, limits.individual),
  ],
  ceiling,
}
