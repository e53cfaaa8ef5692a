import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const korea: Row[] = [
  ['signed: the office tells the figures', today, {}, { verdict: 'ask_officer', amount: 100_000_000, rate: 6.24 }],
  ['not signed', today, { hasSignedOverseasContract: false }, { verdict: 'ineligible', unmet: ['overseas_contract'] }],
  [
    'not known whether signed',
    today,
    { hasSignedOverseasContract: null },
    { verdict: 'needs_info', missing: ['hasSignedOverseasContract'] },
  ],
  [
    'not registered, 17, without capacity',
    today,
    { residence: 'none', applicantAge: 17, civilCapacity: false },
    'ineligible',
  ],
  [
    'registered, 18, with capacity',
    today,
    { residence: 'permanent', applicantAge: 18, civilCapacity: true, overdueDebtAtVbsp: false },
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
  ['before the decision', '2023-05-14', {}, 'not_in_force'],
  ['first day', '2023-05-15', {}, 'ask_officer'],
]

describe('korea_eps_deposit', () => {
  table('korea_eps_deposit', { hasSignedOverseasContract: true }, korea, { no_overdue_debt: [false] })
})
