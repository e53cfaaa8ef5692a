import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/day.ts'
import { disasterLimits, disasterProblems } from '../../src/domain/disaster.ts'
import {
  lossPermille,
  lossReaches,
  lossStates,
  lossStep,
  lossSteps,
  lossStepsFrom,
  seenLossProblem,
} from '../../src/domain/loss-report.ts'
import { measureFor, riskBands } from '../../src/policy/index.ts'

const day = '2026-11-22'

describe('what is proposed for a loss', () => {
  const capitalDong = 100_000_000
  it.each([
    ['a little', 1, 'extension', undefined],
    ['39.99 %', 39_990_000, 'extension', undefined],
    ['one dong below 40 %', 39_999_999, 'extension', undefined],
    ['40 %', 40_000_000, 'freeze', 3],
    ['one dong above 40 %', 40_000_001, 'freeze', 3],
    ['one dong below 80 %', 79_999_999, 'freeze', 3],
    ['80 %', 80_000_000, 'freeze', 5],
    ['everything', 100_000_000, 'freeze', 5],
  ] as const)('%s', (_, lossDong, measure, maxYears) => {
    const proposed = measureFor({ lossDong, capitalDong }, day)
    expect(proposed?.propose).toEqual(maxYears ? { measure, maxYears } : { measure })
  })

  it('is nothing where nothing was lost, nothing was there, or no text was in force', () => {
    expect(measureFor({ lossDong: 0, capitalDong }, day)).toBeUndefined()
    expect(measureFor({ lossDong: 1, capitalDong: 0 }, day)).toBeUndefined()
    const [first] = riskBands
    expect(measureFor({ lossDong: 1, capitalDong }, addDays(first.from, -1))).toBeUndefined()
    expect(measureFor({ lossDong: 1, capitalDong }, first.from)).toBeDefined()
  })

  it('names its source, and says that it is not certain', () => {
    const proposed = measureFor({ lossDong: 50, capitalDong: 100 }, day)
    expect(proposed?.cite.text).toContain('50/2010')
    expect(proposed?.confidence).toBe('uncertain')
  })

  it('leaves no share without a measure, and none with two', () => {
    for (const { value } of riskBands)
      for (let pct = 0; pct <= 100; pct += 0.5) {
        const fits = value.filter(
          ({ fromPct, belowPct }) => pct >= fromPct && (belowPct === undefined || pct < belowPct),
        )
        expect(fits, `${pct} %`).toHaveLength(1)
      }
  })
})

describe('a share', () => {
  it.each([
    [39_960_000, 399],
    [39_999_999, 399],
    [40_000_000, 400],
    [79_999_999, 799],
    [100_000_000, 1000],
    [200_000_000, 1000],
    [0, 0],
  ])('of %d in a hundred million is never rounded up: %d', (lossDong, permille) => {
    expect(lossPermille({ lossDong, capitalDong: 100_000_000 })).toBe(permille)
  })

  it('reaches an edge in whole numbers, also of odd capital', () => {
    expect(lossReaches({ lossDong: 2, capitalDong: 5 }, 40)).toBe(true)
    expect(lossReaches({ lossDong: 13_333_333, capitalDong: 33_333_333 }, 40)).toBe(false)
    expect(lossReaches({ lossDong: 13_333_334, capitalDong: 33_333_333 }, 40)).toBe(true)
  })
})

describe('what staff saw', () => {
  it.each([
    ['nothing', {}, 'loss'],
    ['no loss', { lossDong: 0, capitalDong: 5 }, 'loss'],
    ['no capital', { lossDong: 5 }, 'capital'],
    ['capital of nothing', { lossDong: 5, capitalDong: 0 }, 'capital'],
    ['more than all', { lossDong: 6, capitalDong: 5 }, 'more_than_all'],
    ['all', { lossDong: 5, capitalDong: 5 }, undefined],
  ] as const)('%s', (_, seen, problem) => expect(seenLossProblem(seen)).toBe(problem))
})

describe('the way of a report', () => {
  it.each([
    ['received', ['verify']],
    ['verified', ['verify', 'draft']],
    ['drafted', ['verify', 'send']],
    ['sent', ['decide']],
    ['decided', []],
  ] as const)('from %s goes on by %j', (state, steps) => {
    expect(lossStepsFrom(state)).toEqual(steps)
    for (const step of lossSteps) expect(lossStep(state, step) !== undefined).toBe(steps.includes(step as never))
  })

  it('comes to every state', () => {
    const reached = new Set(lossStates.flatMap((state) => lossSteps.flatMap((step) => lossStep(state, step) ?? [])))
    expect([...reached].sort()).toEqual(lossStates.filter((state) => state !== 'received').sort())
  })
})

describe('what is filled in to switch communes on', () => {
  const good = { kind: 'storm', name: 'Bão số 3', since: day, reviewOn: addDays(day, 1), communeIds: [1] } as const
  const reason = 'x'.repeat(disasterLimits.reason.min)
  const { oldestDays, longestDays } = disasterLimits
  it.each([
    ['as it should be', {}, []],
    [
      'nothing',
      { kind: undefined, since: undefined, reviewOn: undefined, communeIds: [], reason: '' },
      ['kind', 'since', 'reviewOn', 'reason', 'communeIds'],
    ],
    ['tomorrow', { since: addDays(day, 1) }, ['since']],
    ['the oldest day', { since: addDays(day, -oldestDays) }, []],
    ['a day older', { since: addDays(day, -oldestDays - 1) }, ['since']],
    ['looked at today', { reviewOn: day }, ['reviewOn']],
    ['the last day to look', { reviewOn: addDays(day, longestDays) }, []],
    ['a day later', { reviewOn: addDays(day, longestDays + 1) }, ['reviewOn']],
    ['a reason too short', { reason: reason.slice(1) }, ['reason']],
    ['the longest reason', { reason: 'x'.repeat(disasterLimits.reason.max) }, []],
    ['a reason too long', { reason: 'x'.repeat(disasterLimits.reason.max + 1) }, ['reason']],
    ['a name too long', { name: 'x'.repeat(disasterLimits.name + 1) }, ['name']],
  ] as const)('%s', (_, other, problems) => {
    expect(disasterProblems({ ...good, reason, ...other } as never, day)).toEqual(problems)
  })
})
