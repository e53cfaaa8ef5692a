import type { Json } from '../conversation/question.ts'
import type { ApplicationEventName, ApplicationReason, ApplicationState, Owner } from '../domain/application.ts'
import type { OfficeTimes } from '../domain/application-deadline.ts'
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
  /** When it came to that state. */
  since: Date
  /** By when something has to happen to it. Absent where nothing is waited for. */
  dueAt?: Date
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
  /** How often who has it was reminded since it came there, and when last. */
  reminded: { times: number; last?: Date }
}

/** One row of the list. `name` is the head of the household; of one that is not known yet the name on the request. */
export interface ApplicationRow extends ApplicationBrief {
  name: string
  commune?: string
  amount: Dong
}

/** A request that waits for somebody, with how often they were reminded of it. */
export interface SittingRow extends ApplicationRow {
  reminded: number
}

/** One thing that happened to a request. */
export interface ApplicationEvent {
  event: ApplicationEventName
  from: ApplicationState
  to: ApplicationState
  /** Who did it: a member of staff by name, the household, or the service itself. */
  actorKind: ActorKind
  actorId: string
  actorName?: string
  /** Of a step by a chair's link: the member of staff who issued the link. */
  linkBy?: string
  reason?: ApplicationReason
  note: string
  /** The day that was said with it. */
  day?: Day
  /** The key of the words that the household was told it by; absent where nobody could be told. */
  told?: string
  at: Date
}

/** Who acts, for events and for the log: `leader` by the id of an account, `chair_link` by that of a link. */
export type ActorKind = 'household' | 'staff' | 'leader' | 'chair_link' | 'system'

/** A step that was decided. It is taken only while the request still stands at `from`. */
export interface ApplicationMove {
  from: ApplicationState
  to: ApplicationState
  event: ApplicationEventName
  actorKind: ActorKind
  actorId: string
  reason?: ApplicationReason
  note?: string
  day?: Day
  told?: string
  at: Date
}

/**
 * A page of the list: what is over its time first, the longest first, then the newest. `after` is the last row of the page before, with
 * its deadline where that row was over.
 */
export interface ApplicationPage {
  scope: Scope
  now: Date
  states?: readonly ApplicationState[]
  programme?: string
  /** Only what is over its time. */
  late?: boolean
  after?: { id: string; lateSince?: Date }
  limit: number
}

/** What waits for somebody: in those states, and in the watched ones once their time is over. */
export interface Turns {
  scope: Scope
  states: readonly ApplicationState[]
  watched?: readonly ApplicationState[]
  now: Date
}

/** A request whose time ends soon or is over. */
export interface DueApplication extends ApplicationBrief {
  dueAt: Date
  officeId: number
  accountId?: string
}

/** A reminder to whoever sits on a request: written once for each stay in a state and each turn. */
export interface ApplicationReminder {
  applicationId: string
  /** When the request came to the state it is in. */
  since: Date
  owner: Owner
  turn: number
  at: Date
}

/** How long requests stayed in a state: of the stays that ended within a stretch of time. */
export interface TimeInState {
  state: ApplicationState
  stays: number
  /** Days of 24 hours. */
  medianDays: number
}

/** A verdict as it was recorded with a request. */
export interface RecordedVerdict extends Omit<ApplicationBrief, 'since' | 'dueAt'> {
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
  /** The requests whose bank's part has that identity number, newest first. Spaces and dots in it do not count. */
  byIdentity(number: string): Promise<{ id: string; householdId?: string }[]>
  find(id: string): Promise<Application | undefined>
  /** Oldest first. */
  events(id: string): Promise<ApplicationEvent[]>
  list(page: ApplicationPage): Promise<ApplicationRow[]>
  /** What waits for somebody, the earliest deadline first. */
  sitting(of: Turns & { limit: number }): Promise<SittingRow[]>
  /** How much waits for somebody, and how much of it is over its time. */
  count(of: Turns): Promise<{ waiting: number; late: number }>
  /** The verdicts that were given by the law of a day before that one, newest request first. `beforeId` is the last id of the page before. */
  verdicts(page: { scope: Scope; beforeDay: Day; beforeId?: string; limit: number }): Promise<RecordedVerdict[]>
  /** False when it no longer stands at `from`: somebody else was quicker, and nothing was changed. */
  move(id: string, move: ApplicationMove): Promise<boolean>
  /** Keeps the bank's part, in place of an earlier one. */
  complete(id: string, bank: Record<string, Json>, at: Date): Promise<void>
  /** Gives a deadline to requests that stand without one although their state has one, and says how many. */
  setMissingDeadlines(): Promise<number>
  /** What is due before that moment, by id. `afterId` is the last id of the page before. */
  dueBefore(page: { before: Date; afterId?: string; limit: number }): Promise<DueApplication[]>
  /** False when this reminder was written before. */
  remind(reminder: ApplicationReminder): Promise<boolean>
  /** The states whose stays ended between the two moments. */
  timeInStates(of: { scope: Scope; from: Date; until: Date }): Promise<TimeInState[]>
  /** What an office has set for itself. */
  times(officeId: number): Promise<OfficeTimes>
  /** Keeps it, in place of what was set before. What is on its way keeps the deadline that it has. */
  setTimes(officeId: number, times: OfficeTimes): Promise<void>
}
