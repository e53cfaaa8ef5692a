import { describe, expect, it } from 'vitest'
import {
  byUrgency,
  datedKinds,
  isDaysOf,
  rangeOf,
  readReminderPlan,
  reminderKinds,
  usualPlan,
} from '../../src/domain/reminder-plan.ts'

describe('the plan of an office that has set nothing', () => {
  it('has every kind on, as many days before as households are served best', () => {
    expect(Object.entries(usualPlan).map(([kind, { on, days }]) => [kind, on, days])).toEqual([
      ['month_before', true, 30],
      ['last_ask', true, 12],
      ['soon', true, 3],
      ['today', true, 0],
      ['after', true, 1],
      ['interest', true, 3],
      ['promise', true, 0],
    ])
  })

  it.each(reminderKinds)('keeps %s within what may be set', (kind) => {
    expect(isDaysOf(kind, usualPlan[kind].days)).toBe(true)
  })
})

describe('the days of a kind', () => {
  it.each(reminderKinds.flatMap((kind) => [[kind, rangeOf[kind].least] as const, [kind, rangeOf[kind].most] as const]))(
    '%s may be %i, and a day beyond only where that is its other end',
    (kind, end) => {
      const { least, most } = rangeOf[kind]
      expect(isDaysOf(kind, end)).toBe(true)
      expect([isDaysOf(kind, least - 1), isDaysOf(kind, most + 1)]).toEqual([false, false])
    },
  )

  it.each([3.5, '3', Number.NaN, undefined, null])('are no %s', (days) => expect(isDaysOf('soon', days)).toBe(false))

  it('keep the kinds in their order, whatever is set', () => {
    expect(rangeOf.month_before.least).toBeGreaterThan(rangeOf.last_ask.most)
    expect(rangeOf.last_ask.least).toBeGreaterThan(rangeOf.soon.most)
    expect(rangeOf.soon.least).toBeGreaterThan(rangeOf.today.most)
  })

  it('may be set of those that have more than one', () => {
    expect(datedKinds).toEqual(['month_before', 'last_ask', 'soon', 'after', 'interest'])
  })
})

describe('a plan that is read', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'soon'],
    ['days out of range', { soon: { on: true, days: 9 }, last_ask: { days: 7 } }],
    ['what is no switch', { soon: { on: 'no' } }],
  ])('from %s is the usual one', (_, kept) => expect(readReminderPlan(kept)).toEqual(usualPlan))

  it('has what was set, and the usual beside it', () => {
    expect(readReminderPlan({ soon: { on: false, days: 2 }, after: { days: 3 } })).toEqual({
      ...usualPlan,
      soon: { on: false, days: 2 },
      after: { on: true, days: 3 },
    })
  })
})

it('every kind has its urgency', () => expect([...byUrgency].sort()).toEqual([...reminderKinds].sort()))
