import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysBetween, weekdayOf } from '../../src/domain/day.ts'
import { holidayYears } from '../../src/domain/public-holidays.ts'
import { addWorkingDays, holidayOn, isWorkingDay, workingDaysBetween } from '../../src/domain/working-calendar.ts'

const days = fc.integer({ min: 0, max: daysBetween('2024-01-01', '2031-12-31') }).map((n) => addDays('2024-01-01', n))

describe('a working day', () => {
  it.each<[string, Day, boolean]>([
    ['the last day before Tet 2026 is a Friday', '2026-02-13', true],
    ['Monday of Tet 2026', '2026-02-16', false],
    ['Friday of Tet 2026', '2026-02-20', false],
    ['the first Monday after Tet 2026', '2026-02-23', true],
    ['the last day before Tet 2027', '2027-02-03', true],
    ['28 Chạp 2027', '2027-02-04', false],
    ['what Tet 2027 had on a weekend is made up', '2027-02-10', false],
    ['and then work begins', '2027-02-11', true],
    ['the Saturday that is worked for 31 August 2026', '2026-08-22', true],
    ['the Saturday before it', '2026-08-15', false],
    ['the Saturday after it', '2026-08-29', false],
    ['the Monday that was swapped', '2026-08-31', false],
    ['the day beside 2 September 2026', '2026-09-01', false],
    ['2 September 2026', '2026-09-02', false],
    ['3 September 2026', '2026-09-03', true],
    ['the day beside it in 2027 comes after', '2027-09-03', false],
    ['and not before', '2027-09-01', true],
    ['the Hung Kings on a Sunday are made up on Monday', '2026-04-27', false],
    ['1 May 2027 is a Saturday, and made up', '2027-05-03', false],
    ['Culture Day since 2026', '2026-11-24', false],
    ['no Culture Day in 2025', '2025-11-24', true],
    ['the day before Culture Day', '2026-11-23', true],
    ['Culture Day on a Saturday is not made up', '2029-11-26', true],
    ['a Saturday', '2026-11-28', false],
    ['a year that nobody has entered has its fixed days', '2040-09-02', false],
    ['and nothing else', '2040-09-03', true],
  ])('%s', (_, day, works) => expect(isWorkingDay(day)).toBe(works))

  it('is none where the office is closed, not even a Saturday that is worked', () => {
    expect(isWorkingDay('2026-11-25', new Set(['2026-11-25']))).toBe(false)
    expect(isWorkingDay('2026-08-22', new Set(['2026-08-22']))).toBe(false)
  })
})

describe('counting working days', () => {
  it.each<[string, Day, number, Day]>([
    ['three days before Tet end after it', '2026-02-12', 3, '2026-02-24'],
    ['the day before Tet still counts', '2026-02-12', 1, '2026-02-13'],
    ['over 2 September with the worked Saturday', '2026-08-21', 6, '2026-08-28'],
    ['over 2 September', '2026-08-28', 1, '2026-09-03'],
    ['the Saturday is the next working day', '2026-08-21', 1, '2026-08-22'],
    ['from a Sunday', '2026-11-22', 1, '2026-11-23'],
    ['over Culture Day', '2026-11-23', 1, '2026-11-25'],
    ['nothing is the day itself', '2026-11-22', 0, '2026-11-22'],
    ['five working days before, over Tet', '2026-02-24', -5, '2026-02-10'],
    ['five working days before, without a holiday', '2026-12-12', -5, '2026-12-07'],
  ])('%s', (_, from, count, to) => expect(addWorkingDays(from, count)).toBe(to))

  it('skips the closed days of an office', () => {
    expect(addWorkingDays('2026-11-25', 1, new Set(['2026-11-26']))).toBe('2026-11-27')
  })

  it('counts as many as were added, in both directions', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), fc.uniqueArray(days, { maxLength: 8 }), (day, n, off) => {
        const closed = new Set(off)
        const to = addWorkingDays(day, n, closed)
        expect(workingDaysBetween(day, to, closed)).toBe(n)
        if (n !== 0) expect(isWorkingDay(to, closed)).toBe(true)
      }),
    )
  })
})

describe('the holidays that stand here', () => {
  const all = Object.entries(holidayYears)

  it.each(all)('%s has its own days, and as many as the law gives', (year, { off, worked, status, sources }) => {
    const names = Object.values(off)
    for (const day of [...Object.keys(off), ...worked]) expect(day.startsWith(year)).toBe(true)
    expect(names.filter((name) => name === 'tet')).toHaveLength(5)
    expect(names.filter((name) => name === 'national')).toHaveLength(2)
    for (const once of ['new_year', 'hung_kings', 'reunification', 'labour'])
      expect(names.filter((name) => name === once)).toHaveLength(1)
    expect(names.includes('culture')).toBe(Number(year) >= 2026)
    expect(names.filter((name) => name === 'swapped')).toHaveLength(worked.length)
    for (const day of worked) expect(weekdayOf(day)).toBe(6)
    expect(sources.length > 0).toBe(status !== 'presumed')
  })

  it.each(all)('%s makes up what falls on a weekend, but for Culture Day', (_, { off }) => {
    const weekend = (day: string) => [0, 6].includes(weekdayOf(day as Day))
    const lost = Object.entries(off).filter(([day, name]) => weekend(day) && name !== 'culture')
    const made = Object.entries(off).filter(([, name]) => name === 'in_lieu')
    expect(made).toHaveLength(lost.length)
    for (const [day] of made) expect(weekend(day)).toBe(false)
  })

  it('says why a day is off', () => {
    expect(holidayOn('2026-02-17')).toBe('tet')
    expect(holidayOn('2026-02-22')).toBeUndefined()
  })
})
