import type { ApplicationState } from '../domain/application.ts'
import type { Dong } from '../domain/money.ts'
import type { Json } from './applications.ts'
import type { PovertyStatus } from './households.ts'

/** A household of a group, as a list for its meeting names it. */
export interface GroupMember {
  name: string
  hamlet?: string
  status?: PovertyStatus
}

/** A request of one of its members. */
export interface MemberRequest extends GroupMember {
  programme: string
  amount: Dong
  /** The household's part of form 01/TD. */
  answers: Record<string, Json>
}

/** What the papers of a group's meeting are made of. */
export interface GroupPapers {
  /** In order of name. */
  members(groupId: number): Promise<GroupMember[]>
  /** The requests of its members that stand in one of those states, the earliest first. */
  requests(groupId: number, states: readonly ApplicationState[]): Promise<MemberRequest[]>
}
