import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { loanStatuses } from '../../src/domain/loan.ts'
import { linesOf, type PlannedLoan, planReminder, type Told } from '../../src/domain/reminder-choice.ts'
import type { Occasion } from '../../src/domain/reminder-occasion.ts'
import type { PlannedReminder, ReminderKind } from '../../src/domain/reminder-plan.ts'

/** A loan with an instalment due on 15 November, whose session is the 10th. */
const loan: PlannedLoan = {
  status: 'normal',
  nextDueDate: '2026-11-15',
  nextPrincipal: 2_000_000,
  interestDue: 66_000,
  asOf: '2026-11-05',
}
const today: Occasion = {
  ...{ kind: 'today', of: 'principal', sessionDay: '2026-11-10', from: '2026-11-01', until: '2026-11-30' },
}
const interest: Occasion = {
  ...{ kind: 'interest', of: 'interest', sessionDay: '2026-11-10', from: '2026-11-01', until: '2026-11-01' },
}
const at = { day: '2026-11-10' as Day, figuresMaxAge: 10, paused: false }
const without = (...names: (keyof PlannedLoan)[]) =>
  Object.fromEntries(Object.entries(loan).filter(([name]) => !names.includes(name as never))) as unknown as PlannedLoan

describe('a loan', () => {
  it.each(loanStatuses)('that is %s', (status) => {
    const planned = status === 'normal' ? { kind: 'today' } : { skip: status, dueDate: '2026-11-15' }
    expect(planReminder({ ...loan, status }, today, at)).toMatchObject(planned)
    if (status !== 'normal') expect(planReminder({ ...loan, status }, interest, at)).toMatchObject({ skip: status })
  })

  it.each<[string, Partial<PlannedLoan>, object]>([
    ['no principal and no interest', { nextPrincipal: 0, interestDue: 0 }, { skip: 'nothing_due' }],
    ['no principal', { nextPrincipal: 0 }, { skip: 'nothing_due' }],
    ['principal only', { nextPrincipal: 1, interestDue: 0 }, { kind: 'today' }],
    ['figures of the oldest age', { asOf: '2026-10-31' }, { kind: 'today' }],
    ['figures a day older', { asOf: '2026-10-30' }, { skip: 'stale_figures' }],
    ['figures of the day', { asOf: '2026-11-10' }, { kind: 'today' }],
    ['its due date on the first day', { nextDueDate: '2026-11-01' }, { kind: 'today', dueDate: '2026-11-01' }],
    ['its due date on the last day', { nextDueDate: '2026-11-30' }, { kind: 'today', dueDate: '2026-11-30' }],
    ['its due date the day before', { nextDueDate: '2026-10-31' }, { skip: 'nothing_due' }],
    ['its due date the day after', { nextDueDate: '2026-12-01' }, { skip: 'nothing_due' }],
    ['trouble and nothing due', { status: 'overdue', nextPrincipal: 0 }, { skip: 'nothing_due' }],
    ['trouble and old figures', { status: 'overdue', asOf: '2026-01-01' }, { skip: 'overdue' }],
  ])('with %s', (_, change, planned) => expect(planReminder({ ...loan, ...change }, today, at)).toMatchObject(planned))

  it.each<[string, (keyof PlannedLoan)[], object]>([
    ['no due date', ['nextDueDate'], { skip: 'nothing_due', dueDate: '2026-11-01' }],
    ['no principal named', ['nextPrincipal'], { skip: 'nothing_due', dueDate: '2026-11-15' }],
  ])('with %s', (_, names, planned) => expect(planReminder(without(...names), today, at)).toMatchObject(planned))

  it('with a payment that its figures do not show yet', () => {
    expect(planReminder({ ...loan, paidSince: true }, today, at)).toMatchObject({ skip: 'paid_since' })
    expect(planReminder({ ...loan, paidSince: false }, today, at)).toMatchObject({ kind: 'today' })
  })

  it('in a commune that was struck', () => {
    expect(planReminder(loan, today, { ...at, paused: true })).toEqual({ skip: 'paused', dueDate: '2026-11-15' })
    expect(planReminder({ ...loan, status: 'frozen' }, today, { ...at, paused: true })).toMatchObject({
      skip: 'frozen',
    })
  })

  it.each<[string, Partial<PlannedLoan>, object]>([
    ['interest and principal', {}, { kind: 'interest', dueDate: '2026-11-01' }],
    ['interest alone', { nextPrincipal: 0 }, { kind: 'interest' }],
    ['one dong of it', { interestDue: 1 }, { kind: 'interest' }],
    ['none of it', { interestDue: 0 }, { skip: 'nothing_due' }],
  ])('of which interest is asked for, with %s', (_, change, planned) => {
    expect(planReminder({ ...loan, ...change }, interest, at)).toMatchObject(planned)
  })

  it.each<[string, Day, object]>([
    ['before it', '2026-11-09', { skip: 'not_known_yet' }],
    ['of its day', '2026-11-10', { kind: 'after' }],
    ['behind it', '2026-11-11', { kind: 'after' }],
  ])('after the session, by figures %s', (_, asOf, planned) => {
    const after: Occasion = { ...today, kind: 'after' }
    expect(planReminder({ ...loan, asOf }, after, { ...at, day: '2026-11-11' })).toMatchObject(planned)
  })

  it('after the session, where newer figures show the next instalment, has nothing due', () => {
    const paid = { ...loan, asOf: '2026-11-11' as Day, nextDueDate: '2027-11-15' as Day }
    expect(planReminder(paid, { ...today, kind: 'after' }, { ...at, day: '2026-11-11' })).toMatchObject({
      skip: 'nothing_due',
    })
  })

  it('says which instalment, as what, when it is paid and when it is told', () => {
    expect(
      planReminder(loan, { ...today, kind: 'last_ask', askBy: '2026-11-03' }, { ...at, day: '2026-10-29' }),
    ).toEqual({
      ...{ kind: 'last_ask', of: 'principal', dueDate: '2026-11-15', sessionDay: '2026-11-10', day: '2026-10-29' },
      askBy: '2026-11-03',
    })
    expect(planReminder(loan, { ...interest, toLeader: true }, at)).toMatchObject({ of: 'interest', toLeader: true })
  })
})

const wish = (loanId: string, kind: ReminderKind, dueDate: Day = '2026-11-15') => {
  const of = kind === 'interest' ? ('interest' as const) : ('principal' as const)
  const plan: PlannedReminder = { kind, of, dueDate, sessionDay: '2026-11-10', day: '2026-11-07' }
  return { loanId, plan }
}
const said = (
  loanId: string,
  kind: ReminderKind,
  { dueDate = '2026-11-15' as Day, day = '2026-10-01' as Day } = {},
) => ({
  ...{ loanId, kind, dueDate, day },
})
const kinds = (wishes: readonly ReturnType<typeof wish>[]) => wishes.map(({ loanId, plan }) => `${loanId} ${plan.kind}`)

describe('what a household is told on one day', () => {
  it('is of each loan what presses most, the most urgent loan first', () => {
    const all = [wish('1', 'interest', '2026-11-01'), wish('1', 'soon'), wish('2', 'month_before'), wish('3', 'today')]
    const { lines, merged } = linesOf(all, [])
    expect(kinds(lines)).toEqual(['3 today', '1 soon', '2 month_before'])
    expect(kinds(merged)).toEqual(['1 interest'])
  })

  it('keeps the order of loans that press alike', () => {
    expect(kinds(linesOf([wish('1', 'soon'), wish('2', 'soon')], []).lines)).toEqual(['1 soon', '2 soon'])
  })

  it.each<[string, Told, object]>([
    ['nothing before', [], { lines: ['1 soon'], already: [] }],
    ['the same of this instalment', [said('1', 'soon')], { lines: [], already: ['1 soon'] }],
    [
      'the same of another instalment',
      [said('1', 'soon', { dueDate: '2025-11-15' })],
      { lines: ['1 soon'], already: [] },
    ],
    ['the same of another loan', [said('2', 'soon')], { lines: ['1 soon'], already: [] }],
    ['another kind of this instalment', [said('1', 'month_before')], { lines: ['1 soon'], already: [] }],
  ])('after %s', (_, told, expected) => {
    const { lines, already } = linesOf([wish('1', 'soon')], told)
    expect({ lines: kinds(lines), already: kinds(already) }).toEqual(expected)
  })

  it('has nothing of a loan that was told of another way that day', () => {
    const told = [said('1', 'soon', { day: '2026-11-07' })]
    const again = linesOf([wish('1', 'interest', '2026-11-01'), wish('1', 'soon')], told)
    expect([again.lines, kinds(again.already), kinds(again.merged)]).toEqual([[], ['1 soon'], ['1 interest']])
    const other = linesOf([wish('1', 'interest', '2026-11-01')], [said('1', 'soon', { day: '2026-11-06' })])
    expect(kinds(other.lines)).toEqual(['1 interest'])
  })

  it('is not called too often where the fourth was said that very day: it was said with it', () => {
    const day: Day = '2026-11-07'
    const told = [said('1', 'month_before'), said('1', 'last_ask'), said('1', 'soon'), said('1', 'today', { day })]
    const again = linesOf([wish('1', 'promise')], told)
    expect([kinds(again.merged), again.enough]).toEqual([['1 promise'], []])
  })

  const three = [said('1', 'month_before'), said('1', 'last_ask'), said('1', 'soon')]
  it.each<[string, Told, ReminderKind, 'lines' | 'enough']>([
    ['a fourth', three, 'today', 'lines'],
    ['a fifth', [...three, said('1', 'today')], 'promise', 'enough'],
    ['one after the session, behind four', [...three, said('1', 'today')], 'after', 'lines'],
    ['a fourth, where one was after the session', [...three, said('1', 'after')], 'promise', 'lines'],
    [
      'a first, behind four of another instalment',
      [...three, said('1', 'today')].map((one) => ({ ...one, dueDate: '2025-01-01' as Day })),
      'soon',
      'lines',
    ],
  ])('may be %s', (_, told, kind, where) => {
    expect(kinds(linesOf([wish('1', kind)], told)[where])).toEqual([`1 ${kind}`])
  })
})
