import type { Message } from '../conversation/words.ts'
import type { DeliveryState, Lane } from '../domain/delivery.ts'
import type { ChannelId } from './channel.ts'

/** A stretch of deliveries that one sender holds for a while. Whoever holds an expired lease may send nothing more. */
export interface Lease {
  chunkId: string
  leaseId: string
  channel: ChannelId
  lane: Lane
  /** Rows that a dead holder left in the middle: they may have arrived. */
  takenOver: boolean
}

/** One message that may be sent now: its intent is on record. */
export interface Sending {
  deliveryId: string
  accountId: string
  address: string
  lang: string
  message: Message
  /** How often it has been tried, this time included; refusals for pace do not count. */
  attempts: number
  doubts: number
  onUncertain: 'hold' | 'resend'
}

/** What became of one message, to be put on record. */
export interface Settlement {
  deliveryId: string
  accountId: string
  state: DeliveryState
  /** Only for `retry`: not before then. */
  notBefore?: Date
  /** True when the try did not count (refused for pace). */
  uncounted?: boolean
  /** True when nobody can tell whether it arrived. */
  doubt?: boolean
  messageId?: string
  errorCode?: string
  errorDetail?: string
  /** What the account turned out to be. */
  account?: 'blocked' | 'gone'
}

/** The ledger as the senders see it. Order of work: claim, waiting, intend, send, settle, release. */
export interface Ledger {
  /** Takes a chunk that waits, or one whose holder died. Undefined when there is none. */
  claim(wish: {
    channels: readonly ChannelId[]
    lanes: readonly Lane[]
    now: Date
    until: Date
  }): Promise<Lease | undefined>
  /** Deliveries of the chunk that may go now, oldest first. */
  waiting(lease: Lease, page: { limit: number; now: Date }): Promise<string[]>
  /** Puts the intent on record and gives what may be sent: nothing when the lease is lost, the account blocked or consent withdrawn. */
  intend(lease: Lease, ids: readonly string[], now: Date): Promise<Sending[]>
  settle(results: readonly Settlement[], now: Date): Promise<void>
  /** Holds the lease longer. False when it is lost. */
  renew(lease: Lease, until: Date): Promise<boolean>
  /** Gives the chunk back: done when all is at an end, else ready again when its first row may go. */
  release(lease: Lease): Promise<void>
  /** Stops a mailing because something has to be changed by us. */
  pauseMailingOf(deliveryId: string, reason: string): Promise<void>
  /** Lanes in which a chunk could be claimed now. */
  ready(channels: readonly ChannelId[], now: Date): Promise<Lane[]>
}

/** The tokens of one bot, shared by all processes. */
export interface Pace {
  /** Takes up to `wanted` tokens at once. Replies always get theirs; others leave a reserve for them. `waitMs` says when to ask again. */
  take(wish: { bucket: string; rate: number; wanted: number; lane: Lane }): Promise<{ granted: number; waitMs: number }>
  /** Nobody sends anything for that long: the platform asked for it. */
  pause(bucket: string, seconds: number): Promise<void>
}
