import { describe, expect, it } from 'vitest'
import { expectedEnd, type Remaining, speedOf } from '../../src/domain/expected-end.ts'
import { areOpen, nextOpening, openingOf } from '../../src/domain/sending-hours.ts'

const hours = { from: 7, until: 20 }
/** A moment of Viet Nam: "24 09:00" is nine in the morning of 24 November 2026. */
const at = (text: string) => new Date(`2026-11-${text.replace(' ', 'T')}+07:00`)
const hour = 3600

describe('the hours of an office', () => {
  it.each([
    ['24 06:59:59.999', false],
    ['24 07:00', true],
    ['24 19:59:59.999', true],
    ['24 20:00', false],
  ])('at %s they are open: %s', (moment, open) => {
    expect(areOpen(hours, at(moment))).toBe(open)
  })

  it.each([
    ['before they open', '24 03:00', '24 07:00'],
    ['while they are open', '24 12:34', '24 12:34'],
    ['after they closed', '24 20:00', '25 07:00'],
  ])('%s the next moment to send at is told', (_, now, next) => {
    expect(nextOpening(hours, at(now))).toEqual(at(next))
  })

  it('are open all day and night where they are set so', () => {
    expect(areOpen({ from: 0, until: 24 }, at('24 23:59'))).toBe(true)
    expect(openingOf({ from: 0, until: 24 }, at('24 23:59'))).toEqual(at('24 00:00'))
  })
})

describe('the expected end', () => {
  const remaining = { now: at('24 09:00'), left: hour, perSecond: 1, hours }
  it.each<[string, Partial<Remaining>, string | undefined]>([
    ['goes on from now', {}, '24 10:00'],
    ['is now when nothing is left', { left: 0 }, '24 09:00'],
    ['is now when nothing is left, at night as well', { now: at('24 23:00'), left: 0 }, '24 23:00'],
    ['is faster where more goes in a second', { perSecond: 30, left: 30 * hour }, '24 10:00'],
    ['just fits the day', { left: 11 * hour }, '24 20:00'],
    ['goes on in the morning with what does not fit', { left: 11 * hour + 60 }, '25 07:01'],
    ['takes a whole further day', { left: 24 * hour }, '25 20:00'],
    ['takes three days', { left: 24 * hour + 60 }, '26 07:01'],
    ['begins in the morning when it is night', { now: at('24 21:00') }, '25 08:00'],
    ['begins when the hours do', { now: at('24 05:00') }, '24 08:00'],
    ['knows no night where there is none', { now: at('24 23:30'), hours: { from: 0, until: 24 } }, '25 00:30'],
    ['is not known when it stands still', { perSecond: 0 }, undefined],
    ['is not known without a speed', { perSecond: Number.NaN }, undefined],
    ['is not known where the hours never open', { hours: { from: 8, until: 8 } }, undefined],
    ['waits for what was put off', { later: { count: 60, from: at('25 07:00') } }, '25 07:01'],
    ['adds what was put off to what goes before', { later: { count: 60, from: at('24 09:30') } }, '24 10:01'],
    ['forgets what was put off when there is none of it', { later: { count: 0, from: at('25 07:00') } }, '24 10:00'],
  ])('%s', (_, change, end) => {
    expect(expectedEnd({ ...remaining, ...change })).toEqual(end === undefined ? undefined : at(end))
  })
})

describe('the speed', () => {
  const now = at('24 09:00')
  it.each([
    ['is that of the last minute', 60, 1800, 30, 30],
    ['is none when nothing went in a minute', 60, 0, 30, 0],
    ['is what is configured before the first minute is over', 59.999, 100, 30, 30],
    ['is what went so far where nothing is configured', 20, 100, undefined, 5],
    ['is no figure above what went in the first second', 0.1, 3, undefined, 3],
  ])('%s', (_, seconds, lastMinute, configured, perSecond) => {
    const since = new Date(now.getTime() - seconds * 1000)
    expect(speedOf({ now, since, lastMinute, ...(configured === undefined ? {} : { configured }) })).toBe(perSecond)
  })
})
