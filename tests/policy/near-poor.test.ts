import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const rows: Row[] = [
  [
    'on the list',
    today,
    {},
    {
      verdict: 'eligible',
      amount: 100_000_000,
      unit: 'per_household',
      rate: 7.488,
      overdue: 9.7344,
      term: 120,
      pledge: false,
    },
  ],
  ['list not known', today, { povertyStatus: null }, { verdict: 'needs_info', missing: ['povertyStatus'] }],
  ['on the poor list', today, { povertyStatus: 'poor' }, { verdict: 'ineligible', unmet: ['on_near_poor_list'] }],
  ['just out of poverty', today, { povertyStatus: 'newly_escaped' }, 'ineligible'],
  ['on no list', today, { povertyStatus: 'none' }, 'ineligible'],
  ['left the poor list for this one', today, { leftPoorListDate: '2026-01-05' }, 'eligible'],
  ['not registered here', today, { residence: 'none' }, { verdict: 'ineligible', unmet: ['residence'] }],
  ['list and registration not told', today, { povertyStatus: null, residence: null }, 'needs_info'],
  ['signer of 17', today, { applicantAge: 17 }, 'ineligible'],
  ['signer of 18', today, { applicantAge: 18 }, 'eligible'],
  ['signer without capacity', today, { civilCapacity: false }, 'ineligible'],
  ['signer with capacity', today, { civilCapacity: true }, 'eligible'],
  ['in a group', today, { groupMember: true }, 'eligible'],
  ['in no group', today, { groupMember: false }, 'ineligible'],
  ['confirmed by the commune', today, { communeConfirmed: true }, 'eligible'],
  ['refused by the commune', today, { communeConfirmed: false }, 'ineligible'],
  ['for production', today, { purpose: 'production' }, 'eligible'],
  ['for house repair', today, { purpose: 'housing' }, { verdict: 'ineligible', unmet: ['purpose_fits'] }],
  ['for school', today, { purpose: 'study' }, 'ineligible'],
  ['for a wedding', today, { purpose: 'wedding' }, 'ineligible'],
  ['for a mixture', today, { purpose: 'mixed' }, 'ask_officer'],
  ['no debt', today, { existingVbspDebtVnd: {} }, { verdict: 'eligible', additional: 100_000_000 }],
  [
    'half the limit owed',
    today,
    { existingVbspDebtVnd: { near_poor: 50_000_000 } },
    { verdict: 'eligible', additional: 50_000_000 },
  ],
  ['one dong left', today, { existingVbspDebtVnd: { near_poor: 99_999_999 } }, { verdict: 'eligible', additional: 1 }],
  [
    'limit used up',
    today,
    { existingVbspDebtVnd: { near_poor: 100_000_000 } },
    { verdict: 'ineligible', additional: 0, unmet: ['room_left'] },
  ],
  [
    'older poor loan runs on',
    today,
    { existingVbspDebtVnd: { poor: 60_000_000 } },
    { verdict: 'ask_officer', additional: 40_000_000 },
  ],
  ['older poor loan fills the limit', today, { existingVbspDebtVnd: { poor: 100_000_000 } }, 'ineligible'],
  [
    'student loan beside it',
    today,
    { existingVbspDebtVnd: { student: 60_000_000 } },
    { verdict: 'eligible', additional: 100_000_000 },
  ],
  ['overdue at the bank', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['nothing overdue', today, { overdueDebtAtVbsp: false }, 'eligible'],
  ['day before the programme', '2013-04-15', {}, 'not_in_force'],
  ['first day of the programme', '2013-04-16', {}, { verdict: 'eligible', amount: 30_000_000, rate: 10.14 }],
  ['last day of 130 per cent', '2013-10-08', {}, { verdict: 'eligible', rate: 10.14 }],
  ['first day of 120 per cent', '2013-10-09', {}, { verdict: 'eligible', rate: 9.36 }],
  ['last day of 9.36', '2014-06-05', {}, { verdict: 'eligible', rate: 9.36, amount: 50_000_000 }],
  ['first day of 8.64', '2014-06-06', {}, { verdict: 'eligible', rate: 8.64 }],
  ['last day of 8.64', '2015-06-04', {}, { verdict: 'eligible', rate: 8.64 }],
  ['first day of 7.92', '2015-06-05', {}, { verdict: 'eligible', rate: 7.92 }],
  ['last day of 50 million', '2019-02-28', {}, { verdict: 'eligible', amount: 50_000_000, term: 60 }],
  ['first day of 100 million', '2019-03-01', {}, { verdict: 'eligible', amount: 100_000_000, term: 120 }],
  ['last day of 7.92', '2025-11-30', {}, { verdict: 'eligible', rate: 7.92, overdue: 10.296 }],
  ['first day of 7.488', '2025-12-01', {}, { verdict: 'eligible', rate: 7.488 }],
]

describe('near_poor', () => {
  // What is not settled about older loans is asked, so that no loan shuts this one out by itself.
  table('near_poor', { povertyStatus: 'near_poor' }, rows, { no_overdue_debt: [false], no_parallel_loan: [false] })
})
