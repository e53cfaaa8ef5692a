import type { Message } from '../conversation/words.ts'
import type { Lane } from '../domain/delivery.ts'
import type { Account } from './accounts.ts'

/** The only way out: what is written here is sent, once, by the senders. Always called inside the transaction that decides. */
export interface Outbox {
  /** Writes one message to one account. Undefined when its key was written before. */
  write(to: Pick<Account, 'id' | 'channel'>, message: Message, how: Writing): Promise<string | undefined>
  /** Writes messages of mailings in one go, each as the delivery that was kept for it. */
  writeAll(letters: readonly Letter[], how: Pick<Writing, 'lane' | 'at'>): Promise<void>
  /** Opens a mailing: many deliveries with one purpose, which pause and end together. */
  openMailing(mailing: NewMailing): Promise<string>
  /** Cuts the deliveries of a mailing into chunks, so that senders find them, from a moment on. Call once, after the last `write`. */
  seal(mailingId: string, notBefore?: Date): Promise<void>
}

/** How a message is to be sent. */
export interface Writing {
  lane: Lane
  /** The same key is never written twice. */
  key?: string
  mailingId?: string
  at: Date
}

/** One message of a mailing, to one account. */
export interface Letter {
  deliveryId: string
  to: Pick<Account, 'id' | 'channel'>
  message: Message
  mailingId: string
  /** The same key is never written twice. */
  key: string
}

/** What a mailing is. `body` is set when all its deliveries say the same. */
export interface NewMailing {
  /** `request`: notices about loan requests, each for the person who made it. `session`: that one takes place on another day. */
  kind: 'reminder' | 'announcement' | 'request' | 'session'
  lane: Lane
  onUncertain: 'hold' | 'resend'
  /** Whose hours it keeps. */
  officeId?: number
  body?: Message
  notAfter?: Date
  at: Date
}
