import { describe, expect, it } from 'vitest'
import {
  alsoTold,
  type CaseKind,
  type CaseRoute,
  type CaseSubject,
  caseKinds,
  handles,
  isFor,
  isOverdue,
  routeCase,
  routesOf,
} from '../../src/domain/case.ts'
import type { Role } from '../../src/domain/staff.ts'

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
    ['about the commune in a matter of the group too', 'group_matter', 'commune', 'commune_chair'],
    ['what a leader can settle goes to the leader', 'group_matter', undefined, 'group_leader'],
    ['but not where it is about the leader', 'group_matter', 'leader', 'officer'],
    ['nor about an officer', 'group_matter', 'officer', 'director'],
    ['a harvest goes to the officer', 'crop', undefined, 'officer'],
    ['a storm too', 'disaster', undefined, 'officer'],
    ['an illness too', 'illness', undefined, 'officer'],
    ['a death too', 'death', undefined, 'officer'],
    ['lost work too', 'lost_work', undefined, 'officer'],
    ['more time to pay too', 'more_time', 'repayment', 'officer'],
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

  it('tells the commune of nothing but damage by a disaster', () => {
    expect(caseKinds.filter(alsoTold)).toEqual(['disaster'])
    expect(alsoTold('disaster')).toBe('commune_chair')
  })

  it.each<[Role, CaseRoute, CaseRoute | undefined, boolean]>([
    ['officer', 'group_leader', undefined, true],
    ['officer', 'director', undefined, false],
    ['officer', 'director', 'commune_chair', true],
    ['commune_chair', 'officer', undefined, false],
    ['commune_chair', 'officer', 'commune_chair', true],
    ['commune_chair', 'group_leader', undefined, false],
    ['director', 'director', undefined, true],
    ['admin', 'officer', 'commune_chair', false],
  ])('%s: routed to %s, told to %s besides: %s', (role, routedTo, alsoTo, seen) => {
    expect(isFor(role, { routedTo, ...(alsoTo ? { alsoTo } : {}) })).toBe(seen)
  })

  it('leaves the answer to who has it', () => {
    const told = { routedTo: 'officer', alsoTo: 'commune_chair' } as const
    expect([isFor('commune_chair', told), handles('commune_chair', told)]).toEqual([true, false])
    expect([isFor('officer', told), handles('officer', told)]).toEqual([true, true])
  })

  it('never sends to a leader what is about a leader, nor to an officer what is about one', () => {
    for (const kind of caseKinds) {
      expect(routeCase(kind, 'leader')).not.toBe('group_leader')
      expect(routeCase(kind, 'officer')).toBe('director')
    }
  })
})

describe('a case beyond its time', () => {
  it.each([
    ['open, a moment before', 'open', '2026-11-25T17:00', '2026-11-25T17:00', false],
    ['open, a moment after', 'open', '2026-11-25T17:00', '2026-11-25T17:01', true],
    ['answered, whatever the hour', 'answered', '2026-11-25T17:00', '2026-11-28T17:00', false],
  ] as const)('is over: %s', (_, state, due, now, over) => {
    expect(isOverdue({ state, dueAt: at(due) }, at(now))).toBe(over)
  })
})
