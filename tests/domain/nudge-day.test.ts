import { describe, expect, it } from 'vitest'
import { mayNudge, nextNudgeDay } from '../../src/domain/nudge-day.ts'

const office = { hours: { from: 7, until: 20 }, closed: new Set(['2026-11-25' as const]) }
const at = (local: string) => new Date(`${local}:00+07:00`)

describe('when a word of a leader may leave', () => {
  it.each([
    ['before the hours of a Monday', '2026-11-23T06:59', false, '2026-11-23'],
    ['at their beginning', '2026-11-23T07:00', true, '2026-11-23'],
    ['just before their end', '2026-11-23T19:59', true, '2026-11-23'],
    ['at their end, before a holiday and a day on which the office is closed', '2026-11-23T20:00', false, '2026-11-26'],
    ['on a public holiday', '2026-11-24T09:00', false, '2026-11-26'],
    ['on a day on which the office is closed', '2026-11-25T09:00', false, '2026-11-26'],
    ['on a Saturday', '2026-11-28T09:00', true, '2026-11-28'],
    ['in the evening of a Saturday', '2026-11-28T21:00', false, '2026-11-30'],
    ['on a Sunday', '2026-11-29T09:00', false, '2026-11-30'],
    ['in the evening before Tet', '2027-02-03T21:00', false, '2027-02-11'],
  ])('%s', (_, local, open, next) => {
    expect([mayNudge(office, at(local)), nextNudgeDay(office, at(local))]).toEqual([open, next])
  })

  it('has no evening where an office sends day and night', () => {
    const always = { hours: { from: 0, until: 24 }, closed: new Set<never>() }
    expect(mayNudge(always, at('2026-11-23T00:00'))).toBe(true)
    expect(nextNudgeDay(always, at('2026-11-23T23:59'))).toBe('2026-11-23')
    expect(mayNudge(always, at('2026-11-29T12:00'))).toBe(false)
  })
})
