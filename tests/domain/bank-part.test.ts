import { describe, expect, it } from 'vitest'
import { type BankField, readBankPart } from '../../src/domain/bank-part.ts'

const good: Record<BankField, string> = {
  borrowerName: 'Trần Thị Hoa',
  birthDate: '1985-03-02',
  idNumber: '035185001234',
  idIssuedOn: '2021-05-10',
  idIssuedBy: 'Cục Cảnh sát QLHC về TTXH',
  address: 'Thôn Đông Ngoại, phường Duy Tân',
  heirName: '',
  amount: '20 triệu',
  ratePct: '9',
  overdueRatePct: '11,7',
  termMonths: '60',
  instalmentMonths: '12',
  instalmentAmount: '4.000.000',
  finalDueDate: '2031-11-24',
  interestDay: '12',
}
const today = '2026-11-24'
const problems = (typed: Partial<Record<BankField, string>>) => {
  const read = readBankPart({ ...good, ...typed }, today)
  return read.ok ? {} : read.problems
}

describe('the bank’s part of the form', () => {
  it('is read', () => {
    expect(readBankPart(good, today)).toEqual({
      ok: true,
      part: expect.objectContaining({
        amount: 20_000_000,
        ratePct: 9,
        overdueRatePct: 11.7,
        instalmentAmount: 4_000_000,
        termMonths: 60,
      }),
    })
  })

  it.each<[string, Partial<Record<BankField, string>>, Partial<Record<BankField, string>>]>([
    ['no name', { borrowerName: ' ' }, { borrowerName: 'empty' }],
    ['an old number of nine digits', { idNumber: '168123456' }, { idNumber: 'no_id_number' }],
    ['a number with gaps', { idNumber: '035 185 001 234' }, {}],
    ['a day that does not exist', { birthDate: '1985-02-30' }, { birthDate: 'no_day' }],
    [
      'a birth to come',
      { birthDate: '2027-01-01', idIssuedOn: '2021-05-10' },
      { birthDate: 'not_past', idIssuedOn: 'before_birth' },
    ],
    ['a card from tomorrow', { idIssuedOn: '2026-11-25' }, { idIssuedOn: 'not_past' }],
    ['a card from today', { idIssuedOn: '2026-11-24' }, {}],
    ['a card older than its owner', { idIssuedOn: '1985-03-02' }, { idIssuedOn: 'before_birth' }],
    ['no amount', { amount: 'nhiều' }, { amount: 'no_amount' }],
    ['nought', { amount: '0' }, { amount: 'no_amount' }],
    ['a rate with a comma', { ratePct: '6,6' }, {}],
    ['a rate out of reach', { ratePct: '66' }, { ratePct: 'no_rate' }],
    ['an overdue rate below the rate', { overdueRatePct: '8' }, { overdueRatePct: 'below_rate' }],
    ['an overdue rate at the rate', { overdueRatePct: '9' }, {}],
    [
      'instalments rarer than the term',
      { instalmentMonths: '61', instalmentAmount: '20 triệu' },
      { instalmentMonths: 'longer_than_term' },
    ],
    ['instalments that do not pay it back', { instalmentAmount: '3.999.999' }, { instalmentAmount: 'does_not_cover' }],
    ['one instalment above the loan', { instalmentAmount: '21 triệu' }, { instalmentAmount: 'more_than_loan' }],
    ['an end that is past', { finalDueDate: '2026-11-24' }, { finalDueDate: 'not_future' }],
    ['an end tomorrow', { finalDueDate: '2026-11-25' }, {}],
    ['day 31', { interestDay: '31' }, {}],
    ['day 32', { interestDay: '32' }, { interestDay: 'no_whole_number' }],
    ['half a month', { termMonths: '12.5' }, { termMonths: 'no_whole_number' }],
  ])('%s', (_, typed, found) => {
    expect(problems(typed)).toEqual(found)
  })
})
