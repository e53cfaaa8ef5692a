import { describe, expect, it } from 'vitest'
import {
  type ApprovalRule,
  approvalProblem,
  maySetApproval,
  readApprovalRule,
} from '../../src/domain/announcement-approval.ts'
import type { Role, StaffUnit } from '../../src/domain/staff.ts'

describe('who may approve an announcement', () => {
  it.each<[string, Role | undefined, ApprovalRule, string[], string | undefined]>([
    ['a director, what an officer wrote', 'director', 'director', ['o1'], undefined],
    ['a director, their own', 'director', 'director', ['me'], 'own_words'],
    ['a director, what they changed of an officer’s', 'director', 'director', ['o1', 'me'], 'own_words'],
    ['a director, what an officer changed of theirs', 'director', 'director', ['me', 'o1'], 'own_words'],
    ['an officer where a director has to', 'officer', 'director', ['o1'], 'not_approver'],
    ['an officer where officers may', 'officer', 'officer', ['o1'], undefined],
    ['an officer, their own, where officers may', 'officer', 'officer', ['me'], 'own_words'],
    ['a chair', 'commune_chair', 'officer', ['o1'], 'not_approver'],
    ['an administrator', 'admin', 'officer', ['o1'], 'not_approver'],
    ['somebody without a role', undefined, 'officer', ['o1'], 'not_approver'],
  ])('%s', (_, role, rule, writers, problem) => {
    expect(approvalProblem({ id: 'me', ...(role ? { role } : {}) }, { rule, writers })).toBe(problem)
  })

  it.each([
    ['director', 'director'],
    ['none', 'none'],
    ['nobody', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('a rule that reads %s', (kept, rule) => {
    expect(readApprovalRule(kept)).toBe(rule)
  })
})

describe('who may set the rule of office 1', () => {
  it.each<[string, StaffUnit, boolean]>([
    ['its director', { role: 'director', officeId: 1 }, true],
    ['the director of another office', { role: 'director', officeId: 2 }, false],
    ['a director of no office', { role: 'director' }, false],
    ['its administrator', { role: 'admin', officeId: 1 }, true],
    ['the administrator of another office', { role: 'admin', officeId: 2 }, false],
    ['an administrator of all', { role: 'admin' }, true],
    ['its officer', { role: 'officer', officeId: 1 }, false],
    ['a chair of one of its communes', { role: 'commune_chair', officeId: 1, communeId: 3 }, false],
  ])('%s', (_, staff, may) => {
    expect(maySetApproval(staff, 1)).toBe(may)
  })
})
