import type { Role, StaffUnit } from './staff.ts'

/** Who has to agree before an announcement goes out: a director, any officer besides its author, or nobody. */
export const approvalRules = ['director', 'officer', 'none'] as const

/** One of `approvalRules`. */
export type ApprovalRule = (typeof approvalRules)[number]

/** What holds where nobody has said anything else. */
export const usualApproval: ApprovalRule = 'director'

/** Why somebody may not approve: they wrote of it themselves, or their role does not. */
export type ApprovalProblem = 'own_words' | 'not_approver'

/** Somebody who would approve. */
export interface Approver {
  id: string
  /** Absent for the command line, which never approves. */
  role?: Role
}

/**
 * What stands against approving, or undefined. `writers` is everybody who wrote the announcement or changed anything of it: words,
 * audience or last day. None of them approves it, whoever wrote last.
 */
export function approvalProblem(
  { id, role }: Approver,
  { rule, writers }: { rule: ApprovalRule; writers: readonly string[] },
): ApprovalProblem | undefined {
  const approver = role === 'director' || (role === 'officer' && rule !== 'director')
  if (!approver) return 'not_approver'
  return writers.includes(id) ? 'own_words' : undefined
}

/** Reads a rule as it is kept or typed; undefined for anything else. */
export function readApprovalRule(value: unknown): ApprovalRule | undefined {
  return approvalRules.find((rule) => rule === value)
}

/** True when somebody may set the rule of an office: its director, and an administrator of it or of all. */
export function maySetApproval({ role, officeId }: StaffUnit, ofOffice: number): boolean {
  if (role === 'admin' && officeId === undefined) return true
  return (role === 'director' || role === 'admin') && officeId === ofOffice
}
