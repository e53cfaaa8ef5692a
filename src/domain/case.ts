import type { Role } from './staff.ts'

/**
 * Why a person needs a person. `talk`: to speak with somebody; `difficulty`: something is hard, and nobody knows yet what; `crop`: a
 * harvest or animals; `disaster`: a storm, a flood; `death` and `lost_work` in the household; `more_time`: to pay; `group_matter`: what
 * a group's leader can settle, such as a lost loan book; `payment`: money that was paid, or booked as paid, and does not agree;
 * `link_locked`: too many failed attempts to link; `not_mine`: a loan that they say is not theirs.
 */
export const caseKinds = [
  'talk',
  'difficulty',
  'crop',
  'disaster',
  'illness',
  'death',
  'lost_work',
  'more_time',
  'group_matter',
  'payment',
  'complaint',
  'fraud',
  'link_locked',
  'not_mine',
] as const

/** One of `caseKinds`. */
export type CaseKind = (typeof caseKinds)[number]

/** Where a case stands: `answered` waits for the household, and is open again when it writes. */
export const caseStates = ['open', 'answered', 'closed'] as const

/** One of `caseStates`. */
export type CaseState = (typeof caseStates)[number]

/**
 * How a case was closed: the household says that it is solved; it gave no answer to that question; staff closed it, of somebody whom
 * no question reaches.
 */
export type CaseOutcome = 'solved' | 'no_answer' | 'by_staff'

/** Who has to solve a case. */
export type CaseRoute = 'group_leader' | 'officer' | 'commune_chair' | 'director'

/** What or whom a case is about, where the person said so. */
export type CaseSubject = 'leader' | 'officer' | 'commune' | 'repayment' | 'other'

/** Who solves what, as long as it is about nobody. Suspected fraud goes to the director: whoever took the money may sit anywhere below. */
const routes: Record<CaseKind, CaseRoute> = {
  talk: 'officer',
  difficulty: 'officer',
  crop: 'officer',
  disaster: 'officer',
  illness: 'officer',
  death: 'officer',
  lost_work: 'officer',
  more_time: 'officer',
  group_matter: 'group_leader',
  payment: 'officer',
  complaint: 'officer',
  fraud: 'director',
  link_locked: 'officer',
  not_mine: 'officer',
}

/** Nobody judges their own doing: each is passed over where it is about them. */
const around: Partial<Record<CaseSubject, CaseRoute>> = { leader: 'officer', officer: 'director' }

/** Who a case goes to. A group without a leader whom Loa reaches has its officer instead: whoever opens the case sees to that. */
export function routeCase(kind: CaseKind, about: CaseSubject = 'other'): CaseRoute {
  if (kind === 'fraud') return 'director'
  if (about === 'commune') return kind === 'complaint' ? 'director' : 'commune_chair'
  return around[about] ?? routes[kind]
}

/** Who reads it besides: what a storm does to one household, the commune has to know of all. */
export function alsoTold(kind: CaseKind): CaseRoute | undefined {
  return kind === 'disaster' ? 'commune_chair' : undefined
}

/** Which routes somebody of a role handles. A director sees all; what is routed to the director is seen by nobody else. */
export function routesOf(role: Role): readonly CaseRoute[] {
  const routes: Record<Role, readonly CaseRoute[]> = {
    officer: ['group_leader', 'officer', 'commune_chair'],
    director: ['group_leader', 'officer', 'commune_chair', 'director'],
    commune_chair: ['commune_chair'],
    admin: [],
  }
  return routes[role]
}

/** True where somebody of a role handles a case: answers it, and says when it is settled. */
export function handles(role: Role, { routedTo }: { routedTo: CaseRoute }): boolean {
  return routesOf(role).includes(routedTo)
}

/** True where somebody of a role may read a case: who handles it, and who is told of it besides. */
export function isFor(role: Role, { routedTo, alsoTo }: { routedTo: CaseRoute; alsoTo?: CaseRoute }): boolean {
  return handles(role, { routedTo }) || (alsoTo !== undefined && routesOf(role).includes(alsoTo))
}

/** True while a case waits for staff beyond its time. */
export function isOverdue({ state, dueAt }: { state: CaseState; dueAt: Date }, now: Date): boolean {
  return state === 'open' && dueAt.getTime() < now.getTime()
}
