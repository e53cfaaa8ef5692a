import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const company = { businessType: 'company' } as const
const rows: Row[] = [
  [
    'alone',
    today,
    {},
    { verdict: 'eligible', amount: 100_000_000, unit: 'per_person', rate: 7.8, overdue: 10.14, pledge: false },
  ],
  ['company', today, company, { verdict: 'eligible', amount: 1_000_000_000, unit: 'per_project', pledge: 'open' }],
  ['business of no kind told', today, { borrowerType: 'business' }, { verdict: 'eligible', amount: 1_000_000_000 }],
  [
    'business household',
    today,
    { borrowerType: 'business', businessType: 'business_household' },
    { verdict: 'eligible', amount: 100_000_000 },
  ],
  [
    'company asks 100 million',
    today,
    { ...company, requestedTotalVnd: 100_000_000 },
    { verdict: 'eligible', pledge: false },
  ],
  [
    'company asks a dong more',
    today,
    { ...company, requestedTotalVnd: 100_000_001 },
    { verdict: 'eligible', pledge: true },
  ],
  [
    'company with nothing to pledge',
    today,
    { ...company, requestedTotalVnd: 500_000_000, collateralValueVnd: 0 },
    { verdict: 'ineligible', unmet: ['collateral'] },
  ],
  [
    'company with something to pledge',
    today,
    { ...company, requestedTotalVnd: 500_000_000, collateralValueVnd: 900_000_000 },
    { verdict: 'eligible', pledge: true },
  ],
  [
    'not in a difficult area',
    today,
    { inDisadvantagedArea: false },
    { verdict: 'ineligible', unmet: ['in_difficult_area'] },
  ],
  ['area not known', today, { inDisadvantagedArea: null }, { verdict: 'needs_info', missing: ['inDisadvantagedArea'] }],
  ['where it is hardest', today, { inDisadvantagedArea: false, inSpecialDifficultyArea: true }, 'eligible'],
  ['trade confirmed', today, { communeConfirmed: true }, 'eligible'],
  ['trade not confirmed', today, { communeConfirmed: false }, { verdict: 'ineligible', unmet: ['regular_trade'] }],
  ['signer of 17', today, { applicantAge: 17 }, 'ineligible'],
  [
    'signer of 18 with capacity',
    today,
    { applicantAge: 18, civilCapacity: true, overdueDebtAtVbsp: false },
    'eligible',
  ],
  ['without capacity', today, { civilCapacity: false }, 'ineligible'],
  ['overdue', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['for trade', today, { purpose: 'production' }, 'eligible'],
  ['for a wedding', today, { purpose: 'wedding' }, 'ineligible'],
  [
    'debt',
    today,
    { existingVbspDebtVnd: { disadvantaged_area_trader: 40_000_000 } },
    { verdict: 'eligible', additional: 60_000_000 },
  ],
  [
    'limit used up',
    today,
    { existingVbspDebtVnd: { disadvantaged_area_trader: 100_000_000 } },
    { verdict: 'ineligible', additional: 0 },
  ],
  ['day before the first rate on file', '2015-06-04', {}, 'not_in_force'],
  ['first day of the first rate on file', '2015-06-05', {}, { verdict: 'eligible', amount: 30_000_000, rate: 9 }],
  ['company in the old law', '2023-08-07', company, { verdict: 'eligible', amount: 500_000_000 }],
  ['last day of 30 million', '2023-08-07', {}, { verdict: 'eligible', amount: 30_000_000 }],
  ['first day of 100 million', '2023-08-08', {}, { verdict: 'eligible', amount: 100_000_000 }],
  ['last day of 9', '2025-11-30', {}, { verdict: 'eligible', rate: 9 }],
  ['first day of 7.8', '2025-12-01', {}, { verdict: 'eligible', rate: 7.8 }],
]

describe('disadvantaged_area_trader', () => {
  table('disadvantaged_area_trader', { inDisadvantagedArea: true }, rows, { no_overdue_debt: [false] })
})
