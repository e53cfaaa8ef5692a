import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { overdueGeneral } from '../bases.ts'
import { shareOf, withDebt } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import type { Ceiling, Collateral, Limit, Picked, Programme } from '../programme.ts'
import { abroadGroups, inAbroadGroup } from '../rules/abroad.ts'
import { adult, civilCapacity, mustBe, noOverdueDebt, residence } from '../rules/applicant.ts'
import { pledge } from '../rules/collateral.ts'
import { owed, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { nd61of2015, nd74of2019, nd338abroad } from '../sources.ts'

const since: Day = '2015-09-01'

const uses: Dated<Uses> = [
  { from: since, value: { allowed: ['labour_export'], askOfficer: ['mixed'] }, cite: nd338abroad, confidence: 'found' },
]
const wholeCosts: Limit = { pct: 100, of: 'costs', unit: 'per_contract' }
const limit: Dated<Limit> = [
  { from: since, until: '2025-12-31', value: wholeCosts, cite: nd61of2015, confidence: 'found' },
  { from: '2026-01-01', value: wholeCosts, cite: nd338abroad, confidence: 'found' },
]
const pledged: Dated<Collateral> = [
  {
    from: since,
    until: '2019-11-07',
    value: { kind: 'above', dong: 50_000_000 },
    cite: nd61of2015,
    confidence: 'found',
  },
  {
    from: '2019-11-08',
    until: '2025-12-31',
    value: { kind: 'from', dong: 100_000_000 },
    cite: nd74of2019,
    confidence: 'found',
  },
  { from: '2026-01-01', value: { kind: 'above', dong: 200_000_000 }, cite: nd338abroad, confidence: 'found' },
]

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const most = shareOf(limit, facts.overseasCostVnd, day)
  return most && { ...withDebt(most, owed(facts, ['labour_export'])), asked: most.dong }
}

/** Poor and of an ethnic minority, or poor in an area of special difficulty; further groups of the law were not read. */
function pick(facts: Facts): Picked {
  const hard = facts.ethnicMinority === true || facts.inSpecialDifficultyArea === true
  return { rate: facts.povertyStatus === 'poor' && hard ? 'preferential' : 'general' }
}

/** Loans to people who go abroad to work under a contract. */
export const labourExport: Programme = {
  id: 'labour_export',
  open: [
    { from: since, until: '2025-12-31', value: true, cite: nd61of2015, confidence: 'found' },
    { from: '2026-01-01', value: true, cite: nd338abroad, confidence: 'found' },
  ],
  limits: { general: limit },
  rates: {
    general: [
      { from: since, until: '2025-12-31', value: { factorOfPoor: 1 }, cite: nd61of2015, confidence: 'found' },
      { from: '2026-01-01', value: { factorOfPoor: 1.27 }, cite: nd338abroad, confidence: 'found' },
    ],
    preferential: [
      { from: since, until: '2025-12-31', value: { factorOfPoor: 1 }, cite: nd61of2015, confidence: 'found' },
      { from: '2026-01-01', value: { factorOfPoor: 1 }, cite: nd338abroad, confidence: 'found' },
    ],
  },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { formula: 'contract' }, cite: nd338abroad, confidence: 'found' }] },
  collateral: { general: pledged },
  papers: [
    {
      from: since,
      value: [
        'loan_request',
        'overseas_contract',
        'passport',
        'preferential_proof',
        'collateral_papers',
        'identity_card',
      ],
      cite: nd338abroad,
      confidence: 'found',
    },
  ],
  conditions: { abroadGroups, uses },
  rules: [
    inAbroadGroup,
    mustBe('overseas_contract', 'hasSignedOverseasContract', { certifier: 'employer', cite: () => nd338abroad }),
    residence,
    adult,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    pledge(() => pledged, ceiling),
    roomLeft(ceiling, limit),
  ],
  ceiling,
  pick,
}
