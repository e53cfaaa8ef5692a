import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  holidayOfSession,
  type MoveProblem,
  moveProblem,
  proposedDay,
  readMonth,
  undoProblem,
} from '../../src/domain/session-move.ts'
import type { SessionCalendar } from '../../src/domain/transaction-day.ts'

const first: SessionCalendar = { dayOfMonth: 1, moved: {} }
const tenth: SessionCalendar = { dayOfMonth: 10, moved: {} }
const thirtieth: SessionCalendar = { dayOfMonth: 30, moved: {} }
const moved: SessionCalendar = { dayOfMonth: 10, moved: { '2026-12': '2026-12-14' } }

describe('readMonth', () => {
  it.each<[string, string | undefined]>([
    ['2026-01', '2026-01'],
    ['2026-12', '2026-12'],
    ['2026-13', undefined],
    ['2026-00', undefined],
    ['2026-1', undefined],
    ['', undefined],
    ['2026-12-01', undefined],
  ])('%s', (text, month) => expect(readMonth(text)).toBe(month))
})

describe('the holiday of a session', () => {
  it.each<[string, SessionCalendar, string, string | undefined]>([
    ['on New Year', first, '2027-01', 'new_year'],
    ['on the first of another month', first, '2027-02', undefined],
    ['on a Sunday that is no holiday', tenth, '2027-01', undefined],
    ['on the last day of April', thirtieth, '2027-04', 'reunification'],
    ['on a day in lieu', { dayOfMonth: 3, moved: {} }, '2027-05', 'in_lieu'],
    ['on the eve of Tet', { dayOfMonth: 3, moved: {} }, '2027-02', undefined],
    ['in Tet', { dayOfMonth: 4, moved: {} }, '2027-02', 'tet'],
    ['that was moved off it', { ...first, moved: { '2027-01': '2027-01-04' } }, '2027-01', undefined],
  ])('%s', (_, calendar, month, holiday) => expect(holidayOfSession(calendar, month)).toBe(holiday))
})

describe('the day that is proposed', () => {
  it.each<[string, Day, Day]>([
    ['after New Year, which is a Friday: Monday', '2027-01-01', '2027-01-04'],
    ['after the first day of Tet: when all of it is over', '2027-02-04', '2027-02-11'],
    ['after Labour Day on a Saturday: behind its day in lieu', '2027-05-01', '2027-05-04'],
    ['after the second of September', '2027-09-02', '2027-09-06'],
  ])('%s', (_, session, day) => expect(proposedDay(session)).toBe(day))

  it('is not one on which the office is closed', () => {
    expect(proposedDay('2027-01-01', new Set<Day>(['2027-01-04', '2027-01-05']))).toBe('2027-01-06')
  })
})

describe('a move', () => {
  it.each<[string, SessionCalendar, { day?: Day | undefined; today?: Day }, MoveProblem | undefined]>([
    ['to the next day', tenth, {}, undefined],
    ['to no day', tenth, { day: undefined }, 'no_day'],
    ['to the day that it is on', tenth, { day: '2026-12-10' }, 'same'],
    ['to the day to which it was moved', moved, { day: '2026-12-14' }, 'same'],
    ['from there to the fixed day', moved, { day: '2026-12-10' }, undefined],
    ['to today', tenth, { day: '2026-12-01' }, undefined],
    ['to yesterday', tenth, { day: '2026-11-30' }, 'past'],
    ['of a session of today', tenth, { today: '2026-12-10' }, undefined],
    ['of a session of yesterday', tenth, { today: '2026-12-11', day: '2026-12-12' }, 'over'],
    ['of a session that was moved to today', moved, { today: '2026-12-14', day: '2026-12-15' }, undefined],
    ['to a Saturday', tenth, { day: '2026-12-12' }, undefined],
    ['to a Sunday', tenth, { day: '2026-12-13' }, undefined],
    ['to a public holiday', tenth, { day: '2027-01-01' }, 'holiday'],
    ['to a day on which the office is closed', tenth, { day: '2026-12-20' }, 'holiday'],
    ['as far as it may', tenth, { day: '2027-01-04' }, undefined],
    ['a day further', tenth, { day: '2027-01-05' }, 'far'],
    ['forward as far as it may', tenth, { day: '2026-11-15', today: '2026-11-10' }, undefined],
    ['forward a day further', tenth, { day: '2026-11-14', today: '2026-11-10' }, 'far'],
    [
      'onto the session of the month before',
      { ...tenth, moved: { '2026-11': '2026-12-05' } },
      { day: '2026-12-05' },
      'taken',
    ],
  ])('%s', (_, calendar, change, problem) => {
    const move = { month: '2026-12', day: '2026-12-11' as Day | undefined, today: '2026-12-01' as Day, ...change }
    expect(moveProblem(calendar, move, new Set<Day>(['2026-12-20']))).toBe(problem)
  })
})

describe('an undo', () => {
  it.each<[string, SessionCalendar, Day, ReturnType<typeof undoProblem>]>([
    ['of what was not moved', tenth, '2026-12-01', 'not_moved'],
    ['before both days', moved, '2026-12-01', undefined],
    ['on the fixed day', moved, '2026-12-10', undefined],
    ['the day after the fixed day', moved, '2026-12-11', 'past'],
    ['on the day of the session', moved, '2026-12-14', 'past'],
    ['after the session', moved, '2026-12-15', 'over'],
  ])('%s', (_, calendar, today, problem) => expect(undoProblem(calendar, { month: '2026-12', today })).toBe(problem))
})
