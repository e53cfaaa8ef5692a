import type { Day } from '../domain/day.ts'
import type { LossKind, LossOutcome, LossState } from '../domain/loss-report.ts'
import type { Dong } from '../domain/money.ts'
import type { Scope } from '../domain/staff.ts'

/** One thing that was lost, as the household told it. */
export interface LossItem {
  kind: LossKind
  item: string
  /** As it was typed: "2 con", "nửa sào". */
  quantity: string
  amount: Dong
}

/** What a household reports. */
export interface NewLossReport {
  disasterId: string
  householdId: string
  accountId: string
  caseId: string
  items: readonly LossItem[]
  happenedOn: Day
  place: string
  /** Somebody was hurt or is missing. */
  hurt: boolean
  /** Pictures that this account sent and no request carries. */
  photoIds: readonly string[]
  at: Date
}

/** What staff saw on the spot. */
export interface SeenOnSpot {
  lossDong: Dong
  capitalDong: Dong
  on: Day
}

/** A report as it stands. */
export interface LossReport {
  id: string
  disasterId: string
  householdId: string
  accountId?: string
  caseId?: string
  state: LossState
  stateSince: Date
  items: LossItem[]
  happenedOn: Day
  place: string
  hurt: boolean
  reportedAt: Date
  seen?: SeenOnSpot
  outcome?: LossOutcome
}

/** A step of a report. */
export interface LossMove {
  from: LossState
  to: LossState
  /** The member of staff. */
  by: string
  note: string
  at: Date
  seen?: SeenOnSpot
  outcome?: LossOutcome
}

/** A step that was taken. */
export interface LossMoved {
  state: LossState
  by: string
  note: string
  at: Date
}

/** What is known of a picture without opening it. */
export interface LossPhoto {
  id: string
  width: number
  height: number
  at: Date
}

/** A report in a list, with its household. Amounts are of what was told, and of what was seen. */
export interface LossRow {
  id: string
  name: string
  customerId: string
  communeId: number
  commune: string
  hamlet?: string
  group?: string
  state: LossState
  reportedAt: Date
  told: Dong
  seen?: SeenOnSpot
  outcome?: LossOutcome
  hurt: boolean
}

/** How far the reports of one commune are. `households` have a loan there that is not paid back. */
export interface LossCounts {
  communeId: number
  commune: string
  households: number
  reported: number
  verified: number
  drafted: number
  sent: number
  decided: number
  /** What staff saw, of all that were seen. */
  seenDong: Dong
}

/** A page of reports. `afterId` is the last id of the page before. */
export interface LossPage {
  disasterId: string
  scope: Scope
  state?: LossState
  afterId?: string
  limit: number
}

/** What households lost, and how their files go. */
export interface Losses {
  /** Keeps a report, or adds to the one that the household has for that disaster. Pictures are taken over. Gives its id, and how many pictures it has now. */
  keep(report: NewLossReport): Promise<{ id: string; photos: number }>
  find(id: string): Promise<LossReport | undefined>
  ofHousehold(disasterId: string, householdId: string): Promise<LossReport | undefined>
  ofCase(caseId: string): Promise<LossReport | undefined>
  /** Takes a step. False when it no longer stands there. */
  move(id: string, move: LossMove): Promise<boolean>
  moves(id: string): Promise<LossMoved[]>
  photos(id: string): Promise<LossPhoto[]>
  /** A picture of that report, opened; undefined where the report has no such picture. */
  openPhoto(id: string, photoId: string): Promise<{ mime: string; content: Uint8Array<ArrayBuffer> } | undefined>
  list(page: LossPage): Promise<LossRow[]>
  /** For each commune of a disaster that lies in the scope. */
  counts(disasterId: string, scope: Scope): Promise<LossCounts[]>
}
