import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const rows: Row[] = [
  [
    'in a difficult area',
    today,
    {},
    {
      verdict: 'eligible',
      amount: 100_000_000,
      unit: 'per_household',
      rate: 7.8,
      overdue: 10.14,
      term: false,
      pledge: false,
    },
  ],
  ['not in one', today, { inDisadvantagedArea: false }, { verdict: 'ineligible', unmet: ['in_difficult_area'] }],
  ['area not known', today, { inDisadvantagedArea: null }, { verdict: 'needs_info', missing: ['inDisadvantagedArea'] }],
  ['where it is hardest', today, { inDisadvantagedArea: null, inSpecialDifficultyArea: true }, 'eligible'],
  ['poor since the new decision', today, { povertyStatus: 'poor' }, 'ask_officer'],
  ['poor before it', '2023-08-07', { povertyStatus: 'poor' }, { verdict: 'ineligible', unmet: ['not_on_poor_list'] }],
  ['poor on its first day', '2023-08-08', { povertyStatus: 'poor' }, 'ask_officer'],
  ['near-poor', today, { povertyStatus: 'near_poor' }, 'eligible'],
  ['list not told', today, { povertyStatus: null }, 'eligible'],
  ['lives elsewhere', today, { residentAtProjectPlace: false }, { verdict: 'ineligible', unmet: ['lives_at_project'] }],
  ['lives there', today, { residentAtProjectPlace: true }, 'eligible'],
  ['registered, place not told', today, { residence: 'permanent' }, 'eligible'],
  ['not registered', today, { residence: 'none' }, 'ineligible'],
  ['plan confirmed', today, { planApprovedByCommune: true }, 'eligible'],
  ['plan refused', today, { planApprovedByCommune: false }, 'ineligible'],
  ['signer of 17', today, { applicantAge: 17 }, 'ineligible'],
  ['signer of 18 with capacity', today, { applicantAge: 18, civilCapacity: true }, 'eligible'],
  ['without capacity', today, { civilCapacity: false }, 'ineligible'],
  ['in a group, nothing overdue', today, { groupMember: true, overdueDebtAtVbsp: false }, 'eligible'],
  ['in no group', today, { groupMember: false }, 'ineligible'],
  ['overdue', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['for production', today, { purpose: 'production' }, 'eligible'],
  ['for a house', today, { purpose: 'housing' }, 'ineligible'],
  [
    'debt',
    today,
    { existingVbspDebtVnd: { disadvantaged_area_business: 60_000_000 } },
    { verdict: 'eligible', additional: 40_000_000 },
  ],
  [
    'limit used up',
    today,
    { existingVbspDebtVnd: { disadvantaged_area_business: 100_000_000 } },
    { verdict: 'ineligible', additional: 0 },
  ],
  ['a poor-household loan runs on', today, { existingVbspDebtVnd: { poor: 1_000_000 } }, 'ask_officer'],
  ['day before the programme', '2007-03-04', {}, 'not_in_force'],
  ['first day of the programme', '2007-03-05', {}, { verdict: 'eligible', amount: 30_000_000, rate: 10.8 }],
  ['last day of 10.8', '2013-10-08', {}, { verdict: 'eligible', rate: 10.8 }],
  ['first day of 9.6', '2013-10-09', {}, { verdict: 'eligible', rate: 9.6 }],
  ['first day of 9', '2015-06-05', {}, { verdict: 'eligible', rate: 9 }],
  ['last day of 30 million', '2016-03-14', {}, { verdict: 'eligible', amount: 30_000_000 }],
  ['first day of 50 million', '2016-03-15', {}, { verdict: 'eligible', amount: 50_000_000 }],
  ['last day of 50 million', '2023-08-07', {}, { verdict: 'eligible', amount: 50_000_000 }],
  ['first day of 100 million', '2023-08-08', {}, { verdict: 'eligible', amount: 100_000_000 }],
  ['last day of 9', '2025-11-30', {}, { verdict: 'eligible', rate: 9 }],
  ['first day of 7.8', '2025-12-01', {}, { verdict: 'eligible', rate: 7.8 }],
]

describe('disadvantaged_area_business', () => {
  table('disadvantaged_area_business', { inDisadvantagedArea: true, povertyStatus: 'none' }, rows, {
    no_overdue_debt: [false],
    no_parallel_loan: [false],
  })
})
