import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ApplicationState,
  applicationEvents,
  applicationStates,
  hasEnded,
  sentStates,
} from '../../src/domain/application.ts'
import {
  aimedStates,
  deadlineAt,
  deadlineRules,
  isLate,
  readTimes,
  reminderTurn,
} from '../../src/domain/application-deadline.ts'
import { addDays, type Day, hourOf } from '../../src/domain/day.ts'

/** A moment in Viet Nam. */
const at = (text: string) => new Date(`${text}+07:00`)

describe('the deadline of a state', () => {
  it.each<[string, ApplicationState, string, Day | undefined, string]>([
    ['the bank decides in three working days', 'with_officer', '2026-11-25T09:00', undefined, '2026-11-30T17:00'],
    ['which skip Culture Day', 'with_officer', '2026-11-23T09:00', undefined, '2026-11-27T17:00'],
    ['and Tet', 'with_officer', '2027-02-02T09:00', undefined, '2027-02-12T17:00'],
    ['a request is read within two', 'submitted', '2026-11-28T21:00', undefined, '2026-12-01T17:00'],
    ['a group has a month', 'with_group', '2026-11-25T09:00', undefined, '2026-12-25T17:00'],
    [
      'the money is in the books a working day after its day',
      'notified',
      '2026-11-25T09:00',
      '2026-12-12',
      '2026-12-14T17:00',
    ],
    [
      'the use is checked thirty days after the payment',
      'disbursed',
      '2026-12-14T09:00',
      '2026-12-12',
      '2027-01-11T17:00',
    ],
    [
      'a payment that is entered late leaves a working day',
      'disbursed',
      '2026-12-31T09:00',
      '2026-11-01',
      '2027-01-04T17:00',
    ],
    ['a household has ten working days', 'returned', '2026-11-25T09:00', undefined, '2026-12-09T17:00'],
  ])('%s', (_, state, entered, day, due) => {
    expect(deadlineAt(state, { enteredAt: at(entered), ...(day ? { day } : {}) })).toEqual(at(due))
  })

  it.each(applicationStates.map((state) => [state]))('%s has one, unless it has ended or was not sent', (state) => {
    expect(deadlineAt(state, { enteredAt: at('2026-11-25T09:00') }) !== undefined).toBe(
      sentStates.includes(state) && !hasEnded(state),
    )
  })

  it('names the source of every rule, and calls nothing a rule that has none', () => {
    for (const { kind, source } of Object.values(deadlineRules)) expect(source !== undefined).toBe(kind === 'rule')
  })

  it('follows the office where it is an aim, and nobody where it is a rule', () => {
    const times = readTimes({ aims: { submitted: 5, with_officer: 9, refused: 3 }, closed: ['2026-11-26'] })
    expect(times.aims).toEqual({ submitted: 5 })
    const entry = { enteredAt: at('2026-11-25T09:00') }
    expect(deadlineAt('submitted', entry, times)).toEqual(at('2026-12-03T17:00'))
    expect(deadlineAt('with_officer', entry, times)).toEqual(at('2026-12-01T17:00'))
  })

  it.each([[undefined], [null], ['x'], [{}], [{ aims: { submitted: 0 } }], [{ aims: { submitted: 91 }, closed: 'x' }]])(
    'is the house’s own where %j is kept',
    (kept) => expect(readTimes(kept)).toEqual({ aims: {}, closed: new Set() }),
  )

  it('is never before the entry, at a close of business, and never later for a day less', () => {
    const moments = fc.date({ min: at('2024-01-01T00:00'), max: at('2030-12-31T23:59'), noInvalidDate: true })
    const ahead = fc.option(fc.integer({ min: -400, max: 400 }), { nil: undefined })
    const state = fc.constantFrom(...sentStates.filter((each) => !hasEnded(each)))
    fc.assert(
      fc.property(state, moments, ahead, fc.integer({ min: 1, max: 90 }), (where, enteredAt, days, aim) => {
        const day = addDays('2026-11-25', days ?? 0)
        const entry = { enteredAt, ...(days === undefined ? {} : { day }) }
        const closed = new Set<Day>()
        const due = deadlineAt(where, entry, { aims: { [where]: aim }, closed })
        expect(due!.getTime()).toBeGreaterThan(enteredAt.getTime())
        expect(hourOf(due!)).toBe(17)
        const longer = deadlineAt(where, entry, { aims: { [where]: aim + 1 }, closed })
        expect(longer!.getTime()).toBeGreaterThanOrEqual(due!.getTime())
      }),
    )
  })

  it('may be set for all that the bank does not rule', () => {
    expect(aimedStates).not.toContain('with_officer')
    expect(aimedStates).not.toContain('disbursed')
    expect(aimedStates).toContain('returned')
    expect(applicationEvents).toContain('check_use')
  })
})

describe('a reminder', () => {
  it.each<[string, Day, number | undefined]>([
    ['two working days before: none', '2026-11-25', undefined],
    ['the working day before', '2026-11-27', 0],
    ['over the weekend it stays the same', '2026-11-29', 0],
    ['the day itself', '2026-11-30', 0],
    ['the day after: it is over', '2026-12-01', 1],
    ['six days on: still the first', '2026-12-07', 1],
    ['a week on', '2026-12-08', 2],
    ['three weeks on', '2026-12-22', 4],
  ])('%s', (_, day, turn) => expect(reminderTurn(at('2026-11-30T17:00'), day)).toBe(turn))

  it('comes before Tet for what is due after it', () => {
    expect(reminderTurn(at('2027-02-11T17:00'), '2027-02-03')).toBe(0)
    expect(reminderTurn(at('2027-02-11T17:00'), '2027-02-02')).toBeUndefined()
  })

  it.each([
    ['a moment before', '2026-11-30T17:00', false],
    ['a moment after', '2026-11-30T17:01', true],
  ])('is late: %s', (_, now, late) => expect(isLate({ dueAt: at('2026-11-30T17:00') }, at(now))).toBe(late))
  it('is never late without a deadline', () => expect(isLate({}, at('2030-01-01T00:00'))).toBe(false))
})
