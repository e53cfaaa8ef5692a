import type { ApplicationReason, ApplicationState } from '../domain/application.ts'
import type { CaseKind } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** What somebody of a group's board is. */
export const groupRoles = ['leader', 'deputy'] as const

/** One of `groupRoles`. */
export type GroupRoleName = (typeof groupRoles)[number]

/** An account that leads a group. */
export interface GroupLead {
  id: string
  groupId: number
  accountId: string
  role: GroupRoleName
  since: Date
  /** What the account calls itself: for staff to read, never proof of anything. */
  accountName: string
  channel: string
}

/** Why a role ended: the office said so, somebody else took it over, or the person had their account erased. */
export type RoleEnd = 'office' | 'replaced' | 'erased'

/** A one-time code for the lead of a group, good together with one phone number: the one on file, or the one that is given. */
export interface NewGroupCode {
  groupId: number
  role: GroupRoleName
  code: string
  /** Ten digits. Absent: the number of the leader that stands in the list of groups. */
  phone?: string
  by: string
  at: Date
  expiresAt: Date
}

/** What a code and a number came to. `wrong_phone` is counted: a code is good for a few tries only. */
export type CodeTried =
  | { kind: 'right'; codeId: string; groupId: number; role: GroupRoleName }
  | { kind: 'wrong_phone' }
  | { kind: 'unknown' }

/** A group as its leader picks it. */
export interface LedGroup {
  id: number
  code: string
  name: string
  communeId: number
}

/** A request as the leader of its group sees it: no debts, no phone, no identity number. */
export interface LeaderRequest {
  id: string
  code: string
  groupId: number
  /** The head of the household. */
  name: string
  hamlet?: string
  programme: string
  state: ApplicationState
  amount: Dong
  /** The term that the household asks for. */
  termMonths?: number
  /** The papers of which there was no picture, by their ids. */
  missingPapers: string[]
}

/** What a meeting said of a request. */
export interface GroupReview {
  applicationId: string
  groupId: number
  accountId: string
  agreed: boolean
  /** What was agreed to. */
  amount?: Dong
  termMonths?: number
  reason?: ApplicationReason
  heldOn: Day
  /** Members who were there. */
  present: number
  at: Date
}

/** A difficulty that waits for a leader. */
export interface LeaderCase {
  id: string
  /** The number that people read out. */
  code: string
  kind: CaseKind
  groupId: number
  accountId?: string
  /** The head of the household. */
  name: string
  /** The latest words of the household. */
  last: string
  dueAt: Date
}

/** A group as the list of the console shows it. */
export interface GroupRow extends LedGroup {
  leaderName: string
  commune: string
  members: number
  /** Requests that wait for its meeting. */
  waiting: number
  /** True when an account of its leader is known. */
  linked: boolean
}

/** Who leads which group, and what they may see and record. */
export interface Leaders {
  /** The account by which the leader of a group writes, or its deputy's where there is none. Undefined when nobody can be reached. */
  leaderAccountOf(groupId: number): Promise<string | undefined>
  /** Who leads a group now. */
  ofGroup(groupId: number): Promise<GroupLead[]>
  /** The groups that an account leads now. */
  groupsOf(accountId: string): Promise<LedGroup[]>
  /** True when the list of groups has a number of the leader. */
  hasPhone(groupId: number): Promise<boolean>
  /** Keeps hashes of a code; an earlier unused one for the same role ends. False when no number is known to go with it. */
  issue(code: NewGroupCode): Promise<boolean>
  tryCode(tried: { code: string; phone: string; at: Date }): Promise<CodeTried>
  /** Uses a code up: the account leads the group from then on, and whoever did so before does no longer. False when somebody was quicker. */
  begin(of: { codeId: string; accountId: string; at: Date }): Promise<boolean>
  /** Ends a role. False when it is none of that group, or ended before. */
  end(of: { roleId: string; groupId: number; at: Date; why: RoleEnd }): Promise<boolean>
  /** The requests of a group's members in those states, the earliest first. */
  requests(groupId: number, states: readonly ApplicationState[]): Promise<LeaderRequest[]>
  /** Keeps what a meeting said. */
  keepReview(review: GroupReview): Promise<void>
  /** What meetings said of a request, oldest first. */
  reviews(applicationId: string): Promise<GroupReview[]>
  /** The difficulties of a group's members that wait for its leader, the earliest deadline first. What is said about a leader is never among them. */
  cases(groupId: number): Promise<LeaderCase[]>
  /** Notes that a leader answers such a case: it waits for the household from then on. False when it no longer waits for the leader. */
  answered(caseId: string): Promise<boolean>
  members(groupId: number): Promise<number>
  /** Groups of a unit, by name. `after` is how many come before. */
  list(page: { officeId?: number; communeId?: number; after: number; limit: number }): Promise<GroupRow[]>
}
