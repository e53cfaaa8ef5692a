import { atHour, dayOf } from './day.ts'
import type { Role } from './staff.ts'
import { addWorkingDays, type ClosedDays, closingHour } from './working-calendar.ts'

/** Why a person needs a person. `link_locked`: too many failed attempts to link. `not_mine`: a loan that they say is not theirs. */
export const caseKinds = ['talk', 'difficulty', 'complaint', 'fraud', 'link_locked', 'not_mine'] as const

/** One of `caseKinds`. */
export type CaseKind = (typeof caseKinds)[number]

/** Where a case stands: `answered` waits for the household, and is open again when it writes. */
export const caseStates = ['open', 'answered', 'closed'] as const

/** One of `caseStates`. */
export type CaseState = (typeof caseStates)[number]

/** Who has to solve a case. */
export type CaseRoute = 'officer' | 'commune_chair' | 'director'

/** What or whom a case is about, where the person said so. */
export type CaseSubject = 'leader' | 'officer' | 'commune' | 'repayment' | 'other'

/**
 * Who a case goes to. Nobody judges their own doing: what is said about a group leader never goes to a leader (the bank answers),
 * what is said about an officer goes to the director, and so does what is said about the commune. Suspected fraud goes to the
 * director, since whoever took the money may sit anywhere below.
 */
export function routeCase(kind: CaseKind, about: CaseSubject = 'other'): CaseRoute {
  if (kind === 'fraud' || about === 'officer') return 'director'
  if (about === 'commune') return kind === 'complaint' ? 'director' : 'commune_chair'
  return 'officer'
}

/** Working days in which the office promises an answer. Our own promise, not the law's: a person in need comes first. */
const answerDays: Record<CaseKind, number> = {
  fraud: 1,
  not_mine: 1,
  link_locked: 1,
  talk: 1,
  difficulty: 2,
  complaint: 3,
}

/**
 * The moment by which a case that is opened now has to be answered: the close of business that many working days on. The day on which
 * it is opened does not count, so it is all one whether that was in the morning, after closing or on a holiday.
 */
export function caseDueAt(kind: CaseKind, openedAt: Date, closed?: ClosedDays): Date {
  return atHour(addWorkingDays(dayOf(openedAt), answerDays[kind], closed), closingHour)
}

/** Which routes somebody of a role handles. A director sees all; what is routed to the director is seen by nobody else. */
export function routesOf(role: Role): readonly CaseRoute[] {
  const routes: Record<Role, readonly CaseRoute[]> = {
    officer: ['officer', 'commune_chair'],
    director: ['officer', 'commune_chair', 'director'],
    commune_chair: ['commune_chair'],
    admin: [],
  }
  return routes[role]
}

/** True while a case waits for staff beyond its time. */
export function isOverdue({ state, dueAt }: { state: CaseState; dueAt: Date }, now: Date): boolean {
  return state === 'open' && dueAt.getTime() < now.getTime()
}
