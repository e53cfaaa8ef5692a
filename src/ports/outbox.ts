import type { Message } from '../conversation/words.ts'
import type { Lane } from '../domain/delivery.ts'
import type { Account } from './accounts.ts'

/** The only way out: what is written here is sent, once, by the senders. Always called inside the transaction that decides. */
export interface Outbox {
  /** Writes one message to one account. Undefined when its key was written before. */
  write(to: Pick<Account, 'id' | 'channel'>, message: Message, how: Writing): Promise<string | undefined>
  /** Opens a mailing: many deliveries with one purpose, which pause and end together. */
  openMailing(mailing: NewMailing): Promise<string>
  /** Cuts the deliveries of a mailing into chunks, so that senders find them. Call once, after the last `write`. */
  seal(mailingId: string): Promise<void>
}

/** How a message is to be sent. */
export interface Writing {
  lane: Lane
  /** The same key is never written twice. */
  key?: string
  mailingId?: string
  notBefore?: Date
  at: Date
}

/** What a mailing is. `body` is set when all its deliveries say the same. */
export interface NewMailing {
  kind: 'reminder' | 'announcement'
  lane: Lane
  onUncertain: 'hold' | 'resend'
  body?: Message
  notAfter?: Date
  at: Date
}
