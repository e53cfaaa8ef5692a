import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { askBy, termChangeOf } from '../../src/domain/term-request.ts'

describe('the last day to ask for more time', () => {
  it.each<[string, Day, Day]>([
    ['a Friday: the Friday before', '2026-12-18', '2026-12-11'],
    ['a Thursday: over a weekend', '2026-12-17', '2026-12-10'],
    ['a session on a Saturday: the Friday does count', '2026-12-19', '2026-12-14'],
    ['a session on a Sunday', '2026-12-20', '2026-12-14'],
    ['Culture Day is no working day', '2026-11-26', '2026-11-18'],
    ['after Tet', '2027-02-15', '2027-02-01'],
    ['over the New Year', '2027-01-05', '2026-12-28'],
  ])('%s', (_, paysOn, by) => {
    expect(askBy(paysOn)).toBe(by)
  })

  it('is earlier where the office is closed in between', () => {
    expect(askBy('2026-12-18', new Set<Day>(['2026-12-16']))).toBe('2026-12-10')
  })

  it.each<[string, Day]>([
    ['a year whose holidays nobody knows', '2044-06-15'],
    ['a year of which only the days before are known', '2031-01-03'],
  ])('is not named for %s', (_, paysOn) => {
    expect(askBy(paysOn)).toBeUndefined()
  })
})

describe('the paper of a request for more time', () => {
  it.each<[string, Day | undefined, 'instalment_change' | 'extension']>([
    ['an instalment on the way', '2027-11-19', 'instalment_change'],
    ['the last one', '2029-11-19', 'extension'],
    ['one after the end, as books have it', '2029-12-19', 'extension'],
    ['none on the books', undefined, 'extension'],
  ])('%s', (_, nextDueDate, form) => {
    expect(termChangeOf({ finalDueDate: '2029-11-19', ...(nextDueDate ? { nextDueDate } : {}) })).toBe(form)
  })
})
