import { describe, expect, it } from 'vitest'
import { type Papers, provesPapers } from '../../src/domain/link-proof.ts'

const one: Papers = { loanCodes: ['6600000718001234'], birthYear: 1968 }
const two: Papers = { loanCodes: ['66-0718-1234', '66-0718-5678'] }
const none: Papers = { loanCodes: [], birthYear: 1968 }

describe('provesPapers', () => {
  it.each<[string, string, Papers, boolean]>([
    ['the last four digits', '1234', one, true],
    ['the last four digits among words', 'so 1234 nhe', one, true],
    ['the last four digits with spaces', '12 34', one, true],
    ['the whole number', '6600000718001234', one, true],
    ['the last three', '234', one, false],
    ['the last five', '01234', one, false],
    ['four digits from the middle', '0718', one, false],
    ['four other digits', '1235', one, false],
    ['the birth year where there is a loan', '1968', one, false],
    ['words', 'khong nho', one, false],
    ['nothing', '', one, false],
    ['the first of two loans', '1234', two, true],
    ['the second of two loans', '5678', two, true],
    ['a number with its marks', '66-0718-5678', two, true],
    ['a number without its marks', '6607185678', two, true],
    ['two numbers at once', '1234 5678', two, false],
    ['the birth year without a loan', '1968', none, true],
    ['another year', '1969', none, false],
    ['a year of two digits', '68', none, false],
    ['words without a loan', 'khong nho', none, false],
    ['anything where nothing is known', '1968', { loanCodes: [] }, false],
    ['nothing where nothing is known', '', { loanCodes: [] }, false],
    ['no digits for a code without digits', 'abcd', { loanCodes: ['KU-A'] }, false],
    ['three digits for a code of three', '012', { loanCodes: ['KU-012'] }, false],
  ])('%s', (_, typed, papers, proves) => expect(provesPapers(typed, papers)).toBe(proves))
})
