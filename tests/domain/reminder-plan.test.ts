import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysBetween } from '../../src/domain/day.ts'
import { loanStatuses } from '../../src/domain/loan.ts'
import {
  type DueStretch,
  dueDaysAbout,
  dueStretches,
  type PlannedLoan,
  planReminder,
  remindedSessions,
} from '../../src/domain/reminder-plan.ts'
import { type SessionCalendar, sessionOf } from '../../src/domain/transaction-day.ts'

const tenth: SessionCalendar = { dayOfMonth: 10, moved: {} }
const last: SessionCalendar = { dayOfMonth: 31, moved: {} }
const november = { from: '2026-11-01', until: '2026-11-30' } as const
const today = (sessionDay: Day, from: Day, until: Day): DueStretch => ({ kind: 'today', sessionDay, from, until })
const soon = (sessionDay: Day, from: Day, until: Day): DueStretch => ({ kind: 'soon', sessionDay, from, until })

describe('dueStretches of a point', () => {
  it.each<[string, SessionCalendar, Day, DueStretch[]]>([
    ['four days before the session', tenth, '2026-11-06', []],
    ['three days before', tenth, '2026-11-07', [soon('2026-11-10', '2026-11-01', '2026-11-30')]],
    ['two days before', tenth, '2026-11-08', []],
    ['the day before', tenth, '2026-11-09', []],
    ['on its morning', tenth, '2026-11-10', [today('2026-11-10', '2026-11-01', '2026-11-30')]],
    ['the day after', tenth, '2026-11-11', []],
    [
      'that meets on the last day, three days before the end of February',
      last,
      '2027-02-25',
      [soon('2027-02-28', '2027-02-01', '2027-02-28')],
    ],
    [
      'that meets on the last day, at the end of February',
      last,
      '2027-02-28',
      [today('2027-02-28', '2027-02-01', '2027-02-28')],
    ],
    [
      'that meets on the last day, at the end of February of a leap year',
      last,
      '2028-02-29',
      [today('2028-02-29', '2028-02-01', '2028-02-29')],
    ],
    ['that meets on the last day, a day too early in a leap year', last, '2028-02-28', []],
    [
      'that meets on the first, three days before across the turn of the year',
      { dayOfMonth: 1, moved: {} },
      '2026-12-29',
      [soon('2027-01-01', '2027-01-01', '2027-01-31')],
    ],
    [
      'on the fixed day when the session was moved',
      { dayOfMonth: 10, moved: { '2026-11': '2026-11-12' } },
      '2026-11-10',
      [],
    ],
    [
      'on the day it was moved to',
      { dayOfMonth: 10, moved: { '2026-11': '2026-11-12' } },
      '2026-11-12',
      [today('2026-11-12', '2026-11-01', '2026-11-30')],
    ],
    [
      'on a day it was moved to in the next month: the instalments of its own month are paid there',
      { dayOfMonth: 28, moved: { '2026-11': '2026-12-02' } },
      '2026-12-02',
      [today('2026-12-02', '2026-11-01', '2026-11-30')],
    ],
    [
      'on a day on which a session joins that of another month: both are paid there',
      { dayOfMonth: 10, moved: { '2026-11': '2026-12-10' } },
      '2026-12-10',
      [today('2026-12-10', '2026-12-01', '2026-12-31'), today('2026-12-10', '2026-11-01', '2026-11-30')],
    ],
    [
      'on the day of one session and three days before another',
      { dayOfMonth: 10, moved: { '2026-11': '2026-12-07' } },
      '2026-12-07',
      [soon('2026-12-10', '2026-12-01', '2026-12-31'), today('2026-12-07', '2026-11-01', '2026-11-30')],
    ],
  ])('%s', (_, calendar, day, stretches) => expect(dueStretches(calendar, day)).toEqual(stretches))

  it('hold a due date exactly when its session is on that day or three days ahead', () => {
    const days = fc.integer({ min: 0, max: 420 }).map((n) => addDays('2026-11-01', n))
    const moved = fc.dictionary(fc.constantFrom('2026-12', '2027-01', '2027-02', '2027-05'), days, { maxKeys: 3 })
    const calendars = fc.record({ dayOfMonth: fc.integer({ min: 1, max: 31 }), moved })
    fc.assert(
      fc.property(calendars, days, days, (calendar, day, dueDate) => {
        const holding = dueStretches(calendar, day).filter(({ from, until }) => from <= dueDate && dueDate <= until)
        const sessionDay = sessionOf(calendar, dueDate)
        const kind = { 0: 'today', 3: 'soon' }[daysBetween(day, sessionDay)]
        expect(holding.map((stretch) => [stretch.kind, stretch.sessionDay])).toEqual(kind ? [[kind, sessionDay]] : [])
      }),
      { numRuns: 2000, examples: [[{ dayOfMonth: 31, moved: {} }, '2027-02-25', '2027-02-01']] },
    )
  })
})

describe('of a day', () => {
  it.each<[string, Day, Day, Day]>([
    ['within a month', '2026-11-10', '2026-11-01', '2026-11-30'],
    ['three days before its end', '2026-11-27', '2026-11-01', '2026-11-30'],
    ['two days before its end', '2026-11-28', '2026-11-01', '2026-12-31'],
    ['the end of a year', '2026-12-31', '2026-12-01', '2027-01-31'],
  ])('%s, the due dates it may remind of are those of the months of its sessions', (_, day, from, until) => {
    expect(dueDaysAbout(day)).toEqual({ from, until })
  })

  it('two sessions are reminded of', () => {
    expect(remindedSessions('2026-12-30').toSorted()).toEqual(['2026-12-30', '2027-01-02'])
  })
})

/** A loan with an instalment due on 15 November, whose session is the 10th. */
const loan: PlannedLoan = {
  status: 'normal',
  nextDueDate: '2026-11-15',
  nextPrincipal: 2_000_000,
  interestDue: 66_000,
  asOf: '2026-11-05',
}
const at = {
  day: '2026-11-10' as Day,
  stretch: { kind: 'today', sessionDay: '2026-11-10', ...november } as const,
  figuresMaxAge: 10,
}
const without = (...names: (keyof PlannedLoan)[]) =>
  Object.fromEntries(Object.entries(loan).filter(([name]) => !names.includes(name as never))) as unknown as PlannedLoan

describe('planReminder', () => {
  it.each(loanStatuses)('a loan that is %s', (status) => {
    const planned = status === 'normal' ? { kind: 'today' } : { skip: 'not_ordinary' }
    expect(planReminder({ ...loan, status }, at)).toMatchObject(planned)
  })

  it.each<[string, Partial<PlannedLoan>, object]>([
    ['no principal and no interest', { nextPrincipal: 0, interestDue: 0 }, { skip: 'nothing_due' }],
    ['interest only', { nextPrincipal: 0, interestDue: 1 }, { kind: 'today' }],
    ['principal only', { nextPrincipal: 1, interestDue: 0 }, { kind: 'today' }],
    ['figures of the oldest age', { asOf: '2026-10-31' }, { kind: 'today' }],
    ['figures a day older', { asOf: '2026-10-30' }, { skip: 'stale_figures' }],
    ['figures of the day', { asOf: '2026-11-10' }, { kind: 'today' }],
    ['due on the first day of the stretch', { nextDueDate: '2026-11-01' }, { kind: 'today', dueDate: '2026-11-01' }],
    ['due on the last day of the stretch', { nextDueDate: '2026-11-30' }, { kind: 'today', dueDate: '2026-11-30' }],
    ['due the day before it', { nextDueDate: '2026-10-31' }, { skip: 'nothing_due' }],
    ['due the day after it', { nextDueDate: '2026-12-01' }, { skip: 'nothing_due' }],
    [
      'in trouble and with nothing due',
      { status: 'overdue', interestDue: 0, nextPrincipal: 0 },
      { skip: 'nothing_due' },
    ],
    ['in trouble and with old figures', { status: 'overdue', asOf: '2026-01-01' }, { skip: 'not_ordinary' }],
  ])('with %s', (_, change, planned) => {
    expect(planReminder({ ...loan, ...change }, at)).toMatchObject(planned)
  })

  it.each<[string, (keyof PlannedLoan)[], object]>([
    ['no due date', ['nextDueDate'], { skip: 'nothing_due' }],
    ['no principal named', ['nextPrincipal'], { kind: 'today' }],
  ])('with %s', (_, names, planned) => expect(planReminder(without(...names), at)).toMatchObject(planned))

  it('says which instalment, as which kind, and on which day it is collected', () => {
    const stretch = { kind: 'soon', sessionDay: '2026-11-13', ...november } as const
    expect(planReminder(loan, { ...at, stretch })).toEqual({
      kind: 'soon',
      dueDate: '2026-11-15',
      sessionDay: '2026-11-13',
      day: '2026-11-10',
    })
  })
})
