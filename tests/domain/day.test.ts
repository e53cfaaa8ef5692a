import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  atHour,
  type Day,
  dayInMonth,
  dayOf,
  dayOfMonth,
  daysBetween,
  hourOf,
  monthOf,
  readDay,
  weekdayOf,
  yearOf,
} from '../../src/domain/day.ts'

const someDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10) as Day)

describe('the day in Viet Nam', () => {
  it.each([
    ['2026-11-21T16:59:59.999Z', '2026-11-21', 23],
    ['2026-11-21T17:00:00.000Z', '2026-11-22', 0],
    ['2026-12-31T17:00:00.000Z', '2027-01-01', 0],
    ['2026-11-22T16:59:59.999Z', '2026-11-22', 23],
    ['2026-11-22T00:00:00.000Z', '2026-11-22', 7],
  ])('at %s is %s, hour %i', (at, day, hour) => {
    expect(dayOf(new Date(at))).toBe(day)
    expect(hourOf(new Date(at))).toBe(hour)
  })

  it.each([
    ['2026-11-22', 0, 0, '2026-11-21T17:00:00.000Z'],
    ['2026-11-22', 7, 30, '2026-11-22T00:30:00.000Z'],
    ['2026-03-01', 6, 59, '2026-02-28T23:59:00.000Z'],
  ] as const)('%s at %i:%i is the moment %s', (day, hour, minute, at) => {
    expect(atHour(day, hour, minute).toISOString()).toBe(at)
  })

  it('of each of its hours is that day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (day, hour, minute) => {
        expect(dayOf(atHour(day, hour, minute))).toBe(day)
        expect(hourOf(atHour(day, hour, minute))).toBe(hour)
      }),
    )
  })
})

describe('reckoning with days', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-22', 0, '2026-11-22'],
  ] as const)('%s and %i days is %s', (day, days, then) => expect(addDays(day, days)).toBe(then))

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-05-31', 12, '2027-05-31'],
  ] as const)('%s and %i months is %s', (day, months, then) => expect(addMonths(day, months)).toBe(then))

  it.each([
    [2026, 2, 28, '2026-02-28'],
    [2026, 2, 29, '2026-02-28'],
    [2028, 2, 29, '2028-02-29'],
    [2026, 4, 31, '2026-04-30'],
    [2026, 12, 31, '2026-12-31'],
  ])('day %3$i of %2$i/%1$i is %4$s', (year, month, day, found) => expect(dayInMonth(year, month, day)).toBe(found))

  it.each([
    ['2026-11-22', 0],
    ['2026-11-23', 1],
    ['2026-11-28', 6],
  ] as const)('%s falls on weekday %i', (day, weekday) => expect(weekdayOf(day)).toBe(weekday))

  it('adds and takes away without loss, and counts what it added', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const then = addDays(day, days)
        expect(addDays(then, -days)).toBe(day)
        expect(daysBetween(day, then)).toBe(days)
        expect(weekdayOf(then)).toBe((((weekdayOf(day) + days) % 7) + 7) % 7)
        expect(then < day).toBe(days < 0)
      }),
    )
  })

  it('lands in the month it counted, on that day or the last', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const then = addMonths(day, months)
        expect(yearOf(then) * 12 + monthOf(then)).toBe(yearOf(day) * 12 + monthOf(day) + months)
        expect(dayOfMonth(then) <= dayOfMonth(day)).toBe(true)
        if (dayOfMonth(then) < dayOfMonth(day)) expect(monthOf(addDays(then, 1))).not.toBe(monthOf(then))
        expect(readDay(then)).toBe(then)
      }),
    )
  })
})

describe('readDay', () => {
  it.each(['2026-11-22', '2028-02-29', '1975-04-30'])('reads %s', (text) => expect(readDay(text)).toBe(text))
  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-2-3',
    '22/11/2026',
    '2026-11-22T00:00:00Z',
    ' 2026-11-22',
    '',
    'today',
  ])('does not read "%s"', (text) => expect(readDay(text)).toBeUndefined())
})
