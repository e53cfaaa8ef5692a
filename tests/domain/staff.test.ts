import { describe, expect, it } from 'vitest'
import {
  may,
  mayManage,
  needsSecondFactor,
  type Permission,
  type Role,
  roles,
  scopeOf,
  sees,
  unitProblem,
} from '../../src/domain/staff.ts'

describe('what a role may do', () => {
  it.each<[Permission, Role[]]>([
    ['applications.see', ['officer', 'director', 'commune_chair']],
    ['applications.complete', ['officer', 'director']],
    ['cases.see', ['officer', 'director', 'commune_chair']],
    ['announcements.send', ['officer', 'director']],
    ['people.see', ['officer', 'director']],
    ['people.phone', ['officer', 'director']],
    ['people.link', ['officer', 'director']],
    ['people.export', ['director']],
    ['people.erase', ['director']],
    ['consents.see', ['director', 'admin']],
    ['programmes.see', ['officer', 'director', 'commune_chair', 'admin']],
    ['law.replay', ['director', 'admin']],
    ['staff.manage', ['director', 'admin']],
    ['audit.see', ['director', 'admin']],
    ['channels.manage', ['director', 'admin']],
  ])('%s', (permission, allowed) => {
    expect(roles.filter((role) => may(role, permission))).toEqual(allowed)
  })
})

describe('a second factor', () => {
  it('is needed by those who give accounts, decide and read the log', () => {
    expect(roles.filter(needsSecondFactor)).toEqual(['director', 'admin'])
    for (const role of roles) expect(needsSecondFactor(role)).toBe(may(role, 'staff.manage'))
  })
})

describe('what a unit sees', () => {
  const officer = scopeOf({ role: 'officer', officeId: 1 })
  const local = scopeOf({ role: 'officer', officeId: 1, communeId: 10 })
  const chair = scopeOf({ role: 'commune_chair', officeId: 1, communeId: 10 })
  const admin = scopeOf({ role: 'admin' })
  it.each([
    ['an office sees its communes', officer, { officeId: 1, communeId: 10 }, true],
    ['and what has no commune yet', officer, { officeId: 1 }, true],
    ['not another office', officer, { officeId: 2, communeId: 20 }, false],
    ['an officer of one commune sees it', local, { officeId: 1, communeId: 10 }, true],
    ['and no other', local, { officeId: 1, communeId: 11 }, false],
    ['nor what has no commune', local, { officeId: 1 }, false],
    ['a chair sees the commune', chair, { officeId: 1, communeId: 10 }, true],
    ['and no other', chair, { officeId: 1, communeId: 11 }, false],
    ['an administrator of all is not narrowed', admin, { officeId: 2 }, true],
  ])('%s', (_, scope, place, seen) => {
    expect(sees(scope, place)).toBe(seen)
  })
})

describe('who may give accounts', () => {
  const director = { role: 'director', officeId: 1 } as const
  const admin = { role: 'admin' } as const
  const local = { role: 'admin', officeId: 1 } as const
  it.each([
    ['a director to an officer of the office', director, { role: 'officer', officeId: 1 }, true],
    ['a director to a director of the office', director, { role: 'director', officeId: 1 }, true],
    ['a director not elsewhere', director, { role: 'officer', officeId: 2 }, false],
    ['a director not to an administrator', director, { role: 'admin', officeId: 1 }, false],
    ['an administrator everywhere', admin, { role: 'director', officeId: 2 }, true],
    ['an administrator of an office only there', local, { role: 'officer', officeId: 2 }, false],
    ['and not to one of all', local, { role: 'admin' }, false],
    ['an officer to nobody', { role: 'officer', officeId: 1 }, { role: 'officer', officeId: 1 }, false],
  ] as const)('%s', (_, staff, other, allowed) => {
    expect(mayManage(staff, other)).toBe(allowed)
  })

  it.each([
    ['a chair without a commune', { role: 'commune_chair', officeId: 1 }, 'needs_commune'],
    ['a chair with one', { role: 'commune_chair', officeId: 1, communeId: 10 }, undefined],
    ['an officer without an office', { role: 'officer' }, 'needs_office'],
    ['a director with one', { role: 'director', officeId: 1 }, undefined],
    ['an administrator of all', { role: 'admin' }, undefined],
  ] as const)('%s', (_, unit, problem) => {
    expect(unitProblem(unit)).toBe(problem)
  })
})
