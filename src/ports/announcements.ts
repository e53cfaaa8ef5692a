import type { Message } from '../conversation/words.ts'
import type { ChannelReach } from '../domain/announcement-cost.ts'
import type { Fallbacks, Filler } from '../domain/announcement-fillers.ts'
import type { TrialReading } from '../domain/announcement-trial.ts'
import type { Audience } from '../domain/audience.ts'
import type { CaseRoute } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Arm } from '../domain/stable-arm.ts'
import type { Scope } from '../domain/staff.ts'
import type { AnnouncementPicture } from './announcement-pictures.ts'
import type { ActorKind } from './applications.ts'
import type { ChannelId } from './channel.ts'

/**
 * Where an announcement stands. Before it goes: `draft`, `waiting` for a second person, `returned` by them or `approved`, and `scheduled`
 * for a moment; afterwards as its mailing does.
 */
export const announcementStates = [
  'draft',
  'waiting',
  'returned',
  'approved',
  'scheduled',
  'sending',
  'paused',
  'done',
  'cancelled',
] as const

/** One of `announcementStates`. */
export type AnnouncementState = (typeof announcementStates)[number]

/** The states in which it can be written anew. Whatever was agreed to before is void then. */
export const unsentStates = [
  'draft',
  'waiting',
  'returned',
  'approved',
  'scheduled',
] as const satisfies readonly AnnouncementState[]

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
  /** A second text, which half of the households get in place of `body`. */
  otherBody?: string
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
  picture?: AnnouncementPicture
  createdAt: Date
  /** Everybody who wrote any of it, by id: none of them approves it. */
  writers: string[]
  /** Counts up with every change. Who approves says which one they read. */
  version: number
  /** Who approved or returned it, and when. */
  decidedBy?: string
  decidedName?: string
  decidedAt?: Date
  /** What whoever returned it wants changed. */
  returnedWhy?: string
  /** When it is to go by itself. */
  sendAt?: Date
  sentAt?: Date
  mailingId?: string
  /** Why the sending stands still, as a locale key, where it paused itself. */
  pauseReason?: string
  /** Where the first ones stand, where only some went first. */
  trial?: TrialState
}

/** Where the first ones of a sending stand: still looked at, found good, or found so bad that the rest was stopped. */
export const trialStates = ['going', 'passed', 'stopped'] as const

/** One of `trialStates`. */
export type TrialState = (typeof trialStates)[number]

/** A step of an announcement that was not sent yet. */
export interface UnsentStep {
  from: readonly AnnouncementState[]
  to: 'draft' | 'waiting' | 'returned' | 'approved' | 'scheduled'
  /** It is taken only while it still is that version. */
  version?: number
  /** Who decided, when, and why it was returned. */
  decided?: { by: string; at: Date; why?: string }
  /** When it is to go, for `scheduled`. */
  sendAt?: Date
}

/** How many an audience has and reaches. The four kinds of left out and the reached add up to `households`. */
export interface Reach {
  /** Households in the audience. */
  households: number
  /** Households with an account that gets it: one message each. */
  reached: number
  /** No account of theirs ever wrote to us or was linked. */
  noAccount: number
  /** All their accounts have blocked us or are gone. */
  blocked: number
  /** They can be reached and have never allowed announcements. */
  noConsent: number
  /** They can be reached, allowed announcements once and switched them off. */
  switchedOff: number
  /** Of the reached, those who had enough announcements today: theirs waits for the next morning. */
  putOff: number
  /** Accounts that do not get it because another one of the household does. */
  otherAccounts: number
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

/** Somebody who wrote after an announcement: the first thing they wrote. */
export interface Reply {
  accountId: string
  householdId?: string
  name: string
  channel: ChannelId
  at: Date
  /** Absent where it was a picture. */
  text?: string
}

/** What texts are filled with: the day of the next session by transaction point, and what stands where nothing is known. */
export interface Filling {
  days: Record<string, string>
  fallbacks: Fallbacks
}

/** How many of those who get it lack what a text leaves open. */
export type Unfilled = Record<Filler, number>

/** The own account of somebody of staff, to try announcements out with. */
export interface Tester {
  accountId: string
  channel: ChannelId
  /** As the account shows it. */
  name: string
}

/** How one of two texts fared among those who got it. */
export interface ArmResults {
  sent: number
  /** Wrote something within the hours of an answer. */
  replied: number
  /** Switched announcements off within them. */
  optedOut: number
}

/** How both texts fared. `b` is the second one. */
export type AnnouncementComparison = Record<Arm, ArmResults>

/** What is written down for each recipient. */
export interface FanOut {
  mailingId: string
  at: Date
  /** How many get it before all others. */
  first?: number
  /** The second text. */
  other?: Message
  /** Where the texts read differently for each household: the first text, and what fills both. */
  filled?: { message: Message; by: Filling }
}

/** A page of those to whom a mailing went, as far as a reader sees them. */
interface MailingPage {
  mailingId: string
  scope: Scope
  afterId?: string
  limit: number
}

/** Announcements and their recipients. */
export interface Announcements {
  create(draft: NewAnnouncement): Promise<string>
  /** Writes one that was not sent yet anew: it is a draft again, and `writer` is one of its writers. False when it was sent. */
  revise(
    id: string,
    draft: Omit<NewAnnouncement, 'officeId' | 'authorId' | 'at'> & { writer: string },
  ): Promise<boolean>
  /** Takes a step before it is sent. False when it does not stand where that is possible. */
  step(id: string, step: UnsentStep): Promise<boolean>
  /** Those that are to go by that moment, oldest first. */
  due(now: Date): Promise<Announcement[]>
  find(id: string): Promise<Announcement | undefined>
  /** Newest first. `beforeId` is the last id of the page before. */
  list(page: { scope: Scope; beforeId?: string; limit: number }): Promise<Announcement[]>
  /** How many an audience reaches from an office at a moment: by the same condition that `fanOut` writes by. */
  count(audience: Audience, officeId: number, at: Date): Promise<Reach>
  /** Those whom it would be written to, by channel. */
  byChannel(audience: Audience, officeId: number, at: Date): Promise<ChannelReach[]>
  /** The titles of other announcements of the office that go on that day. */
  beside(id: string, officeId: number, day: Day): Promise<string[]>
  /** Takes that version in one of these states to be sent. False when it stands in none of them, or was changed: it is sent once. */
  claim(id: string, of: { at: Date; from: readonly AnnouncementState[]; version: number }): Promise<boolean>
  /**
   * Writes one delivery per household into a mailing, those who get it first before all others, and returns how many. Half of them say
   * `other`, where there is a second text.
   */
  fanOut(id: string, mailing: FanOut): Promise<number>
  /** How many of those who would get it lack what fills a text. */
  unfilled(audience: Audience, officeId: number, of: { at: Date; days: Filling['days'] }): Promise<Unfilled>
  /** Hands the first so many to the senders, and holds the others back until `endTrial`. In place of `outbox.seal`. */
  sealTrial(mailingId: string, first: number): Promise<void>
  /** The sendings whose first ones are looked at, of all offices, oldest first. */
  onTrial(): Promise<(Announcement & { mailingId: string })[]>
  /** How the first ones fare. */
  readTrial(mailingId: string, now: Date): Promise<TrialReading>
  /** Lets the rest go, or stops it for a reason that staff read. False when it was decided meanwhile, or stands still. */
  endTrial(id: string, end: { passed: true } | { why: string }): Promise<boolean>
  /** Those that are being sent or stand still, of all offices, oldest first. */
  underWay(): Promise<Announcement[]>
  progress(mailingId: string, now: Date): Promise<Progress>
  /** Who sent, paused or resumed it last. */
  lastTurn(id: string): Promise<LastTurn | undefined>
  /** In order of id; for a reader of one commune those of its households. */
  recipients(page: MailingPage & { state?: DeliveryState }): Promise<Recipient[]>
  /** What people wrote first after it, in order of account, and how many did. Left out is what stands around cases routed to others than `routes`. */
  replies(page: MailingPage & { routes: readonly CaseRoute[] }): Promise<{ count: number; rows: Reply[] }>
  /** The account from which that code, and nothing else, was written since a moment. Undefined where several wrote it. */
  whoWrote(code: string, since: Date): Promise<Tester | undefined>
  /** How its two texts fared. */
  compare(mailingId: string): Promise<AnnouncementComparison>
  /** Stops, goes on or ends a sending; `rest` also lets those go who were held back until the first ones were looked at. False when that is not possible now. */
  turn(id: string, to: 'sending' | 'paused' | 'cancelled' | 'rest'): Promise<boolean>
  /** Puts on record that nobody who was left gets a cancelled sending. Takes seconds for many: call it when the turn is committed. */
  skipRest(id: string): Promise<void>
  /** Hands those that may or may not have arrived to the senders once more, and returns how many. */
  sendAgain(id: string, at: Date): Promise<number>
}
