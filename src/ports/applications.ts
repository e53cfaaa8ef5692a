import type { Json } from '../conversation/question.ts'
import type { ApplicationEventName, ApplicationReason, ApplicationState } from '../domain/application.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { Scope } from '../domain/staff.ts'

/** Plain data, as it can be kept. */
export type { Json } from '../conversation/question.ts'

/** A request as the household sent it. */
export interface SentRequest {
  /** The run of the talk that sent it: the same key is the same request. */
  sentKey: string
  accountId: string
  householdId?: string
  officeId: number
  communeId?: number
  programme: string
  /** The household's part of form 01/TD. Kept encrypted. */
  answers: Record<string, Json>
  amount: Dong
  /** The day whose law it was weighed by, and what came out. */
  lawDay: Day
  verdict: Json
  at: Date
}

/** What a household reads of its own requests. */
export interface ApplicationBrief {
  id: string
  /** The number that people read out: "26-000123". */
  code: string
  programme: string
  state: ApplicationState
  updatedAt: Date
}

/** A request with all that is known of it. */
export interface Application extends ApplicationBrief {
  accountId?: string
  householdId?: string
  officeId: number
  communeId?: number
  answers: Record<string, Json>
  /** The bank's part of form 01/TD, once staff have filled it in. Kept encrypted. */
  bank?: Record<string, Json>
  amount: Dong
  lawDay: Day
  verdict: Json
  createdAt: Date
  /** While it is returned: the state that it goes back to. */
  returnedFrom?: ApplicationState
}

/** One row of the list. `name` is the head of the household, or what the account calls itself. */
export interface ApplicationRow extends ApplicationBrief {
  name: string
  commune?: string
  amount: Dong
}

/** One thing that happened to a request. */
export interface ApplicationEvent {
  event: ApplicationEventName | 'send'
  from: ApplicationState | ''
  to: ApplicationState
  /** Who did it: a member of staff by name, the household, or the service itself. */
  actorKind: ActorKind
  actorId: string
  actorName?: string
  reason?: ApplicationReason
  note: string
  at: Date
}

/** Who acts, for events and for the log. */
export type ActorKind = 'household' | 'staff' | 'system'

/** A step that was decided. It is taken only while the request still stands at `from`. */
export interface ApplicationMove {
  from: ApplicationState
  to: ApplicationState
  event: ApplicationEventName
  actorKind: ActorKind
  actorId: string
  reason?: ApplicationReason
  note?: string
  at: Date
}

/** A page of the list, newest first. `beforeId` is the last id of the page before. */
export interface ApplicationPage {
  scope: Scope
  states?: readonly ApplicationState[]
  programme?: string
  beforeId?: string
  limit: number
}

/** A verdict as it was recorded with a request. */
export interface RecordedVerdict extends ApplicationBrief {
  name: string
  officeId: number
  accountId?: string
  lawDay: Day
  verdict: Json
}

/** Requests for a loan. */
export interface Applications {
  /** Keeps a request and its first event. A second call with the same `sentKey` gives the same request, with `fresh: false`. */
  submit(sent: SentRequest): Promise<{ id: string; code: string; fresh: boolean }>
  /** Newest first. */
  ofAccount(accountId: string): Promise<ApplicationBrief[]>
  /** Newest first. */
  ofHousehold(householdId: string): Promise<ApplicationBrief[]>
  find(id: string): Promise<Application | undefined>
  /** Oldest first. */
  events(id: string): Promise<ApplicationEvent[]>
  list(page: ApplicationPage): Promise<ApplicationRow[]>
  /** The verdicts that were given by the law of a day before that one, newest request first. `beforeId` as for the list. */
  verdicts(page: { scope: Scope; beforeDay: Day; beforeId?: string; limit: number }): Promise<RecordedVerdict[]>
  /** How many stand in one of those states. */
  count(scope: Scope, states: readonly ApplicationState[]): Promise<number>
  /** False when it no longer stands at `from`: somebody else was quicker, and nothing was changed. */
  move(id: string, move: ApplicationMove): Promise<boolean>
  /** Keeps the bank's part, in place of an earlier one. */
  complete(id: string, bank: Record<string, Json>, at: Date): Promise<void>
}
