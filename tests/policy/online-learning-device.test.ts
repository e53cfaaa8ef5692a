import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const lent = '2022-09-01'
const device: Row[] = [
  [
    'poor, no device',
    lent,
    {},
    { verdict: 'eligible', amount: 10_000_000, unit: 'per_student', rate: 1.2, overdue: 6.6, term: 36, pledge: false },
  ],
  ['near-poor', lent, { povertyStatus: 'near_poor' }, 'eligible'],
  ['average means', lent, { povertyStatus: 'none', livingStandard: 'average' }, 'eligible'],
  [
    'parents lost to the epidemic',
    lent,
    { povertyStatus: 'none', livingStandard: 'above_average', covidOrphan: true },
    'eligible',
  ],
  [
    'above average',
    lent,
    { povertyStatus: 'none', livingStandard: 'above_average' },
    { verdict: 'ineligible', unmet: ['device_hardship'] },
  ],
  ['means not known', lent, { povertyStatus: 'none' }, { verdict: 'needs_info', missing: ['livingStandard'] }],
  ['has a device', lent, { hasAdequateDevice: true }, { verdict: 'ineligible', unmet: ['no_device_yet'] }],
  ['was given one', lent, { alreadySupportedDevice: true }, 'ineligible'],
  ['device not known', lent, { hasAdequateDevice: null }, { verdict: 'needs_info', missing: ['hasAdequateDevice'] }],
  ['no learner', lent, { studentLevel: null, hasStudent: false }, { verdict: 'ineligible', unmet: ['has_learner'] }],
  ['learner not known', lent, { studentLevel: null }, { verdict: 'needs_info', missing: ['hasStudent'] }],
  ['not registered', lent, { residence: 'none' }, 'ineligible'],
  ['list and registration not known', lent, { povertyStatus: null }, 'needs_info'],
  ['signer of 17 without capacity', lent, { applicantAge: 17, civilCapacity: false }, 'ineligible'],
  [
    'signer of 18 with capacity',
    lent,
    { applicantAge: 18, civilCapacity: true, groupMember: true, communeConfirmed: true, overdueDebtAtVbsp: false },
    'eligible',
  ],
  ['in no group, refused', lent, { groupMember: false, communeConfirmed: false }, 'ineligible'],
  ['overdue', lent, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['for study', lent, { purpose: 'study' }, 'eligible'],
  ['for production', lent, { purpose: 'production' }, 'ineligible'],
  ['day before the decision', '2022-04-03', {}, 'not_in_force'],
  ['first day', '2022-04-04', {}, 'eligible'],
  ['last day before the Government stopped it', '2023-11-19', {}, 'eligible'],
  ['stopped, not yet repealed', '2023-11-20', {}, 'ask_officer'],
  ['last day before the repeal', '2024-03-29', {}, 'ask_officer'],
  ['repealed', '2024-03-30', {}, 'not_in_force'],
  ['today', '2026-11-22', {}, 'not_in_force'],
]

describe('online_learning_device', () => {
  table(
    'online_learning_device',
    { povertyStatus: 'poor', studentLevel: 'high_school', hasAdequateDevice: false, alreadySupportedDevice: false },
    device,
    {
      no_overdue_debt: [false],
      phase_running: [false],
    },
  )
})
