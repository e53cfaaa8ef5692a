import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const rows: Row[] = [
  [
    'poor, signed: the office tells the rate',
    today,
    {},
    { verdict: 'ask_officer', amount: 100_000_000, unit: 'per_person', rate: 6.24, term: 64, pledge: false },
  ],
  ['in no group', today, { povertyStatus: 'none', ethnicMinority: false }, 'ask_officer'],
  [
    'in no group under the old law',
    '2025-12-31',
    { povertyStatus: 'none', ethnicMinority: false, meritoriousRelative: false },
    { verdict: 'ineligible', unmet: ['abroad_group'] },
  ],
  ['list not known', today, { povertyStatus: null }, { verdict: 'needs_info', missing: ['povertyStatus'] }],
  ['not signed', today, { hasSignedOverseasContract: false }, { verdict: 'ineligible', unmet: ['overseas_contract'] }],
  [
    'not known whether signed',
    today,
    { hasSignedOverseasContract: null },
    { verdict: 'needs_info', missing: ['hasSignedOverseasContract'] },
  ],
  ['registered for a time', today, { residence: 'temporary' }, { verdict: 'ineligible', unmet: ['permanent_home'] }],
  ['not registered', today, { residence: 'none' }, 'ineligible'],
  ['registration not known', today, { residence: null }, { verdict: 'needs_info', missing: ['residence'] }],
  [
    '17, without capacity',
    today,
    { applicantAge: 17, civilCapacity: false },
    { verdict: 'ineligible', unmet: ['adult', 'civil_capacity'] },
  ],
  [
    '18, with capacity, nothing overdue',
    today,
    { applicantAge: 18, civilCapacity: true, overdueDebtAtVbsp: false },
    'ask_officer',
  ],
  ['for going abroad', today, { purpose: 'labour_export' }, 'ask_officer'],
  ['for a house', today, { purpose: 'housing' }, 'ineligible'],
  [
    'debt',
    today,
    { existingVbspDebtVnd: { korea_eps_deposit: 40_000_000 } },
    { verdict: 'ask_officer', additional: 60_000_000 },
  ],
  ['limit used up', today, { existingVbspDebtVnd: { korea_eps_deposit: 100_000_000 } }, 'ineligible'],
  ['near-poor', today, { povertyStatus: 'near_poor' }, 'ask_officer'],
  [
    'of an ethnic minority under the old law',
    '2025-12-31',
    { povertyStatus: 'none', ethnicMinority: true },
    'ask_officer',
  ],
  [
    'relative of a person of merit under the old law',
    '2025-12-31',
    { povertyStatus: 'none', meritoriousRelative: true },
    'ask_officer',
  ],
  [
    'land lost five years ago',
    '2025-12-31',
    { povertyStatus: 'none', ethnicMinority: false, meritoriousRelative: false, landRecoveredYearsAgo: 5 },
    'ask_officer',
  ],
  [
    'land lost longer ago',
    '2025-12-31',
    { povertyStatus: 'none', ethnicMinority: false, meritoriousRelative: false, landRecoveredYearsAgo: 6 },
    'ineligible',
  ],
  [
    'groups not known under the old law',
    '2025-12-31',
    { povertyStatus: 'none' },
    { verdict: 'needs_info', missing: ['ethnicMinority', 'meritoriousRelative'] },
  ],
  ['last day of 6.6', '2025-11-30', {}, { verdict: 'ask_officer', rate: 6.6, overdue: 8.58 }],
  ['first day of 6.24', '2025-12-01', {}, { verdict: 'ask_officer', rate: 6.24, overdue: 8.112 }],
  [
    'one dong left',
    today,
    { existingVbspDebtVnd: { korea_eps_deposit: 99_999_999 } },
    { verdict: 'ask_officer', additional: 1 },
  ],
  ['overdue at the bank', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['day before the decision', '2023-05-31', {}, 'not_in_force'],
  ['first day of the decision', '2023-06-01', {}, 'ask_officer'],
]

describe('korea_eps_deposit', () => {
  table('korea_eps_deposit', { povertyStatus: 'poor', hasSignedOverseasContract: true, residence: 'permanent' }, rows, {
    no_overdue_debt: [false],
  })
})
