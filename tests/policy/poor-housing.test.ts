import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const built = '2018-01-01'
const housing: Row[] = [
  ['poor, on the list', built, {}, { verdict: 'eligible', amount: 25_000_000, rate: 3, overdue: 3.9, term: 180 }],
  ['not poor', built, { povertyStatus: 'none' }, 'ineligible'],
  ['list not known', built, { povertyStatus: null }, 'needs_info'],
  ['not on the approved list', built, { onApprovedSupportList: false }, 'ineligible'],
  ['approved list not known', built, { onApprovedSupportList: null }, 'needs_info'],
  [
    'not registered, 17, without capacity',
    built,
    { residence: 'none', applicantAge: 17, civilCapacity: false },
    'ineligible',
  ],
  [
    '18, with capacity, in a group',
    built,
    { applicantAge: 18, civilCapacity: true, groupMember: true, communeConfirmed: true, overdueDebtAtVbsp: false },
    'eligible',
  ],
  ['in no group, refused', built, { groupMember: false, communeConfirmed: false }, 'ineligible'],
  ['for a house', built, { purpose: 'housing' }, 'eligible'],
  ['for trade', built, { purpose: 'production' }, 'ineligible'],
  [
    'debt',
    built,
    { existingVbspDebtVnd: { poor_housing: 5_000_000 } },
    { verdict: 'eligible', additional: 20_000_000 },
  ],
  ['limit used up', built, { existingVbspDebtVnd: { poor_housing: 25_000_000 } }, 'ineligible'],
  ['before the scheme', '2015-09-30', {}, 'not_in_force'],
  ['first day', '2015-10-01', {}, 'eligible'],
  ['last day', '2020-12-31', {}, 'eligible'],
  ['closed', '2021-01-01', {}, 'not_in_force'],
]

describe('poor_housing', () => {
  table('poor_housing', { povertyStatus: 'poor', onApprovedSupportList: true }, housing, { no_overdue_debt: [false] })
})
