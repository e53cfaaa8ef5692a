import { describe, expect, it } from 'vitest'
import { atHour } from '../../src/domain/day.ts'
import { type Reaching, type Way, waysTo } from '../../src/domain/zalo-window.ts'

const noon = atHour('2026-11-23', 12)
const ago = (ms: number) => new Date(noon.getTime() - ms)
const hour = 3_600_000
const day = 24 * hour

// A household that wrote three days ago and has everything; a case says what is different.
const household: Reaching = {
  now: noon,
  purpose: 'reminder',
  consented: true,
  lastInboundAt: ago(3 * day),
  accountKnown: true,
  phoneKnown: true,
  packageLeft: 0,
  templates: { byUser: 150, byPhone: 200 },
  budgetLeft: 1_000,
  others: [],
  order: [],
}
const stranger: Partial<Reaching> = { accountKnown: false, lastInboundAt: undefined } as never
const open = (other: Partial<Reaching>) =>
  waysTo({ ...household, ...other }).open.map((o) => `${o.channel ?? o.way} ${o.cost} ${o.dong}`)
const why = (other: Partial<Reaching>, way: Way) => waysTo({ ...household, ...other }).closed.find((r) => r.way === way)

describe('the ordinary message', () => {
  it.each([
    ['at once', 0, 'free 0'],
    ['48 hours later, to the millisecond', 48 * hour, 'free 0'],
    ['a millisecond after 48 hours', 48 * hour + 1, 'billed 55'],
    ['7 days later, to the millisecond', 7 * day, 'billed 55'],
    ['from a clock that is a little ahead', -5_000, 'free 0'],
  ])('%s', (_, ms, cost) => {
    expect(open({ lastInboundAt: ago(ms) })).toContain(`consultation ${cost}`)
  })

  it.each([
    ['a millisecond after 7 days', { lastInboundAt: ago(7 * day + 1) }, 'window_over'],
    ['to somebody who never wrote', { lastInboundAt: undefined as never }, 'never_wrote'],
    ['to a household without an account', stranger, 'no_account'],
  ])('%s is closed', (_, other, reason) => {
    expect(why(other, 'consultation')).toEqual({ way: 'consultation', why: reason })
  })

  it.each([
    ['takes the last message of the package', { packageLeft: 1 }, 'consultation package 0'],
    ['costs money when there is none', { packageLeft: 0 }, 'consultation billed 55'],
    ['leaves the package alone while it is free', { packageLeft: 1, lastInboundAt: noon }, 'consultation free 0'],
    ['goes at night too', { now: atHour('2026-11-23', 23), lastInboundAt: noon }, 'consultation free 0'],
  ])('%s', (_, other, offer) => {
    expect(open(other)).toContain(offer)
  })
})

describe('templates', () => {
  it('reach by the account or by the number, long after the window', () => {
    expect(open({ lastInboundAt: ago(90 * day) })).toEqual([
      'template_by_user billed 150',
      'template_by_phone billed 200',
    ])
  })

  it('reach by the number who never wrote', () => {
    expect(open(stranger)).toEqual(['template_by_phone billed 200'])
  })

  it.each<[string, Partial<Reaching>, Way, string]>([
    ['without an account', stranger, 'template_by_user', 'no_account'],
    ['without a number', { phoneKnown: false }, 'template_by_phone', 'no_phone'],
    ['registered for numbers only', { templates: { byPhone: 200 } }, 'template_by_user', 'no_template'],
    ['registered for accounts only', { templates: { byUser: 150 } }, 'template_by_phone', 'no_template'],
  ])('%s are closed', (_, other, way, reason) => {
    expect(why(other, way)).toEqual({ way, why: reason })
  })

  const morning = (on: '2026-11-23' | '2026-11-24') => atHour(on, 6)
  it.each([
    ['21:59', atHour('2026-11-23', 21, 59), undefined],
    ['22:00', atHour('2026-11-23', 22), morning('2026-11-24')],
    ['23:59', atHour('2026-11-23', 23, 59), morning('2026-11-24')],
    ['00:00', atHour('2026-11-23', 0), morning('2026-11-23')],
    ['05:59', atHour('2026-11-23', 5, 59), morning('2026-11-23')],
    ['06:00', atHour('2026-11-23', 6), undefined],
  ])('at %s', (_, now, until) => {
    for (const way of ['template_by_user', 'template_by_phone'] as const) {
      expect(why({ now }, way)).toEqual(until && { way, why: 'night', until })
    }
  })
})

describe('consent', () => {
  it.each(['reminder', 'announcement'] as const)('is wanted for a %s, on every way', (purpose) => {
    const ways = waysTo({ ...household, purpose, consented: false, others: ['telegram'] })
    expect(ways.open).toEqual([])
    expect(ways.closed.map((r) => r.why)).toEqual(Array(4).fill('no_consent'))
  })

  it('is not wanted for a reply', () => {
    expect(open({ purpose: 'reply', consented: false, lastInboundAt: noon })).toContain('consultation free 0')
  })
})

describe('the budget', () => {
  it.each<[string, number, string[]]>([
    [
      '200 dong pay for everything',
      200,
      ['consultation billed 55', 'template_by_user billed 150', 'template_by_phone billed 200'],
    ],
    ['199 dong not for the dearest', 199, ['consultation billed 55', 'template_by_user billed 150']],
    ['55 dong for one message', 55, ['consultation billed 55']],
    ['54 dong for none', 54, []],
  ])('%s', (_, budgetLeft, offers) => {
    expect(open({ budgetLeft })).toEqual(offers)
  })

  it('reached stops nothing that is free or paid before', () => {
    expect(open({ budgetLeft: 0, lastInboundAt: noon })).toEqual(['consultation free 0'])
    expect(open({ budgetLeft: 0, packageLeft: 3 })).toEqual(['consultation package 0'])
    expect(why({ budgetLeft: 0 }, 'template_by_phone')).toEqual({ way: 'template_by_phone', why: 'budget' })
  })
})

describe('the order', () => {
  const free: Partial<Reaching> = { lastInboundAt: noon, templates: {}, others: ['telegram'] }
  it.each<[string, Partial<Reaching>, string]>([
    ["is the household's among what costs nothing", { ...free, order: ['telegram', 'zalo'] }, 'telegram free 0'],
    ["is the household's, the other way round", { ...free, order: ['zalo', 'telegram'] }, 'consultation free 0'],
    ['puts Zalo last where another one is named', { ...free, order: ['telegram'] }, 'telegram free 0'],
    ['is Zalo where none is named', free, 'consultation free 0'],
    ['puts what costs nothing before what is paid for', { others: ['telegram'] }, 'telegram free 0'],
    ['keeps the package for those who have no other way', { others: ['telegram'], packageLeft: 9 }, 'telegram free 0'],
    [
      'of the household comes before what is cheaper',
      { others: ['telegram'], order: ['zalo'] },
      'consultation billed 55',
    ],
    [
      'of the household ends where the budget does',
      { others: ['telegram'], order: ['zalo'], budgetLeft: 54 },
      'telegram free 0',
    ],
    [
      'takes the cheaper template',
      { templates: { byUser: 300, byPhone: 200 }, lastInboundAt: ago(8 * day) },
      'template_by_phone billed 200',
    ],
    [
      'takes the account where both cost the same',
      { templates: { byUser: 200, byPhone: 200 }, lastInboundAt: ago(8 * day) },
      'template_by_user billed 200',
    ],
  ])('%s', (_, other, first) => {
    expect(open(other)[0]).toBe(first)
  })
})
