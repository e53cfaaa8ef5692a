import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { byHamlet, outOfReachDays, reachedSince, visitDayProblem } from '../../src/domain/reach.ts'

const today: Day = '2026-11-24'

describe('out of reach', () => {
  it('is counted from sixty days ago', () => {
    expect(outOfReachDays).toBe(60)
    expect(reachedSince(today)).toBe('2026-09-25')
  })
})

describe('the day of a visit', () => {
  it.each<[string, Day | undefined, ReturnType<typeof visitDayProblem>]>([
    ['nothing that is a day', undefined, 'no_day'],
    ['tomorrow', '2026-11-25', 'ahead'],
    ['today', '2026-11-24', undefined],
    ['the first day that counts', '2026-09-25', undefined],
    ['the day before it', '2026-09-24', 'long_ago'],
  ])('%s', (_, day, problem) => {
    expect(visitDayProblem(day, today)).toBe(problem)
  })
})

describe('households by hamlet', () => {
  it.each<[string, string[], [string, number[]][]]>([
    ['nobody', [], []],
    ['one hamlet', ['An', 'An'], [['An', [0, 1]]]],
    [
      'in the order in which they come, those without one as well',
      ['Bình', 'An', 'Bình', ''],
      [
        ['Bình', [0, 2]],
        ['An', [1]],
        ['', [3]],
      ],
    ],
  ])('%s', (_, hamlets, together) => {
    const rows = hamlets.map((hamlet, nth) => ({ hamlet, nth }))
    expect(byHamlet(rows).map(([hamlet, those]) => [hamlet, those.map(({ nth }) => nth)])).toEqual(together)
  })
})
