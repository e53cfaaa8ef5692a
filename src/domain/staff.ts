/** What a member of staff can be. */
export const roles = ['officer', 'director', 'commune_chair', 'admin'] as const

/** One of `roles`. */
export type Role = (typeof roles)[number]

/** What may be done in the console. Each page and each action asks for one of these. */
export const permissions = [
  'applications.see',
  'applications.complete',
  'cases.see',
  'replies.keep',
  'announcements.see',
  'announcements.send',
  'people.see',
  'people.phone',
  'people.link',
  'people.export',
  'people.erase',
  'consents.see',
  'imports.take',
  'programmes.see',
  'law.replay',
  'staff.manage',
  'audit.see',
  'channels.manage',
  'disasters.see',
  'disasters.verify',
  'disasters.switch',
] as const

/** One of `permissions`. */
export type Permission = (typeof permissions)[number]

const office: readonly Permission[] = [
  'applications.see',
  'applications.complete',
  'cases.see',
  'replies.keep',
  'announcements.see',
  'announcements.send',
  'people.see',
  'people.phone',
  'people.link',
  'imports.take',
  'programmes.see',
  'disasters.see',
  'disasters.verify',
]

/** An administrator keeps the accounts and reads the log, and has no business with households. */
const granted: Record<Role, readonly Permission[]> = {
  officer: office,
  director: [
    ...office,
    // A copy holds what was said about officers too, and what goes past them.
    'people.export',
    'people.erase',
    'consents.see',
    'law.replay',
    'staff.manage',
    'audit.see',
    'channels.manage',
    'disasters.switch',
  ],
  commune_chair: ['applications.see', 'cases.see', 'programmes.see', 'disasters.see'],
  admin: [
    ...(['consents.see', 'programmes.see', 'law.replay', 'staff.manage', 'audit.see', 'channels.manage'] as const),
    ...(['disasters.see', 'disasters.switch'] as const),
  ],
}

/** True when that role may do that. */
export function may(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission)
}

/** True for the roles that do not get in with a password alone: they give accounts, decide, and read the log. */
export function needsSecondFactor(role: Role): boolean {
  return role === 'director' || role === 'admin'
}

/** Reads a role as it is typed or stored, or undefined. */
export function readRole(text: string): Role | undefined {
  return roles.find((role) => role === text)
}

/** Who a member of staff is, as far as rules ask. */
export interface StaffUnit {
  role: Role
  /** Absent only for an administrator of the whole installation. */
  officeId?: number
  /** Set for a commune chair, and for an officer who works in one commune only. */
  communeId?: number
}

/** The stretch of the bank that somebody sees: every list and every look-up is cut to it. Absent fields do not narrow. */
export interface Scope {
  officeId?: number
  communeId?: number
}

/** Where something belongs. What has no commune is seen by those who see the whole office. */
export interface Place {
  officeId: number
  communeId?: number
}

/** The stretch that a member of staff sees. The one place that says so. */
export function scopeOf({ officeId, communeId }: StaffUnit): Scope {
  return { ...(officeId === undefined ? {} : { officeId }), ...(communeId === undefined ? {} : { communeId }) }
}

/** True when something lies inside a scope. */
export function sees(scope: Scope, place: Place): boolean {
  const office = scope.officeId === undefined || scope.officeId === place.officeId
  return office && (scope.communeId === undefined || scope.communeId === place.communeId)
}

/** What is wrong with giving somebody that role at that unit, or undefined: a chair needs a commune, everybody but an administrator an office. */
export function unitProblem({ role, officeId, communeId }: StaffUnit): 'needs_office' | 'needs_commune' | undefined {
  if (role === 'commune_chair' && communeId === undefined) return 'needs_commune'
  return role !== 'admin' && officeId === undefined ? 'needs_office' : undefined
}

/** True when somebody may give or take away an account of that role at that unit: never one above or outside their own. */
export function mayManage(staff: StaffUnit, other: StaffUnit): boolean {
  if (!may(staff.role, 'staff.manage')) return false
  if (staff.role === 'director') return other.role !== 'admin' && other.officeId === staff.officeId
  return staff.officeId === undefined || staff.officeId === other.officeId
}
