import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const then = '2025-12-31'
const rows: Row[] = [
  [
    'house',
    then,
    { purpose: 'housing' },
    { verdict: 'eligible', amount: 40_000_000, rate: 3, overdue: 3.9, term: 180, pledge: false },
  ],
  ['use not told', then, {}, { verdict: 'eligible', amount: false, rate: 3 }],
  [
    'production land',
    then,
    { purpose: 'production' },
    { verdict: 'eligible', amount: 77_500_000, rate: 3.12, term: 120 },
  ],
  ['production land before the cut', '2025-11-30', { purpose: 'production' }, { verdict: 'eligible', rate: 3.3 }],
  ['change of trade', then, { purpose: 'job_creation' }, { verdict: 'eligible', amount: 100_000_000, rate: 3.12 }],
  ['training', then, { purpose: 'study' }, { verdict: 'eligible', amount: false, rate: 3.12 }],
  ['wedding', then, { purpose: 'wedding' }, 'ineligible'],
  ['near-poor', then, { povertyStatus: 'near_poor' }, { verdict: 'ineligible', unmet: ['on_poor_list'] }],
  ['list not known', then, { povertyStatus: null }, { verdict: 'needs_info', missing: ['povertyStatus'] }],
  ['Kinh where it is hardest', then, { ethnicMinority: false, inSpecialDifficultyArea: true }, 'eligible'],
  [
    'Kinh elsewhere',
    then,
    { ethnicMinority: false, inSpecialDifficultyArea: false },
    { verdict: 'ineligible', unmet: ['people_or_hardest_area'] },
  ],
  [
    'Kinh, area not known',
    then,
    { ethnicMinority: false },
    { verdict: 'needs_info', missing: ['inSpecialDifficultyArea'] },
  ],
  ['people not known', then, { ethnicMinority: null }, { verdict: 'needs_info', missing: ['ethnicMinority'] }],
  ['outside the area', then, { inDisadvantagedArea: false }, { verdict: 'ineligible', unmet: ['in_difficult_area'] }],
  ['area not told, on the approved list', then, { inDisadvantagedArea: null }, 'eligible'],
  [
    'area and approved list not known',
    then,
    { inDisadvantagedArea: null, onApprovedSupportList: null },
    { verdict: 'needs_info', missing: ['inDisadvantagedArea', 'onApprovedSupportList'] },
  ],
  [
    'not on the approved list',
    then,
    { onApprovedSupportList: false },
    { verdict: 'ineligible', unmet: ['on_beneficiary_list'] },
  ],
  [
    'approved list not known',
    then,
    { onApprovedSupportList: null },
    { verdict: 'needs_info', missing: ['onApprovedSupportList'] },
  ],
  ['not registered', then, { residence: 'none' }, 'ineligible'],
  ['list and registration not known', then, { povertyStatus: null, residence: null }, 'needs_info'],
  ['signer of 17', then, { applicantAge: 17 }, 'ineligible'],
  [
    'signer of 18 with capacity',
    then,
    { applicantAge: 18, civilCapacity: true, groupMember: true, overdueDebtAtVbsp: false },
    'eligible',
  ],
  ['without capacity', then, { civilCapacity: false }, 'ineligible'],
  ['in no group', then, { groupMember: false }, 'ineligible'],
  ['overdue', then, { overdueDebtAtVbsp: true }, 'ask_officer'],
  [
    'debt',
    then,
    { purpose: 'housing', existingVbspDebtVnd: { ethnic_minority: 10_000_000 } },
    { verdict: 'eligible', additional: 30_000_000 },
  ],
  [
    'limit used up',
    then,
    { purpose: 'housing', existingVbspDebtVnd: { ethnic_minority: 40_000_000 } },
    { verdict: 'ineligible', additional: 0 },
  ],
  ['day before the decree', '2022-04-25', {}, 'not_in_force'],
  ['first day of the decree', '2022-04-26', {}, 'eligible'],
  ['first day after its years', '2026-01-01', {}, 'ask_officer'],
  ['today', '2026-11-22', {}, 'ask_officer'],
  ['today, and not poor', '2026-11-22', { povertyStatus: 'none' }, 'ineligible'],
]

describe('ethnic_minority', () => {
  table(
    'ethnic_minority',
    { povertyStatus: 'poor', ethnicMinority: true, inDisadvantagedArea: true, onApprovedSupportList: true },
    rows,
    {
      no_overdue_debt: [false],
      phase_running: [false],
    },
  )
})
