import type { Role } from './staff.ts'

/**
 * Where a request stands. As a draft it lies in the household's own talk, is shown to nobody else and is kept in no list: what was not
 * sent is not the bank's. From `submitted` on it is.
 */
export const applicationStates = [
  'draft',
  'submitted',
  'with_group',
  'listed',
  'commune_confirmed',
  'direct',
  'with_officer',
  'waiting_for_capital',
  'approved',
  'refused',
  'notified',
  'disbursed',
  'use_checked',
  'use_wrong',
  'returned',
  'withdrawn',
] as const

/** One of `applicationStates`. */
export type ApplicationState = (typeof applicationStates)[number]

/** The states in which the bank has a request: all but the draft. */
export const sentStates: readonly ApplicationState[] = applicationStates.filter((state) => state !== 'draft')

/** Whose turn it is. `nobody`: the request has ended. */
export type Owner = 'household' | 'group' | 'commune_chair' | 'officer' | 'director' | 'nobody'

/** The owner of each state. */
export const ownerOf: Record<ApplicationState, Owner> = {
  draft: 'household',
  submitted: 'officer',
  with_group: 'group',
  listed: 'commune_chair',
  commune_confirmed: 'officer',
  direct: 'officer',
  with_officer: 'director',
  waiting_for_capital: 'director',
  approved: 'officer',
  refused: 'nobody',
  notified: 'officer',
  disbursed: 'officer',
  use_checked: 'nobody',
  use_wrong: 'nobody',
  returned: 'household',
  withdrawn: 'nobody',
}

/** The states in which it is that role's turn. What the group has is the officer's to record: groups have no account. */
export function turnsOf(role: Role): ApplicationState[] {
  const owners: Record<Role, readonly Owner[]> = {
    officer: ['officer', 'group'],
    director: ['director'],
    commune_chair: ['commune_chair'],
    admin: [],
  }
  return applicationStates.filter((state) => owners[role].includes(ownerOf[state]))
}

/** The states that are another's turn and come to that role once they are over: an officer asks a household that has gone silent. */
export function watchedBy(role: Role): ApplicationState[] {
  return role === 'officer' ? sentStates.filter((state) => ownerOf[state] === 'household') : []
}

/** True when nothing more can happen to it. */
export function hasEnded(state: ApplicationState): boolean {
  return ownerOf[state] === 'nobody'
}
