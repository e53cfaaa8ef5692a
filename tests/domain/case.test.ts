import { describe, expect, it } from 'vitest'
import { type CaseKind, type CaseSubject, caseDueAt, isOverdue, routeCase, routesOf } from '../../src/domain/case.ts'

/** A moment in Viet Nam. */
const at = (text: string) => new Date(`${text}+07:00`)

describe('the way of a case', () => {
  it.each<[string, CaseKind, CaseSubject | undefined, string]>([
    ['a talk goes to the officer', 'talk', undefined, 'officer'],
    ['a difficulty with repaying too', 'difficulty', 'repayment', 'officer'],
    ['a difficulty for the commune goes to its chair', 'difficulty', 'commune', 'commune_chair'],
    ['a complaint about a leader bypasses the leader', 'complaint', 'leader', 'officer'],
    ['a complaint about an officer goes to the director', 'complaint', 'officer', 'director'],
    ['whatever it is called', 'difficulty', 'officer', 'director'],
    ['a complaint about the commune bypasses the chair', 'complaint', 'commune', 'director'],
    ['fraud goes to the director', 'fraud', undefined, 'director'],
    ['fraud by a leader too', 'fraud', 'leader', 'director'],
    ['locked linking goes to the officer', 'link_locked', undefined, 'officer'],
    ['a loan that is not theirs goes to the officer', 'not_mine', undefined, 'officer'],
  ])('%s', (_, kind, about, to) => {
    expect(routeCase(kind, about)).toBe(to)
  })

  it('hides from an officer what is said about officers', () => {
    expect(routesOf('officer')).not.toContain('director')
    expect(routesOf('director')).toContain('director')
    expect(routesOf('commune_chair')).toEqual(['commune_chair'])
    expect(routesOf('admin')).toEqual([])
  })
})

describe('the time for an answer', () => {
  it.each<[string, CaseKind, string, string]>([
    ['a talk on a Tuesday morning: by Wednesday evening', 'talk', '2026-11-24T09:00', '2026-11-25T17:00'],
    ['a minute before closing still counts from today', 'talk', '2026-11-24T16:59', '2026-11-25T17:00'],
    ['after closing it counts from tomorrow', 'talk', '2026-11-24T17:00', '2026-11-25T17:00'],
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

  it.each([
    ['open, a moment before', 'open', '2026-11-25T17:00', '2026-11-25T17:00', false],
    ['open, a moment after', 'open', '2026-11-25T17:00', '2026-11-25T17:01', true],
    ['answered, whatever the hour', 'answered', '2026-11-25T17:00', '2026-11-28T17:00', false],
  ] as const)('is over: %s', (_, state, due, now, over) => {
    expect(isOverdue({ state, dueAt: at(due) }, at(now))).toBe(over)
  })
})
