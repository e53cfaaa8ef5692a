import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../src/domain/day.ts'
import { loanStatuses } from '../../src/domain/loan.ts'
import { dueWindow, type PlannedLoan, planReminder } from '../../src/domain/reminder-plan.ts'

/** A loan with an instalment due on 15 November, at a point that meets on the 10th. */
const loan: PlannedLoan = {
  status: 'normal',
  nextDueDate: '2026-11-15',
  nextPrincipal: 2_000_000,
  interestDue: 66_000,
  asOf: '2026-11-05',
}
const sessions = { dayOfMonth: 10, moved: {} }
const plan = (day: Day, change: Partial<PlannedLoan> = {}, figuresMaxAge = 10) =>
  planReminder({ ...loan, ...change }, { day, sessions, figuresMaxAge })
const without = (...names: (keyof PlannedLoan)[]) =>
  planReminder(Object.fromEntries(Object.entries(loan).filter(([k]) => !names.includes(k as never))) as never, {
    day: '2026-11-10',
    sessions,
    figuresMaxAge: 10,
  })

describe('planReminder', () => {
  it.each<[string, Day, object]>([
    ['four days before', '2026-11-06', { skip: 'not_today' }],
    ['three days before', '2026-11-07', { kind: 'soon', dueDate: '2026-11-15', sessionDay: '2026-11-10' }],
    ['two days before', '2026-11-08', { skip: 'not_today' }],
    ['the day before', '2026-11-09', { skip: 'not_today' }],
    ['the morning of the session', '2026-11-10', { kind: 'today', dueDate: '2026-11-15', sessionDay: '2026-11-10' }],
    ['the day after', '2026-11-11', { skip: 'not_today' }],
    ['the day in the contract', '2026-11-15', { skip: 'not_today' }],
  ])('%s', (_, day, planned) => expect(plan(day)).toEqual(planned))

  it.each(loanStatuses)('a loan that is %s', (status) => {
    const planned = status === 'normal' ? { kind: 'today' } : { skip: 'not_ordinary' }
    expect(plan('2026-11-10', { status })).toMatchObject(planned)
  })

  it.each<[string, Partial<PlannedLoan>, object]>([
    ['no principal and no interest', { nextPrincipal: 0, interestDue: 0 }, { skip: 'nothing_due' }],
    ['interest only', { nextPrincipal: 0, interestDue: 1 }, { kind: 'today' }],
    ['principal only', { nextPrincipal: 1, interestDue: 0 }, { kind: 'today' }],
    ['figures of the oldest age', { asOf: '2026-10-31' }, { kind: 'today' }],
    ['figures a day older', { asOf: '2026-10-30' }, { skip: 'stale_figures' }],
    ['figures of the day', { asOf: '2026-11-10' }, { kind: 'today' }],
    ['due on the first of the month', { nextDueDate: '2026-11-01' }, { kind: 'today' }],
    ['due on the last of the month', { nextDueDate: '2026-11-30' }, { kind: 'today' }],
    ['due the month before', { nextDueDate: '2026-10-31' }, { skip: 'not_today' }],
    ['due the month after', { nextDueDate: '2026-12-01' }, { skip: 'not_today' }],
  ])('on the morning of the session, %s', (_, change, planned) => {
    expect(plan('2026-11-10', change)).toMatchObject(planned)
  })

  it.each<[string, (keyof PlannedLoan)[], object]>([
    ['no due date', ['nextDueDate'], { skip: 'nothing_due' }],
    ['no principal named', ['nextPrincipal'], { kind: 'today' }],
  ])('with %s', (_, names, planned) => expect(without(...names)).toMatchObject(planned))

  it('follows a session that was moved', () => {
    const at = { sessions: { dayOfMonth: 10, moved: { '2026-11': '2026-11-12' as Day } }, figuresMaxAge: 10 }
    expect(planReminder(loan, { day: '2026-11-10', ...at })).toEqual({ skip: 'not_today' })
    expect(planReminder(loan, { day: '2026-11-12', ...at })).toMatchObject({ kind: 'today', sessionDay: '2026-11-12' })
  })

  it('has a window that holds every due date of a session within three days', () => {
    for (let month = 1; month <= 12; month++) {
      for (const dayOfMonth of [1, 2, 3, 4, 15, 28, 29, 30, 31]) {
        const due = `2027-${String(month).padStart(2, '0')}` as const
        for (const nextDueDate of [`${due}-01`, `${due}-28`] as Day[]) {
          for (let day = addDays(nextDueDate, -40); day < addDays(nextDueDate, 40); day = addDays(day, 1)) {
            const planned = planReminder(
              { ...loan, nextDueDate, asOf: day },
              { day, sessions: { dayOfMonth, moved: {} }, figuresMaxAge: 10 },
            )
            const { from, until } = dueWindow(day)
            if ('kind' in planned) expect(from <= nextDueDate && nextDueDate <= until).toBe(true)
          }
        }
      }
    }
  })
})
