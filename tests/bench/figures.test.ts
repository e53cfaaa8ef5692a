import { describe, expect, it } from 'vitest'
import { makeArrivals } from './arrivals.ts'
import { oneOf, readOptions, WrongOption, whole } from './options.ts'
import { waitsOf } from './waits.ts'

/** Arrivals at those moments, in the chats 1, 2, 3 and on. */
function arrivedAt(times: readonly number[], wallOffset = 0) {
  const arrivals = makeArrivals(wallOffset)
  for (const [i, at] of times.entries()) arrivals.add(i + 1, at)
  return arrivals.summary({ chats: times.length })
}

describe('arrivals', () => {
  it.each([
    ['none', [], { seconds: 0, perSecond: 0, peakSecond: 0, peakSlidingSecond: 0, peak100ms: 0 }],
    ['one', [500], { seconds: 0, perSecond: 0, peakSecond: 1, peakSlidingSecond: 1, peak100ms: 1 }],
    ['a second apart', [0, 1000, 2000], { seconds: 2, perSecond: 1, peakSecond: 1, peakSlidingSecond: 1 }],
    ['just less than a second apart', [0, 999], { peakSecond: 2, peakSlidingSecond: 2, peak100ms: 1 }],
    ['over the turn of a second', [900, 950, 1000, 1050], { peakSecond: 2, peakSlidingSecond: 4, peak100ms: 2 }],
  ])('%s: seconds of the clock, and seconds from any moment on', (_, times, expected) => {
    expect(arrivedAt(times)).toMatchObject(expected)
  })

  it('the seconds of the wall clock turn when they turn', () => {
    expect(arrivedAt([0, 400, 600], 500).peakSecond).toBe(2)
    expect(arrivedAt([0, 400, 600], 0).peakSecond).toBe(3)
  })

  it('chats without a message are missing, chats with two are duplicates, others are not looked at', () => {
    const arrivals = makeArrivals(0)
    for (const chat of [1, 3, 3, 3, 5, 9]) arrivals.add(chat, 0)
    expect(arrivals.summary({ chats: 5 })).toMatchObject({ arrived: 6, missing: 2, duplicates: 1 })
  })

  it('a stretch begins with its first moment and ends before its last', () => {
    const arrivals = makeArrivals(0)
    for (const at of [10, 20, 30]) arrivals.add(1, at)
    expect(arrivals.summary({ chats: 1, since: 10, until: 30 }).arrived).toBe(2)
    expect(arrivals.summary({ chats: 1, since: 11, until: 31 }).arrived).toBe(2)
  })

  it('more than fit at first are kept', () => {
    const arrivals = makeArrivals(0)
    for (let i = 1; i <= 100_000; i++) arrivals.add(i, i)
    expect(arrivals.summary({ chats: 100_000 })).toMatchObject({
      arrived: 100_000,
      missing: 0,
      first: 1,
      last: 100_000,
    })
    expect(arrivals.from(99_999)).toEqual([
      [99_999, 99_999],
      [100_000, 100_000],
    ])
  })
})

describe('waits', () => {
  it('the first message after the ask is the reply; what came before is not, and what never came is no wait', () => {
    const asked = [
      { person: 1, at: 100 },
      { person: 2, at: 100 },
      { person: 3, at: 100 },
    ]
    const waits = waitsOf(asked, [
      [1, 90],
      [1, 110],
      [2, 150],
      [1, 400],
      [3, 99],
    ])
    expect(waits).toEqual({ asked: 3, unanswered: 1, p50: 10, p95: 50, p99: 50, max: 50 })
  })
})

describe('options', () => {
  const takes = ['rate', 'backend']

  it('are pairs of name and value', () => {
    expect(readOptions(['--rate', '0', '--backend', 'pg'], takes)).toEqual({ rate: '0', backend: 'pg' })
  })

  it.each([
    ['a name that is not known', ['--speed', '1'], '--speed is not known here; there is --rate, --backend'],
    ['a stray word', ['fast'], '"fast" is no option'],
    ['no value', ['--rate'], '--rate wants a value'],
    ['an option as value', ['--rate', '--backend'], '--rate wants a value'],
    ['twice', ['--rate', '1', '--rate', '2'], '--rate is given twice'],
  ])('%s is refused with a sentence', (_, words, sentence) => {
    expect(() => readOptions(words, takes)).toThrow(WrongOption)
    expect(() => readOptions(words, takes)).toThrow(sentence)
  })

  it.each([
    ['0', 0],
    ['1000', 1000],
    [undefined, 30],
    ['-1', undefined],
    ['1001', undefined],
    ['1.5', undefined],
    ['', undefined],
    ['x', undefined],
  ])('a rate of %j is read as %j', (text, value) => {
    const read = () => whole(text === undefined ? {} : { rate: text }, 'rate', { usual: 30, least: 0, most: 1000 })
    if (value === undefined) expect(read).toThrow('--rate takes a whole number from 0 to 1000')
    else expect(read()).toBe(value)
  })

  it('one of two words, the first where nothing is said', () => {
    expect(oneOf({}, 'backend', ['pg', 'redis'])).toBe('pg')
    expect(oneOf({ backend: 'redis' }, 'backend', ['pg', 'redis'])).toBe('redis')
    expect(() => oneOf({ backend: 'kafka' }, 'backend', ['pg', 'redis'])).toThrow('--backend takes pg or redis')
  })
})
