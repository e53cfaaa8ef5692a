import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const old = '2025-12-31'
const other = { povertyStatus: 'none', ethnicMinority: false, meritoriousRelative: false } as const
const rows: Row[] = [
  [
    'poor, contract signed',
    today,
    {},
    {
      verdict: 'eligible',
      amount: 150_000_000,
      unit: 'per_contract',
      rate: 7.9248,
      overdue: 10.30224,
      term: false,
      pledge: false,
    },
  ],
  ['near-poor', today, { povertyStatus: 'near_poor' }, 'eligible'],
  ['in no group of the old law', today, other, 'ask_officer'],
  ['list not known', today, { povertyStatus: null }, { verdict: 'needs_info', missing: ['povertyStatus'] }],
  ['of an ethnic minority', today, { ...other, ethnicMinority: true }, 'eligible'],
  ['relative of a person of merit', today, { ...other, meritoriousRelative: true }, 'eligible'],
  ['not signed', today, { hasSignedOverseasContract: false }, { verdict: 'ineligible', unmet: ['overseas_contract'] }],
  [
    'not known whether signed',
    today,
    { hasSignedOverseasContract: null },
    { verdict: 'needs_info', missing: ['hasSignedOverseasContract'] },
  ],
  ['costs not told', today, { overseasCostVnd: null }, { verdict: 'eligible', amount: false, pledge: 'open' }],
  [
    'costs of 200 million',
    today,
    { overseasCostVnd: 200_000_000 },
    { verdict: 'eligible', amount: 200_000_000, pledge: false },
  ],
  ['costs of a dong more', today, { overseasCostVnd: 200_000_001 }, { verdict: 'eligible', pledge: true }],
  [
    'asks for less than the costs',
    today,
    { overseasCostVnd: 300_000_000, requestedTotalVnd: 100_000_000 },
    { verdict: 'eligible', pledge: false },
  ],
  [
    'nothing to pledge',
    today,
    { overseasCostVnd: 300_000_000, collateralValueVnd: 0 },
    { verdict: 'ineligible', unmet: ['collateral'] },
  ],
  [
    'something to pledge',
    today,
    { overseasCostVnd: 300_000_000, collateralValueVnd: 500_000_000 },
    { verdict: 'eligible', pledge: true },
  ],
  [
    'poor and of an ethnic minority',
    today,
    { ethnicMinority: true },
    { verdict: 'eligible', rate: 6.24, overdue: 8.112 },
  ],
  ['poor where it is hardest', today, { inSpecialDifficultyArea: true }, { verdict: 'eligible', rate: 6.24 }],
  [
    'near-poor and of an ethnic minority',
    today,
    { povertyStatus: 'near_poor', ethnicMinority: true },
    { verdict: 'eligible', rate: 7.9248 },
  ],
  [
    'debt',
    today,
    { existingVbspDebtVnd: { labour_export: 50_000_000 } },
    { verdict: 'eligible', additional: 100_000_000 },
  ],
  [
    'costs already lent',
    today,
    { existingVbspDebtVnd: { labour_export: 150_000_000 } },
    { verdict: 'ineligible', unmet: ['room_left'] },
  ],
  ['signer of 17', today, { applicantAge: 17 }, 'ineligible'],
  ['signer of 18 with capacity', today, { applicantAge: 18, civilCapacity: true }, 'eligible'],
  ['without capacity', today, { civilCapacity: false }, 'ineligible'],
  ['registered', today, { residence: 'permanent', overdueDebtAtVbsp: false }, 'eligible'],
  ['not registered', today, { residence: 'none' }, 'ineligible'],
  ['registration not told, on no list', today, { ...other, ethnicMinority: true }, 'eligible'],
  ['overdue', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['for going abroad', today, { purpose: 'labour_export' }, 'eligible'],
  ['for a house', today, { purpose: 'housing' }, 'ineligible'],
  ['old law: in no group', old, other, { verdict: 'ineligible', unmet: ['abroad_group'] }],
  [
    'old law: groups not known',
    old,
    { povertyStatus: 'none' },
    { verdict: 'needs_info', missing: ['ethnicMinority', 'meritoriousRelative'] },
  ],
  ['old law: land lost five years ago', old, { ...other, landRecoveredYearsAgo: 5 }, 'eligible'],
  ['old law: land lost longer ago', old, { ...other, landRecoveredYearsAgo: 5.1 }, 'ineligible'],
  ['old law: a year in a poor district', old, { ...other, poorDistrictResidentMonths: 12 }, 'eligible'],
  ['old law: eleven months in a poor district', old, { ...other, poorDistrictResidentMonths: 11 }, 'ineligible'],
  ['old law: just out of poverty', old, { ...other, povertyStatus: 'newly_escaped' }, 'ineligible'],
  ['day before the decree of 2015', '2015-08-31', {}, 'not_in_force'],
  ['first day of the decree of 2015', '2015-09-01', {}, { verdict: 'eligible', rate: 6.6 }],
  ['pledge above 50 million', '2019-11-07', { overseasCostVnd: 50_000_001 }, { verdict: 'eligible', pledge: true }],
  ['no pledge at 50 million', '2019-11-07', { overseasCostVnd: 50_000_000 }, { verdict: 'eligible', pledge: false }],
  [
    'no pledge below 100 million',
    '2019-11-08',
    { overseasCostVnd: 99_999_999 },
    { verdict: 'eligible', pledge: false },
  ],
  ['pledge from 100 million', '2019-11-08', { overseasCostVnd: 100_000_000 }, { verdict: 'eligible', pledge: true }],
  ['last day of 6.6', '2025-11-30', {}, { verdict: 'eligible', rate: 6.6 }],
  ['the month of 6.24', old, {}, { verdict: 'eligible', rate: 6.24 }],
  ['first day of the new decree', '2026-01-01', {}, { verdict: 'eligible', rate: 7.9248, pledge: false }],
]

describe('labour_export', () => {
  table(
    'labour_export',
    { povertyStatus: 'poor', hasSignedOverseasContract: true, overseasCostVnd: 150_000_000 },
    rows,
    { no_overdue_debt: [false] },
  )
})
