/** One part of a delivery: a long message goes out in several, counted from 0. */
export interface SentPart {
  deliveryId: string
  part: number
}

/** A part that is about to go out to somebody. `parts`: of how many the whole delivery is, as it is drawn now. */
export interface Beginning extends SentPart {
  parts: number
  address: string
  text: string
  at: Date
}

/** What is known of a part that is about to go out. `messageId`: it has arrived, nothing is to be sent. */
export interface PartBefore {
  messageId?: string
  /** Where this is not the first time and nobody knows how the others ended: when it was first tried, and how often with this time. */
  tried?: { at: Date; times: number }
}

/** A message of the Official Account that Zalo reports: one of ours, or one that a person wrote in Zalo's own console. */
export interface Echo {
  messageId: string
  address: string
  text: string
  /** True where Zalo names the person who wrote it. */
  named: boolean
  at: Date
}

/**
 * What went out, so that an echo is told from a colleague's message and a send without an answer finds its end.
 *
 * Whatever Zalo says of a delivery after its sender is gone reaches the ledger from here: where the delivery is in doubt (`uncertain`, or
 * `retry` after a doubt), it counts as sent from then on. One that is being sent is left to its sender, who finds the same; an end is an end.
 */
export interface ZaloSent {
  /** Puts on record that a part goes out, before it does. */
  begin(part: Beginning): Promise<PartBefore>
  /** It arrived, and this is what Zalo calls it. Nothing happens where the part is no longer known. */
  settle(part: SentPart, messageId: string): Promise<void>
  /** It surely did not arrive. */
  drop(part: SentPart): Promise<void>
  /** What Zalo calls a part, where its answer or its echo has come. */
  messageIdOf(part: SentPart): Promise<string | undefined>
  /** Those of these ids that stand for a part of ours. */
  known(messageIds: readonly string[]): Promise<string[]>
  /** Whether an echo is ours. It settles the part that it stands for, where that one had no end, and with the last part the delivery. */
  recognise(echo: Echo): Promise<boolean>
  /** Zalo reports that a delivery of one part, a template, has reached the person's phone: settles part and delivery. */
  delivered(receipt: { deliveryId: string; messageId: string; at: Date }): Promise<void>
  /**
   * Settles the deliveries that are called uncertain though Zalo has named all their parts: the echo came while a dead sender still held them.
   * Returns how many. Cheap: to be done every minute.
   */
  settleDoubts(): Promise<number>
  /** Forgets what was tried before that moment. */
  forget(before: Date): Promise<void>
}
