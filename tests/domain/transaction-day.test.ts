import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysBetween } from '../../src/domain/day.ts'
import {
  fixedDaysOf,
  monthsMeeting,
  nextSession,
  type SessionCalendar,
  sessionOf,
} from '../../src/domain/transaction-day.ts'

const tenth: SessionCalendar = { dayOfMonth: 10, moved: {} }
const last: SessionCalendar = { dayOfMonth: 31, moved: {} }
/** January's session held late in January, February's in March, April's in March. */
const moved: SessionCalendar = {
  dayOfMonth: 10,
  moved: { '2026-01': '2026-01-28', '2026-02': '2026-03-02', '2026-04': '2026-03-31' },
}

describe('sessionOf', () => {
  it.each<[string, SessionCalendar, Day, Day]>([
    ['the fixed day', tenth, '2026-11-01', '2026-11-10'],
    ['the fixed day, from after it', tenth, '2026-11-30', '2026-11-10'],
    ['the last day of a short month', last, '2026-02-01', '2026-02-28'],
    ['the last day of a leap month', last, '2028-02-01', '2028-02-29'],
    ['the last day of a long month', last, '2026-12-01', '2026-12-31'],
    ['a moved day', moved, '2026-01-05', '2026-01-28'],
    ['a day moved into the next month', moved, '2026-02-05', '2026-03-02'],
    ['its own day beside a moved one', moved, '2026-03-05', '2026-03-10'],
  ])('%s', (_, calendar, day, session) => expect(sessionOf(calendar, day)).toBe(session))
})

describe('monthsMeeting', () => {
  it.each<[string, SessionCalendar, Day, string[]]>([
    ['the fixed day', tenth, '2026-11-10', ['2026-11']],
    ['the day before it', tenth, '2026-11-09', []],
    ['the day after it', tenth, '2026-11-11', []],
    ['the last day of a short month', last, '2026-02-28', ['2026-02']],
    ['the fixed day of a moved session', moved, '2026-01-10', []],
    ['the day it was moved to', moved, '2026-01-28', ['2026-01']],
    ['a day moved into the next month', moved, '2026-03-02', ['2026-02']],
    ['a day moved into the month before', moved, '2026-03-31', ['2026-04']],
    [
      'a day onto which another was moved',
      { ...tenth, moved: { '2026-02': '2026-03-10' } },
      '2026-03-10',
      ['2026-03', '2026-02'],
    ],
  ])('on %s', (_, calendar, day, months) => expect(monthsMeeting(calendar, day)).toEqual(months))
})

describe('fixedDaysOf', () => {
  it.each<[string, Day, number[]]>([
    ['a day in the middle', '2026-11-10', [10]],
    ['the day before the last', '2026-11-29', [29]],
    ['the last of thirty', '2026-11-30', [30, 31]],
    ['the last of thirty-one', '2026-12-31', [31]],
    ['the last but one of thirty-one', '2026-12-30', [30]],
    ['the end of February', '2026-02-28', [28, 29, 30, 31]],
    ['28 February of a leap year', '2028-02-28', [28]],
    ['the end of February of a leap year', '2028-02-29', [29, 30, 31]],
  ])('%s', (_, day, fixed) => expect(fixedDaysOf(day)).toEqual(fixed))

  it('are those of the points whose session is on that day', () => {
    for (let day: Day = '2027-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
      const meeting = Array.from({ length: 31 }, (_, n) => n + 1).filter(
        (dayOfMonth) => sessionOf({ dayOfMonth, moved: {} }, day) === day,
      )
      expect(fixedDaysOf(day)).toEqual(meeting)
    }
  })
})

describe('nextSession', () => {
  it.each<[string, SessionCalendar, Day, Day]>([
    ['the day before', tenth, '2026-11-09', '2026-11-10'],
    ['the day itself', tenth, '2026-11-10', '2026-11-10'],
    ['the day after', tenth, '2026-11-11', '2026-12-10'],
    ['the turn of the year', tenth, '2026-12-11', '2027-01-10'],
    ['a month that is too short', last, '2026-02-01', '2026-02-28'],
    ['a day moved back', moved, '2026-01-11', '2026-01-28'],
    ['a day moved into the next month', moved, '2026-02-10', '2026-03-02'],
    ['the next one after it', moved, '2026-03-03', '2026-03-10'],
    ['a day moved into the month before', moved, '2026-03-11', '2026-03-31'],
    ['what follows a day that was moved forward', moved, '2026-04-01', '2026-05-10'],
  ])('from %s', (_, calendar, day, session) => expect(nextSession(calendar, day)).toBe(session))

  it('is never past, never further than a month and a day off, and the same until it is over', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 31 }), (day, dayOfMonth) => {
        const session = nextSession({ dayOfMonth, moved: {} }, day)
        const wait = daysBetween(day, session)
        expect(wait >= 0 && wait <= 31).toBe(true)
        expect(nextSession({ dayOfMonth, moved: {} }, session)).toBe(session)
      }),
    )
  })
})
