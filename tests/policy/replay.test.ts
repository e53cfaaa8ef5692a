import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  type Difference,
  type Facts,
  type ProgrammeId,
  programmeIds,
  readRecorded,
  replay,
} from '../../src/policy/index.ts'
import { anyDay, anyFacts } from './any-facts.ts'

const poor: Facts = { povertyStatus: 'poor', residence: 'permanent', purpose: 'production' }
const water: Facts = { area: 'rural', adminUnit: 'xa', residence: 'permanent', waterWork: 'none' }
const differ = (programme: ProgrammeId, facts: Facts, from: Day, to: Day) =>
  replay([{ programme, facts, lawDay: from }], { to })[0]?.differences

describe('a change of the law', () => {
  it.each<[string, ProgrammeId, Facts, Day, Day, Difference[]]>([
    [
      'a lower rate, from the day before to its first day',
      'poor',
      poor,
      '2025-11-30',
      '2025-12-01',
      [
        { of: 'ratePctPerYear', before: 6.6, after: 6.24 },
        { of: 'overdueRatePct', before: 8.58, after: 8.112 },
      ],
    ],
    ['nothing, a day earlier', 'poor', poor, '2025-11-29', '2025-11-30', []],
    ['nothing, from its first day on', 'poor', poor, '2025-12-01', '2026-11-22', []],
    [
      'a higher limit',
      'clean_water',
      { ...water, existingVbspDebtVnd: { clean_water: 0 } },
      '2024-09-01',
      '2024-09-02',
      [
        { of: 'maxAmountDong', before: 10_000_000, after: 25_000_000 },
        { of: 'maxAdditionalDong', before: expect.any(Number), after: expect.any(Number) },
      ] as Difference[],
    ],
    [
      'a programme that ends',
      'online_learning_device',
      { povertyStatus: 'poor', hasStudent: true, hasAdequateDevice: false, alreadySupportedDevice: false },
      '2022-12-01',
      '2024-03-30',
      [{ of: 'verdict', before: 'eligible', after: 'not_in_force' }] as Difference[],
    ],
  ])('%s', (_, programme, facts, from, to, expected) => {
    const found = differ(programme, facts, from, to)
    expect(found).toEqual(expected.length === 1 ? expect.arrayContaining(expected) : expected)
  })

  it('is weighed from the day that is named, and else from the day of the record', () => {
    const recorded = [{ programme: 'poor' as const, facts: poor, lawDay: '2014-06-05' as Day }]
    expect(replay(recorded, { to: '2025-12-01' })[0]?.before.ratePctPerYear).toBe(7.8)
    expect(replay(recorded, { from: '2025-11-30', to: '2025-12-01' })[0]?.before.ratePctPerYear).toBe(6.6)
  })

  it('is none between a day and itself, and tells the same from either side', () => {
    fc.assert(
      fc.property(fc.constantFrom(...programmeIds), anyFacts, anyDay, anyDay, (programme, facts, one, other) => {
        expect(differ(programme, facts, one, one)).toEqual([])
        const there = differ(programme, facts, one, other)
        const back = differ(programme, facts, other, one)
        expect(back?.map(({ of, before, after }) => [of, after, before])).toEqual(
          there?.map(({ of, before, after }) => [of, before, after]),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('what was recorded', () => {
  it.each<[string, string, unknown, boolean]>([
    ['facts are read', 'poor', { verdict: 'eligible', facts: poor }, true],
    ['no facts', 'poor', { verdict: 'eligible' }, false],
    ['nothing', 'poor', null, false],
    ['a programme of which nothing is known', 'gold', { facts: poor }, false],
    ['a fact that is written in another way', 'poor', { facts: { povertyStatus: 'rich' } }, false],
  ])('%s', (_, programme, verdict, read) => {
    expect(readRecorded({ programme, verdict, lawDay: '2026-11-22' }) !== undefined).toBe(read)
  })
})
