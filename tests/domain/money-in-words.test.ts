import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyInWords } from '../../src/domain/money-in-words.ts'
import { loadLanguage } from '../../src/i18n.ts'

const language = loadLanguage()
const say = (lang: string) => (amount: number) =>
  moneyInWords(amount, (part, gaps) =>
    language.say({ key: `forms:number.${part}`, ...(gaps ? { with: gaps } : {}) }, lang),
  )

describe('an amount in Vietnamese words', () => {
  it.each([
    [0, 'không'],
    [1, 'một'],
    [4, 'bốn'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [104, 'một trăm linh bốn'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [115, 'một trăm mười lăm'],
    [121, 'một trăm hai mươi mốt'],
    [999, 'chín trăm chín mươi chín'],
    [1_000, 'một nghìn'],
    [1_005, 'một nghìn không trăm linh năm'],
    [1_050, 'một nghìn không trăm năm mươi'],
    [21_000, 'hai mươi mốt nghìn'],
    [15_000_000, 'mười lăm triệu'],
    [25_500_000, 'hai mươi lăm triệu năm trăm nghìn'],
    [100_000_000, 'một trăm triệu'],
    [1_001_001, 'một triệu không trăm linh một nghìn không trăm linh một'],
    [1_000_001, 'một triệu không trăm linh một'],
    [1_000_000_000, 'một tỷ'],
    [2_050_000_000, 'hai tỷ không trăm năm mươi triệu'],
    [1_000_000_000_000, 'một nghìn tỷ'],
    [1_005_000_000_015, 'một nghìn không trăm linh năm tỷ không trăm mười lăm'],
  ])('%i', (amount, words) => {
    expect(say('vi')(amount)).toBe(`${words} đồng`)
  })

  it('says every amount so that it can be read back', () => {
    const amounts = fc.oneof(fc.nat(2_000), fc.nat(2_000_000), fc.maxSafeNat())
    fc.assert(
      fc.property(amounts, (amount) => {
        const words = say('vi')(amount)
        expect(words).not.toMatch(/ {2}|^ |undefined/)
        expect(readBack(words)).toBe(amount)
      }),
    )
  })
})

describe('an amount in English words', () => {
  it.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [40, 'forty'],
    [21_000, 'twenty-one thousand'],
    [1_005, 'one thousand five'],
    [1_001_001, 'one million one thousand one'],
    [25_500_000, 'twenty-five million five hundred thousand'],
    [1_000_000_000, 'one billion'],
  ])('%i', (amount, words) => {
    expect(say('en')(amount)).toBe(`${words} dong`)
  })
})

it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no amount', (amount) => {
  expect(() => say('vi')(amount)).toThrow(RangeError)
})

const digits = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ')
const asDigit: Record<string, number> = { mốt: 1, tư: 4, lăm: 5 }
const scales: Record<string, number> = { nghìn: 1e3, triệu: 1e6 }

/** Reads words as people do: below a thousand first, then what they count, and thousand millions over all. */
function readBack(words: string): number {
  let total = 0
  let below = 0
  let three = 0
  let digit = 0
  for (const word of words.split(' ').slice(0, -1)) {
    if (word === 'trăm') [three, digit] = [three + digit * 100, 0]
    else if (word === 'mươi') [three, digit] = [three + digit * 10, 0]
    else if (word === 'mười') three += 10
    else if (scales[word] !== undefined) [below, three, digit] = [below + (three + digit) * scales[word], 0, 0]
    else if (word === 'tỷ') [total, below, three, digit] = [(total + below + three + digit) * 1e9, 0, 0, 0]
    else if (word !== 'linh') digit = asDigit[word] ?? digits.indexOf(word)
  }
  return total + below + three + digit
}
