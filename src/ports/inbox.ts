import type { ChannelId, Inbound } from './channel.ts'

/** Everything that came in, stored before it is answered. */
export interface Inbox {
  /** Stores updates; those stored before (same channel and update id) are passed over. Returns the senders of the new ones. */
  store(inbound: Inbound[], at: Date): Promise<Sender[]>
  /** Locks a sender for this transaction and gives the oldest update that waits, if any. */
  next(sender: Sender): Promise<Waiting | undefined>
  done(id: string, at: Date): Promise<void>
  /** Counts a failure. At the fifth the update is set aside with its error, so that it cannot block the rest. */
  failed(id: string, error: string, at: Date): Promise<{ gaveUp: boolean }>
  /** When the person last did something before that moment, by the platform's clock; a colleague's message is none of theirs. */
  actedAt(sender: Sender, before: Date): Promise<Date | undefined>
  /** Senders with updates that have waited since before that moment. */
  stuck(before: Date, limit: number): Promise<Sender[]>
}

/** Whose updates are handled in order. */
export interface Sender {
  channel: ChannelId
  address: string
}

/** An update to be answered. */
export interface Waiting {
  id: string
  inbound: Inbound
}
