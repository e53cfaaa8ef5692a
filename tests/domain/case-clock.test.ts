import { describe, expect, it } from 'vitest'
import type { CaseKind, CaseRoute, CaseState } from '../../src/domain/case.ts'
import {
  caseDueAt,
  isToRaise,
  ownersOf,
  promisedAt,
  silentSince,
  solvedDays,
  stepsOf,
} from '../../src/domain/case-clock.ts'
import type { Day } from '../../src/domain/day.ts'

/** A moment in Viet Nam. */
const at = (text: string) => new Date(`${text}+07:00`)

describe('the time for an answer', () => {
  it.each<[string, CaseKind, string, string]>([
    ['a talk on a Tuesday morning: by Wednesday evening', 'talk', '2026-11-24T09:00', '2026-11-25T17:00'],
    ['a minute before closing still counts from today', 'talk', '2026-11-24T16:59', '2026-11-25T17:00'],
    ['after closing it counts from tomorrow', 'talk', '2026-11-24T17:00', '2026-11-25T17:00'],
    ['a storm: the next working day', 'disaster', '2026-11-24T09:00', '2026-11-25T17:00'],
    ['more time to pay: the next working day', 'more_time', '2026-11-24T09:00', '2026-11-25T17:00'],
    ['a harvest: two working days', 'crop', '2026-11-24T09:00', '2026-11-26T17:00'],
    ['a matter of the group: two', 'group_matter', '2026-11-24T09:00', '2026-11-26T17:00'],
    ['a difficulty: two working days', 'difficulty', '2026-11-24T09:00', '2026-11-26T17:00'],
    ['a complaint: three', 'complaint', '2026-11-24T09:00', '2026-11-27T17:00'],
    ['Friday leads to Monday', 'talk', '2026-11-27T09:00', '2026-11-30T17:00'],
    ['three days over a weekend', 'complaint', '2026-11-27T09:00', '2026-12-02T17:00'],
    ['Saturday is answered on Monday', 'fraud', '2026-11-28T09:00', '2026-11-30T17:00'],
    ['Sunday night too', 'not_mine', '2026-11-29T23:30', '2026-11-30T17:00'],
    ['Culture Day is skipped', 'talk', '2026-11-23T09:00', '2026-11-25T17:00'],
    ['Tet is skipped', 'complaint', '2027-02-03T09:00', '2027-02-15T17:00'],
    ['a Saturday that is worked counts', 'talk', '2026-08-21T09:00', '2026-08-22T17:00'],
    ['midnight in Viet Nam is the new day', 'talk', '2026-11-25T00:00', '2026-11-26T17:00'],
  ])('%s', (_, kind, opened, due) => {
    expect(caseDueAt(kind, at(opened))).toEqual(at(due))
  })

  it('skips the days on which the office is closed', () => {
    const closed = new Set(['2026-11-25'] as const)
    expect(caseDueAt('talk', at('2026-11-24T09:00'), closed)).toEqual(at('2026-11-26T17:00'))
  })
})

describe('the steps of a case that nobody answers', () => {
  it.each<[CaseRoute, number, CaseRoute[]]>([
    ['group_leader', 0, ['group_leader']],
    ['group_leader', 1, ['officer']],
    ['group_leader', 2, ['director']],
    ['officer', 0, ['officer']],
    ['officer', 1, ['director']],
    ['officer', 7, ['director']],
    ['commune_chair', 0, ['commune_chair']],
    ['commune_chair', 1, ['officer', 'director']],
    ['director', 0, ['director']],
    ['director', 1, ['director']],
  ])('%s, raised %i times: %j', (routedTo, level, owners) => {
    expect(ownersOf({ routedTo, level })).toEqual(owners)
  })

  it('are two from a leader, one from an officer or a chair, none from the director', () => {
    expect((['group_leader', 'officer', 'commune_chair', 'director'] as const).map(stepsOf)).toEqual([2, 1, 1, 0])
  })

  it.each<[string, string, string | undefined, string]>([
    ['not raised: what was promised first', '2026-11-25T17:00', undefined, '2026-11-25T17:00'],
    ['raised: the next working day', '2026-11-25T17:00', '2026-11-25T17:05', '2026-11-26T17:00'],
    ['raised on a Friday evening: Monday', '2026-11-27T17:00', '2026-11-27T17:05', '2026-11-30T17:00'],
    ['raised and opened again since: its new day', '2026-12-04T17:00', '2026-11-25T17:05', '2026-12-04T17:00'],
  ])('%s', (_, due, raised, promised) => {
    const clock = { dueAt: at(due), ...(raised ? { escalatedAt: at(raised) } : {}) }
    expect(promisedAt(clock)).toEqual(at(promised))
  })

  it('count the days on which the office works', () => {
    const clock = { dueAt: at('2026-11-25T17:00'), escalatedAt: at('2026-11-25T17:05') }
    expect(promisedAt(clock, new Set<Day>(['2026-11-26']))).toEqual(at('2026-11-27T17:00'))
  })

  it.each<[string, CaseState, CaseRoute, number, string, boolean]>([
    ['a minute before', 'open', 'officer', 0, '2026-11-25T16:59', false],
    ['on the stroke', 'open', 'officer', 0, '2026-11-25T17:00', false],
    ['a minute after', 'open', 'officer', 0, '2026-11-25T17:01', true],
    ['answered', 'answered', 'officer', 0, '2026-11-28T17:00', false],
    ['closed', 'closed', 'officer', 0, '2026-11-28T17:00', false],
    ['already with the director', 'open', 'officer', 1, '2026-12-28T17:00', false],
    ["the director's own", 'open', 'director', 0, '2026-12-28T17:00', false],
    ['the second step of a leader, on its day', 'open', 'group_leader', 1, '2026-11-26T17:00', false],
    ['the second step of a leader, after it', 'open', 'group_leader', 1, '2026-11-26T17:01', true],
  ])('%s', (_, state, routedTo, level, now, raised) => {
    const since = level > 0 ? { escalatedAt: at('2026-11-25T17:05') } : {}
    const clock = { state, routedTo, level, dueAt: at('2026-11-25T17:00'), ...since }
    expect(isToRaise(clock, at(now))).toBe(raised)
  })
})

describe('the silence of a household', () => {
  it.each([
    ['asked at noon a week ago: its last day is not over', '2026-11-17T12:00', '2026-11-24T23:59', false],
    ['the morning after', '2026-11-17T12:00', '2026-11-25T00:00', true],
    ['asked in the first minute of a day', '2026-11-17T00:00', '2026-11-24T09:00', false],
  ] as const)('%s', (_, asked, now, over) => {
    expect(solvedDays).toBe(7)
    expect(at(asked) < silentSince(at(now))).toBe(over)
  })
})
