import type { ApplicationEventName, ApplicationReason } from '../domain/application.ts'
import type { Dong } from '../domain/money.ts'
import type { PovertyStatus } from './households.ts'

/** A link by which the chair of one commune confirms requests without an account. */
export interface ChairLink {
  id: string
  communeId: number
  officeId: number
  communeName: string
  issuedBy: string
  issuedAt: Date
  expiresAt: Date
  revokedAt?: Date
  /** Set once too many wrong PINs were typed: it opens for nobody any more. */
  locked?: true
  /** Who had the PIN made and read it out, and when. Until then the link opens for nobody. */
  pinBy?: string
  pinAt?: Date
  /** The names that were typed at its openings, each once, and when it was opened last. */
  name?: string
  openedAt?: Date
  /** The name that was typed at the latest opening: who acts now. */
  opener?: string
}

/** What a new link is made of. Token, PIN and session are kept as keyed hashes. It has no PIN yet. */
export interface NewChairLink {
  communeId: number
  token: string
  by: string
  at: Date
  expiresAt: Date
}

/** The PIN of a link, for whoever reads it out. */
export interface NewChairPin {
  linkId: string
  pin: string
  by: string
  at: Date
}

/** A link that somebody who has its token wants to open for one browser. */
export interface ChairTry {
  token: string
  pin: string
  name: string
  /** What the browser shows from then on. */
  session: string
  at: Date
}

/** A request that waits for the chair: what the list 03/TD has, without phone and identity number. */
export interface ChairRow {
  id: string
  code: string
  name: string
  birthYear?: number
  hamlet?: string
  group?: string
  programme: string
  amount: Dong
  status?: PovertyStatus
  /** The year of the list that the status stands on. */
  listYear?: number
}

/** A page of what waits for the chair of a commune. */
export interface ChairPage {
  communeId: number
  officeId: number
  ids?: readonly string[]
  after: number
  limit: number
}

/** What was done by a link. */
export interface ChairDeed {
  event: ApplicationEventName
  applicationId: string
  code: string
  name: string
  programme: string
  amount: Dong
  reason?: ApplicationReason
  at: Date
}

/** Links for commune chairs. */
export interface ChairLinks {
  /** Keeps a new link, and ends the commune's earlier ones. */
  issue(link: NewChairLink): Promise<string>
  /** The links of communes of a unit that are good still, the newest first. */
  active(of: { officeId?: number; communeId?: number; at: Date }): Promise<ChairLink[]>
  find(id: string): Promise<ChairLink | undefined>
  /** The link of a token, if it is neither expired nor taken back. */
  byToken(token: string, at: Date): Promise<ChairLink | undefined>
  /** The same, for the browser that opened it. */
  bySession(of: { token: string; session: string; at: Date }): Promise<ChairLink | undefined>
  /** Gives a link its PIN, in place of an earlier one. False when it is over, or locked. */
  setPin(pin: NewChairPin): Promise<boolean>
  /**
   * Tries a PIN: counted first, compared then. A right one ties the link to that browser and keeps the name. `no_pin`: nobody has read one
   * out yet, which counts as no try.
   */
  open(of: ChairTry): Promise<'open' | 'wrong' | 'gone' | 'no_pin'>
  /** False when it was over before. */
  revoke(id: string, at: Date): Promise<boolean>
  /** What waits for the chair of a commune, by hamlet and group. `after` is how many come before; with `ids` only these. */
  waiting(page: ChairPage): Promise<ChairRow[]>
  /** How many wait in each commune of a unit. */
  counts(of: { officeId?: number; communeId?: number }): Promise<Map<number, number>>
  /** What was done by a link, the newest first, at most 500. */
  deeds(linkId: string): Promise<ChairDeed[]>
}
