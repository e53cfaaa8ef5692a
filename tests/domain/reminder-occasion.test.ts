import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { Payment } from '../../src/domain/reminder-day.ts'
import { collectionOn, isInTime, type Occasion, occasionOn, occasionsAt } from '../../src/domain/reminder-occasion.ts'
import type { SessionCalendar } from '../../src/domain/transaction-day.ts'

const none = new Set<Day>()
const tenth: SessionCalendar = { dayOfMonth: 10, moved: {} }
const last: SessionCalendar = { dayOfMonth: 31, moved: {} }
const movedTo = (dayOfMonth: number, month: string, day: Day): SessionCalendar => ({
  dayOfMonth,
  moved: { [month]: day },
})
const principal = (kind: Payment['kind'], sessionDay: Day, from: Day, until: Day): Occasion => ({
  ...{ kind, of: 'principal', sessionDay, from, until },
})
const soon = (paysOn: Day): Payment => ({ kind: 'soon', paysOn })

describe('at a point', () => {
  it.each<[string, SessionCalendar, Day, Occasion[]]>([
    ['a payment the day before its session is none of its', tenth, '2026-11-09', []],
    [
      'a payment on its session is of that month',
      tenth,
      '2026-11-10',
      [principal('soon', '2026-11-10', '2026-11-01', '2026-11-30')],
    ],
    ['a payment the day after is none of its', tenth, '2026-11-11', []],
    [
      'that meets on the last day, the end of February',
      last,
      '2027-02-28',
      [principal('soon', '2027-02-28', '2027-02-01', '2027-02-28')],
    ],
    [
      'that meets on the last day, the end of a leap February',
      last,
      '2028-02-29',
      [principal('soon', '2028-02-29', '2028-02-01', '2028-02-29')],
    ],
    ['that meets on the last day, a day too early in a leap year', last, '2028-02-28', []],
    ['the fixed day of a session that was moved', movedTo(10, '2026-11', '2026-11-12'), '2026-11-10', []],
    [
      'the day it was moved to',
      movedTo(10, '2026-11', '2026-11-12'),
      '2026-11-12',
      [principal('soon', '2026-11-12', '2026-11-01', '2026-11-30')],
    ],
    [
      'a day it was moved to in the next month: the instalments of its own month are paid there',
      movedTo(28, '2026-11', '2026-12-02'),
      '2026-12-02',
      [principal('soon', '2026-12-02', '2026-11-01', '2026-11-30')],
    ],
    [
      'a day on which a session joins that of another month: both are paid there',
      movedTo(10, '2026-11', '2026-12-10'),
      '2026-12-10',
      [
        principal('soon', '2026-12-10', '2026-11-01', '2026-11-30'),
        principal('soon', '2026-12-10', '2026-12-01', '2026-12-31'),
      ],
    ],
  ])('%s', (_, calendar, paysOn, occasions) => expect(occasionsAt(calendar, soon(paysOn), none)).toEqual(occasions))

  it.each<[Payment['kind'], Day | undefined]>([
    ['month_before', '2026-12-03'],
    ['last_ask', '2026-12-03'],
    ['soon', undefined],
    ['today', undefined],
    ['after', undefined],
  ])('%s names the last day to ask: %s', (kind, askBy) => {
    const [occasion] = occasionsAt(tenth, { kind, paysOn: '2026-12-10' }, none)
    expect(occasion?.askBy).toBe(askBy)
  })

  it('the last day to ask knows the days on which the office is closed', () => {
    const payment = { kind: 'last_ask', paysOn: '2026-12-10' } as const
    expect(occasionsAt(tenth, payment, new Set<Day>(['2026-12-09']))[0]?.askBy).toBe('2026-12-02')
  })

  it('names none where the holidays are not known', () => {
    expect(occasionsAt(tenth, { kind: 'last_ask', paysOn: '2031-12-10' }, none)[0]).not.toHaveProperty('askBy')
  })
})

describe('interest', () => {
  const interest = (paysOn: Day): Payment => ({ kind: 'interest', paysOn })

  it('is named by the month that the session serves', () => {
    const found = occasionsAt(movedTo(28, '2026-11', '2026-12-02'), interest('2026-12-02'), none)
    const month = { from: '2026-11-01', until: '2026-11-01' }
    expect(found).toEqual([{ kind: 'interest', of: 'interest', sessionDay: '2026-12-02', ...month }])
  })

  it('is asked for once where two months meet, and not where none does', () => {
    expect(
      occasionsAt(movedTo(10, '2026-11', '2026-12-10'), interest('2026-12-10'), none).map(({ from }) => from),
    ).toEqual(['2026-12-01'])
    expect(occasionsAt(tenth, interest('2026-12-11'), none)).toEqual([])
  })

  it('that a leader collects is named by the month of the collection', () => {
    expect(collectionOn(interest('2026-12-20'))).toEqual({
      ...{ kind: 'interest', of: 'interest', sessionDay: '2026-12-20', from: '2026-12-01', until: '2026-12-01' },
      toLeader: true,
    })
  })
})

it('where nobody knows the session, what falls due on that very day is meant', () => {
  expect(occasionOn(soon('2026-12-20'))).toEqual(principal('soon', '2026-12-20', '2026-12-20', '2026-12-20'))
})

describe('what was to be said on an earlier day', () => {
  it('stays known as late', () => {
    const late: Payment = { kind: 'soon', paysOn: '2026-12-10', late: true }
    expect(occasionsAt(tenth, late, none)).toMatchObject([{ kind: 'soon', late: true }])
    expect(occasionsAt(tenth, { ...late, kind: 'interest' }, none)).toMatchObject([{ kind: 'interest', late: true }])
    expect([collectionOn(late).late, occasionOn(late).late]).toEqual([true, true])
  })

  it.each<[string, Parameters<typeof isInTime>[0], Day, boolean]>([
    ['before the session', { kind: 'soon', sessionDay: '2026-12-10' }, '2026-12-09', true],
    ['on its day', { kind: 'soon', sessionDay: '2026-12-10' }, '2026-12-10', false],
    ['of the day itself', { kind: 'today', sessionDay: '2026-12-10' }, '2026-12-11', false],
    ['of the day itself, said on the eve', { kind: 'today', sessionDay: '2026-12-13' }, '2026-12-12', true],
    ['a month before', { kind: 'month_before', sessionDay: '2026-12-10' }, '2026-11-15', true],
    ['to ask', { kind: 'last_ask', sessionDay: '2026-12-10', askBy: '2026-12-03' }, '2026-12-03', true],
    [
      'to ask, when that is past',
      { kind: 'last_ask', sessionDay: '2026-12-10', askBy: '2026-12-03' },
      '2026-12-04',
      false,
    ],
    ['to ask, where no last day is known', { kind: 'last_ask', sessionDay: '2026-12-10' }, '2026-12-04', true],
    ['of interest, before it is collected', { kind: 'interest', sessionDay: '2026-12-10' }, '2026-12-09', true],
    ['of interest, on that day', { kind: 'interest', sessionDay: '2026-12-10' }, '2026-12-10', false],
    ['of a promise whose day is over', { kind: 'promise', sessionDay: '2026-12-10' }, '2026-12-11', false],
    ['after the session, however late', { kind: 'after', sessionDay: '2026-12-10' }, '2026-12-20', true],
  ])('is in time or not: %s', (_, occasion, day, inTime) => expect(isInTime(occasion, day)).toBe(inTime))
})
