import type { Message } from '../conversation/words.ts'
import type { DeliveryState, Lane } from '../domain/delivery.ts'
import type { ChannelId, SendErrorCode } from './channel.ts'
import type { Charge, ShutCode } from './charge.ts'

/** A stretch of deliveries that one sender holds for a while. Whoever holds an expired lease may send nothing more. */
export interface Lease {
  chunkId: string
  leaseId: string
  lane: Lane
  /** Deliveries of the stretch that may go now, oldest first. */
  ids: string[]
  /** What they all say, where they say the same: one object, so that it is drawn once. */
  body?: Message
}

/** One delivery of a held stretch. */
export interface Held {
  lease: Lease
  id: string
}

/** One message that may be sent now: its intent is on record. */
export interface Sending {
  deliveryId: string
  chunkId: string
  accountId: string
  address: string
  lang: string
  message: Message
  lane: Lane
  /** True when it is one of many that pause and end together. */
  ofMailing: boolean
  /** How often it has been tried, this time included; refusals for pace do not count. */
  attempts: number
  doubts: number
  onUncertain: 'hold' | 'resend'
  /** What they last did on the channel; left out where they never wrote, or where the platform has shut the way since. */
  heardAt?: Date
}

/** What came of asking to send: `seen` counts the deliveries that the rules were asked about, those that may go are in `sending`. */
export interface Intended {
  seen: number
  sending: Sending[]
}

/** What became of one message, to be put on record. */
export interface Settlement {
  deliveryId: string
  accountId: string
  /** The `attempts` of the try that this came of: of a later one it says nothing. */
  attempt: number
  state: DeliveryState
  /** Only for `retry`: not before then. */
  notBefore?: Date
  /** True when the try did not count (refused for pace). */
  uncounted?: boolean
  /** True when nobody can tell whether it arrived. */
  doubt?: boolean
  messageId?: string
  errorCode?: SendErrorCode | ShutCode
  errorDetail?: string
  /** How it went and what that cost, on a channel with several ways. */
  charge?: Charge
  /** True when the platform says that this person may not be written to for now. */
  shut?: boolean
  /** What the account turned out to be. */
  account?: 'blocked' | 'gone'
  /** The account's new address. */
  movedTo?: string
}

/** What a sender asks for: stretches of one channel in these lanes, held until then. */
export interface ClaimWish {
  channel: ChannelId
  lanes: readonly Lane[]
  limit: number
  now: Date
  until: Date
}

/** The ledger as the senders see it. Order of work: claim, intend, send, settle, release. */
export interface Ledger {
  /**
   * Takes stretches that wait, or whose holder died: lanes first, then the mailing that waited longest, then the order of writing.
   * A mailing waits while it stands still and while its office keeps its quiet hours. A reply waits for earlier ones to its account.
   */
  claim(wish: ClaimWish): Promise<Lease[]>
  /**
   * Puts the intents on record and gives what may be sent. The rules are asked here, in the same statement: the lease, the mailing's
   * standing and hours, the account, consent, the link, what is still due, how often and when the household last heard from us.
   * What may not go is put off or ended with its reason. `seen` is 0 when the stretch may not be worked on any more.
   */
  intend(held: readonly Held[], now: Date): Promise<Intended>
  settle(results: readonly Settlement[], now: Date): Promise<void>
  /**
   * Hands messages whose intent is on record, and that were not sent, to another account of the household on that channel: they go
   * from there. Gives those for which there was one.
   */
  readdress(wishes: readonly { deliveryId: string; channel: ChannelId }[]): Promise<Set<string>>
  /** Holds the leases longer. False when one is lost. */
  renew(leases: readonly Lease[], until: Date): Promise<boolean>
  /** Gives the stretches back: done when all is at an end, else ready again when their first row may go. */
  release(leases: readonly Lease[]): Promise<void>
  /** Stops a mailing because its content has to be changed by us. */
  pauseMailingOf(deliveryId: string, reason: SendErrorCode): Promise<void>
}

/** The tokens of one bot or official account, shared by all processes. */
export interface Pace {
  /** Takes up to `wanted` tokens at once. Replies always get theirs; others leave a reserve for them. `waitMs` says when to ask again. */
  take(wish: { bucket: string; rate: number; wanted: number; lane: Lane }): Promise<{ granted: number; waitMs: number }>
  /**
   * The platform refused one for pace. That is first that chat's affair; a second chat within a second means the whole bot:
   * then nobody sends anything for that long, and the rate is cut by a tenth, to recover by half a percent a second.
   */
  refused(bucket: string, about: { address: string; seconds: number }): Promise<void>
  /** A request failed so that nobody knows its end. Twenty within ten seconds stop bulk for a while; replies go on and show when all is well again. */
  failed(bucket: string): Promise<void>
  /** Bulk stops for that long: what stands against it is the same for every message. */
  hold(bucket: string, seconds: number): Promise<void>
}
