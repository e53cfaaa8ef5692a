import { describe, expect, it } from 'vitest'
import type { Dated } from '../../src/domain/dated.ts'
import { addDays, type Day } from '../../src/domain/day.ts'
import { anyOf, joinVerdict, metOf } from '../../src/domain/eligibility.ts'
import {
  allSources,
  alternatives,
  dueSources,
  interestDong,
  monthlyInterestDong,
  openOn,
  programmeKey,
  termsOn,
  weighOne,
  whatWouldHaveToChange,
} from '../../src/policy/index.ts'

const today: Day = '2026-11-22'

describe('interest', () => {
  it.each([
    ['poor household, 50 million', 50_000_000, 6.24, 260_000],
    ['near-poor household, 100 million', 100_000_000, 7.488, 624_000],
    ['clean water, 25 million', 25_000_000, 8.4, 175_000],
    ['job creation, whole dong', 200_000_000, 7.9248, 1_320_800],
    ['nothing owed', 0, 6.24, 0],
  ])('a month of %s', (_, principal, rate, interest) => {
    expect(monthlyInterestDong(principal, rate)).toBe(interest)
  })

  it.each([
    ['thirty days', '2026-11-01', '2026-12-01', 256_438],
    ['thirty-one days', '2026-12-01', '2027-01-01', 264_986],
    ['a year', '2026-01-01', '2027-01-01', 3_120_000],
    ['no day', '2026-01-01', '2026-01-01', 0],
    ['backwards', '2026-01-02', '2026-01-01', 0],
  ] as [string, Day, Day, number][])('%s of 50 million at 6.24', (_, from, to, interest) => {
    expect(interestDong(50_000_000, 6.24, { from, to })).toBe(interest)
  })
})

describe('terms on a day', () => {
  it('shows every figure with its source', () => {
    const terms = termsOn('near_poor', today)
    expect(terms?.limits).toMatchObject([{ name: 'general', dong: 100_000_000, unit: 'per_household' }])
    expect(terms?.rates).toMatchObject([{ name: 'general', pct: 7.488, overduePct: 9.7344 }])
    expect(terms?.terms).toMatchObject([{ months: 120 }])
    expect(terms?.collateral).toMatchObject([{ kind: 'none' }])
    expect(terms?.papers[0]).toEqual({
      id: 'loan_request',
      label: { key: 'programmes/near-poor:documents.loan_request' },
    })
    expect(terms?.cites.map((c) => c.text)).toEqual(
      expect.arrayContaining([expect.stringContaining('1826'), expect.stringContaining('2553')]),
    )
  })

  it('names each source once', () => {
    const texts = termsOn('job_creation', today)?.cites.map((c) => c.text) ?? []
    expect(new Set(texts).size).toBe(texts.length)
  })

  it.each([
    ['online_learning_device', '2024-03-29', true],
    ['online_learning_device', '2024-03-30', false],
    ['private_school', '2024-01-01', false],
    ['poor_housing', today, false],
    ['poor', today, true],
  ] as const)('%s on %s: %s', (id, day, open) => {
    expect(termsOn(id, day) !== undefined).toBe(open)
  })

  it('counts the programmes that lend today', () => {
    expect(openOn(today)).toHaveLength(14)
  })
})

describe('other ways', () => {
  it('finds what fits beside a refusal', () => {
    const facts = { povertyStatus: 'poor', area: 'rural', waterWork: 'none', sanitationWork: 'good' } as const
    expect(alternatives(facts, today, 'near_poor').slice(0, 2)).toEqual(['poor', 'clean_water'])
    expect(alternatives(facts, today, 'poor')).not.toContain('poor')
  })

  it('says what would have to change, and who vouches for it', () => {
    const refused = weighOne('poor', { povertyStatus: 'none', groupMember: false }, today)
    expect(whatWouldHaveToChange(refused)).toEqual([
      { rule: 'on_poor_list', certifier: 'commune' },
      { rule: 'group_member', certifier: 'group' },
    ])
  })
})

describe('sources', () => {
  it('are due 181 days after they were read, and not before', () => {
    const [first] = allSources()
    const read = first?.checked ?? today
    expect(dueSources(addDays(read, 180))).toEqual([])
    expect(dueSources(addDays(read, 181))).toHaveLength(allSources().length)
  })

  it('are named once', () => {
    const texts = allSources().map((s) => s.text)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('joining', () => {
  it.each([
    [['met', 'presumed'], 'eligible'],
    [['met', 'unsettled', 'presumed'], 'ask_officer'],
    [['unsettled', 'unknown'], 'needs_info'],
    [['unsettled', 'unknown', 'unmet'], 'ineligible'],
    [[], 'eligible'],
  ] as const)('%s: %s', (standings, verdict) => {
    expect(joinVerdict(standings)).toBe(verdict)
  })

  it.each([
    [['unmet', 'met', 'unknown'], 'met'],
    [['unmet', 'unsettled', 'unknown'], 'unknown'],
    [['unmet', 'unsettled'], 'unsettled'],
    [['unmet'], 'unmet'],
  ] as const)('one of %s: %s', (standings, standing) => {
    expect(anyOf(standings)).toBe(standing)
  })

  it('shows what is not known as null', () => {
    expect((['met', 'unmet', 'unknown', 'unsettled', 'presumed'] as const).map(metOf)).toEqual([
      true,
      false,
      null,
      null,
      null,
    ])
  })
})

describe('the compiler', () => {
  it('refuses a value without a source, and a history without a period', () => {
    // @ts-expect-error no `cite`: nobody knows where the figure stands
    const unsourced: Dated<number> = [{ from: '2026-01-01', value: 1, confidence: 'found' }]
    const cite = { text: 'Nghị định', checked: '2026-01-01' } as const
    // @ts-expect-error no `confidence`: nobody knows how well it is known
    const unweighed: Dated<number> = [{ from: '2026-01-01', value: 1, cite }]
    // @ts-expect-error no period at all
    const empty: Dated<number> = []
    expect([unsourced, unweighed, empty]).toHaveLength(3)
  })

  it('spells the keys of the locales', () => {
    expect(programmeKey('near_poor', 'name')).toBe('programmes/near-poor:name')
  })
})
