import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { fold } from '../../src/domain/fold.ts'
import { asksWhyMore, type Collections, interestPeriods } from '../../src/domain/interest-period.ts'

const sessions = { dayOfMonth: 12, moved: {} }
const twentieth: Collections = { collectionDay: 20, sessions }

describe('periods of interest', () => {
  it.each<[string, Collections, Day, [Day, Day, number], [Day, Day, number]]>([
    [
      'before the collection',
      twentieth,
      '2026-11-19',
      ['2026-10-20', '2026-11-20', 31],
      ['2026-09-20', '2026-10-20', 30],
    ],
    ['on its day', twentieth, '2026-11-20', ['2026-10-20', '2026-11-20', 31], ['2026-09-20', '2026-10-20', 30]],
    ['the day after', twentieth, '2026-11-21', ['2026-11-20', '2026-12-20', 30], ['2026-10-20', '2026-11-20', 31]],
    [
      'at the turn of the year',
      twentieth,
      '2027-01-05',
      ['2026-12-20', '2027-01-20', 31],
      ['2026-11-20', '2026-12-20', 30],
    ],
    ['after February', twentieth, '2027-03-01', ['2027-02-20', '2027-03-20', 28], ['2027-01-20', '2027-02-20', 31]],
    [
      'of the last day of months',
      { collectionDay: 31, sessions },
      '2027-03-01',
      ['2027-02-28', '2027-03-31', 31],
      ['2027-01-31', '2027-02-28', 28],
    ],
    [
      'by the session, where the group has no day',
      { sessions },
      '2026-11-12',
      ['2026-10-12', '2026-11-12', 31],
      ['2026-09-12', '2026-10-12', 30],
    ],
    [
      'by a session that was moved',
      { sessions: { ...sessions, moved: { '2026-11': '2026-11-16' } } },
      '2026-11-14',
      ['2026-10-12', '2026-11-16', 35],
      ['2026-09-12', '2026-10-12', 30],
    ],
  ])('%s', (_, collections, day, now, before) => {
    const found = interestPeriods(collections, day)
    expect([found.now.from, found.now.to, found.now.days]).toEqual(now)
    expect([found.before.from, found.before.to, found.before.days]).toEqual(before)
  })
})

describe('why more than last month', () => {
  it.each<[string, boolean]>([
    ['sao tháng này lãi nhiều hơn', true],
    ['Vì sao tháng này tiền lãi cao thế?', true],
    ['sao thang nay nhieu hon thang truoc', true],
    ['lãi sao tăng vậy', true],
    ['tiền lãi tháng này sao khác tháng trước', true],
    ['tính nhầm lãi cho tôi rồi, nhiều quá', true],
    ['why is the interest more this month', true],
    ['lãi suất bao nhiêu', false],
    ['tháng này trả bao nhiêu', false],
    ['sao chưa thấy cán bộ gọi', false],
    ['muốn vay nhiều hơn thì làm sao', false],
    ['tôi muốn trả nhiều hơn', false],
  ])('%s', (text, asks) => expect(asksWhyMore(fold(text))).toBe(asks))
})
