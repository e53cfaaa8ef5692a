/** Tells everybody who listens, in every process, that there is something new. It carries no content: who hears it looks. */
export interface Feed {
  /** Tells the listeners of a topic. Resolves when the word is out; nobody need be listening. */
  publish(topic: string): Promise<void>
  /**
   * Listens from the moment this resolves until the function it gives is called.
   * `onEvent` may also be called when nothing happened: after a broken connection, since something may have been missed.
   */
  subscribe(topic: string, onEvent: () => void): Promise<() => Promise<void>>
}

/** The topic of one talk. */
export function talkTopic(sender: { channel: string; address: string }): string {
  return `talk:${sender.channel}:${sender.address}`
}
