import type { Audience } from '../domain/audience.ts'
import type { Day } from '../domain/day.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Scope } from '../domain/staff.ts'
import type { ActorKind } from './applications.ts'
import type { ChannelId } from './channel.ts'

/** Where an announcement stands. */
export const announcementStates = ['draft', 'sending', 'paused', 'done', 'cancelled'] as const

/** One of `announcementStates`. */
export type AnnouncementState = (typeof announcementStates)[number]

/** What staff wrote, and for whom. */
export interface NewAnnouncement {
  officeId: number
  authorId: string
  /** Who speaks, as recipients read it. */
  sender: string
  title: string
  body: string
  /** The document that the text rests on, as recipients read it; may be empty. */
  source: string
  audience: Audience
  /** After this day it goes to nobody any more. */
  lastDay?: Day
  at: Date
}

/** An announcement as it stands. */
export interface Announcement extends Omit<NewAnnouncement, 'at'> {
  id: string
  status: AnnouncementState
  authorName?: string
  createdAt: Date
  sentAt?: Date
  mailingId?: string
  /** Why the sending stands still, as a locale key, where it paused itself. */
  pauseReason?: string
}

/** How many an audience has and reaches. The three kinds of left out and the reached add up to `households`. */
export interface Reach {
  /** Households in the audience. */
  households: number
  /** Households with an account that gets it: one message each. */
  reached: number
  /** No account of theirs ever wrote to us or was linked. */
  noAccount: number
  /** All their accounts have blocked us or are gone. */
  blocked: number
  /** They can be reached and have not allowed announcements. */
  noConsent: number
  /** Accounts without a household that get it as well: where the audience is everybody, or names them. */
  followers: number
}

/** How far a sending has come, as the deliveries say it. */
export interface Progress {
  /** Deliveries by state. */
  states: Record<DeliveryState, number>
  /** What stood against those that did not go or not yet, or left in doubt whether they arrived: most first. */
  reasons: Reason[]
  /** Those that had enough announcements for one day already: how many, and when the first of them may go. */
  putOff?: { count: number; from: Date }
  /** Sent in the minute before. */
  lastMinute: number
  /** When the last one was tried. */
  triedAt?: Date
  /** The channels by which what is left goes. */
  channels: ChannelPace[]
}

/** How many deliveries stand in a state for one reason. `code` is an error of a channel or a reason of the senders. */
export interface Reason {
  state: DeliveryState
  code: string
  count: number
}

/** How fast a channel may go. */
export interface ChannelPace {
  channel: ChannelId
  /** Messages a second. Absent for a channel without a limit, or one that nothing was sent through yet. */
  perSecond?: number
  /** Nothing to many goes through it before then: the platform asked for it, or it failed too often. */
  heldUntil?: Date
}

/** The last time that somebody set a sending going or stopped it, as the log has it. */
export interface LastTurn {
  at: Date
  actorKind: ActorKind
  actorId: string
  /** The name of a member of staff. */
  actorName?: string
}

/** One recipient. `error` is the code of what stood against it. */
export interface Recipient {
  id: string
  name: string
  householdId?: string
  channel: ChannelId
  state: DeliveryState
  error?: string
  sentAt?: Date
}

/** Announcements and their recipients. */
export interface Announcements {
  create(draft: NewAnnouncement): Promise<string>
  /** Writes a draft anew. False when it is a draft no longer. */
  revise(id: string, draft: Omit<NewAnnouncement, 'officeId' | 'authorId' | 'at'>): Promise<boolean>
  find(id: string): Promise<Announcement | undefined>
  /** Newest first. `beforeId` is the last id of the page before. */
  list(page: { scope: Scope; beforeId?: string; limit: number }): Promise<Announcement[]>
  /** How many an audience reaches from an office: by the same condition that `fanOut` writes by. */
  count(audience: Audience, officeId: number): Promise<Reach>
  /** Takes a draft to be sent. False when it is a draft no longer: it is sent once. */
  claim(id: string, at: Date): Promise<boolean>
  /** Writes one delivery per household into a mailing, and returns how many. */
  fanOut(id: string, mailing: { mailingId: string; at: Date }): Promise<number>
  /** Those that are being sent or stand still, of all offices, oldest first. */
  underWay(): Promise<Announcement[]>
  progress(mailingId: string, now: Date): Promise<Progress>
  /** Who sent, paused or resumed it last. */
  lastTurn(id: string): Promise<LastTurn | undefined>
  /** In order of id. */
  recipients(page: { mailingId: string; state?: DeliveryState; afterId?: string; limit: number }): Promise<Recipient[]>
  /** Stops, goes on or ends a sending. False when it does not stand at one of `from`. */
  turn(id: string, to: 'sending' | 'paused' | 'cancelled'): Promise<boolean>
  /** Puts on record that nobody who was left gets a cancelled sending. Takes seconds for many: call it when the turn is committed. */
  skipRest(id: string): Promise<void>
  /** Hands those that may or may not have arrived to the senders once more, and returns how many. */
  sendAgain(id: string, at: Date): Promise<number>
}
