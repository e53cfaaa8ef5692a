import { describe, expect, it } from 'vitest'
import { type CaseKind, type CaseRoute, type CaseSubject, caseKinds } from '../../src/domain/case.ts'
import { accusedReader, type Held, turnByWords } from '../../src/domain/case-held.ts'

const nothing: Held = { of: [], everyday: true }
const unsure: Held = { of: [], everyday: false }
const against = (...of: Held['of'][number][]): Held => ({ of, everyday: false })

describe('a report is turned by its own words', () => {
  it.each<[string, CaseKind, CaseSubject | undefined, Held, CaseKind, CaseRoute]>([
    ['a lost book stays with the leader', 'group_matter', undefined, nothing, 'group_matter', 'group_leader'],
    ['what nobody is sure of goes past the leader', 'group_matter', undefined, unsure, 'group_matter', 'officer'],
    ['an accused leader is complained of', 'group_matter', undefined, against('leader'), 'complaint', 'officer'],
    ['an accused officer too, at the director', 'group_matter', undefined, against('officer'), 'complaint', 'director'],
    ['both: past both', 'group_matter', undefined, against('leader', 'officer'), 'complaint', 'director'],
    ['a talk about an officer', 'talk', undefined, against('officer'), 'talk', 'director'],
    ['a harvest, and what an officer did', 'crop', undefined, against('officer'), 'crop', 'director'],
    ['a harvest, and what a leader did', 'crop', undefined, against('leader'), 'crop', 'officer'],
    ['a complaint about "something else"', 'complaint', 'other', against('officer'), 'complaint', 'director'],
    [
      'a complaint about the leader that names an officer',
      'complaint',
      'leader',
      against('officer'),
      'complaint',
      'director',
    ],
    [
      'a complaint about an officer that names the leader',
      'complaint',
      'officer',
      against('leader'),
      'complaint',
      'director',
    ],
    [
      'a complaint about "something else" in the commune',
      'complaint',
      'other',
      against('commune'),
      'complaint',
      'director',
    ],
    ['fraud stays with the director', 'fraud', undefined, against('leader'), 'fraud', 'director'],
    ['an everyday talk', 'talk', undefined, unsure, 'talk', 'officer'],
  ])('%s', (_, kind, about, held, turned, route) => {
    expect(turnByWords({ kind, ...(about ? { about } : {}) }, held)).toMatchObject({ kind: turned, route })
  })

  it('never reaches whom it accuses, whatever it was called', () => {
    const abouts = ['leader', 'officer', 'commune', 'repayment', 'other', undefined] as const
    for (const kind of caseKinds)
      for (const about of abouts) {
        const called = { kind, ...(about ? { about } : {}) }
        expect(turnByWords(called, against('leader')).route).not.toBe('group_leader')
        expect(turnByWords(called, against('officer')).route).toBe('director')
        expect(turnByWords(called, unsure).route).not.toBe('group_leader')
      }
  })
})

describe('words that are added to a case', () => {
  it.each<[string, { routedTo: CaseRoute; alsoTo?: CaseRoute }, Held, CaseSubject | undefined]>([
    ['about the leader, at the leader', { routedTo: 'group_leader' }, against('leader'), 'leader'],
    ['about the leader, at the officer', { routedTo: 'officer' }, against('leader'), undefined],
    ['about an officer, at the officer', { routedTo: 'officer' }, against('officer'), 'officer'],
    [
      'about an officer, at the leader, which the officer gets next',
      { routedTo: 'group_leader' },
      against('officer'),
      'officer',
    ],
    ['about an officer, at the director', { routedTo: 'director' }, against('officer'), undefined],
    [
      'about the commune, which is told',
      { routedTo: 'officer', alsoTo: 'commune_chair' },
      against('commune'),
      'commune',
    ],
    ['about the commune, at the chair', { routedTo: 'commune_chair' }, against('commune'), 'commune'],
    ['about the commune, at the officer', { routedTo: 'officer' }, against('commune'), undefined],
    ['about nobody', { routedTo: 'group_leader' }, unsure, undefined],
  ])('%s', (_, readers, held, accused) => expect(accusedReader(readers, held)).toBe(accused))
})
