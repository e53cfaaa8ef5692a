import { describe, expect, it } from 'vitest'
import { difference, fewestCases, type Verdict, verdictOf, wilson } from '../../src/domain/wilson.ts'

describe('a share with its interval', () => {
  // Worked examples of Newcombe (1998), table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, of, low, high) => {
    const found = wilson(count, of)
    expect(found?.share).toBeCloseTo(count / of, 10)
    expect(found?.low).toBeCloseTo(low, 4)
    expect(found?.high).toBeCloseTo(high, 4)
  })

  it('is none without a case, and whole at both ends', () => {
    expect(wilson(0, 0)).toBeUndefined()
    expect(wilson(0, 50)?.low).toBe(0)
    expect(wilson(50, 50)?.high).toBe(1)
  })
})

describe('a difference', () => {
  // Newcombe (1998b), table II, method 10: 56/70 against 48/80.
  it('has the interval of the book', () => {
    const found = difference(wilson(56, 70)!, wilson(48, 80)!)
    expect(found.share).toBeCloseTo(0.2, 10)
    expect(found.low).toBeCloseTo(0.0524, 4)
    expect(found.high).toBeCloseTo(0.3339, 4)
  })

  it.each<[string, [number, number], [number, number], Verdict]>([
    ['a case short of enough', [90, fewestCases - 1], [10, 1000], 'too_few'],
    ['a case short on the other side', [900, 1000], [10, fewestCases - 1], 'too_few'],
    ['just enough', [90, fewestCases], [10, fewestCases], 'first'],
    ['the other way round', [10, fewestCases], [90, fewestCases], 'second'],
    ['nothing at all', [0, 0], [0, 0], 'too_few'],
    ['equal', [500, 1000], [500, 1000], 'nothing'],
    ['what chance would do', [520, 1000], [500, 1000], 'nothing'],
    ['just not enough', [543, 1000], [500, 1000], 'nothing'],
    ['just enough to say', [545, 1000], [500, 1000], 'first'],
  ])('%s', (_, [count, of], [other, ofOther], verdict) =>
    expect(verdictOf({ count, of }, { count: other, of: ofOther })).toBe(verdict),
  )
})
