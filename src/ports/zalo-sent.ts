/** One part of a delivery: a long message goes out in several, counted from 0. */
export interface SentPart {
  deliveryId: string
  part: number
}

/** What is known of a part that is about to go out. `messageId`: it has arrived, nothing is to be sent. */
export interface PartBefore {
  messageId?: string
  /** When it was first tried, where this is not the first time and nobody knows how that one ended. */
  triedAt?: Date
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

/** What went out, so that an echo is told from a colleague's message and a send without an answer finds its end. */
export interface ZaloSent {
  /** Puts on record that a part goes out, before it does. */
  begin(part: SentPart & { address: string; text: string; at: Date }): Promise<PartBefore>
  /** It arrived, and this is what Zalo calls it. Nothing happens where the part is no longer known. */
  settle(part: SentPart, messageId: string): Promise<void>
  /** It surely did not arrive. */
  drop(part: SentPart): Promise<void>
  /** What Zalo calls a part, where its answer or its echo has come. */
  messageIdOf(part: SentPart): Promise<string | undefined>
  /** Those of these ids that stand for a part of ours. */
  known(messageIds: readonly string[]): Promise<string[]>
  /** Whether an echo is ours. It settles the part that it stands for, where that one had no end. */
  recognise(echo: Echo): Promise<boolean>
  /** Forgets what was tried before that moment. */
  forget(before: Date): Promise<void>
}
