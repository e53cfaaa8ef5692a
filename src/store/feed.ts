import type { Feed } from '../ports/feed.ts'
import { keepListening } from './listening.ts'

/** A feed over the database that is there anyway, and what ends it. */
export interface DatabaseFeed extends Feed {
  close(): Promise<void>
}

/** Where the database is, and where a broken connection is reported. */
export interface FeedOptions {
  url: string
  onError: (error: Error) => void
  /** First wait before connecting again, in milliseconds; it doubles up to ten seconds. */
  firstWaitMs: number
}

/** One channel of PostgreSQL for all topics: the topic is the payload, at most 7,999 bytes of it. */
const CHANNEL = 'loa_feed'

/**
 * Publishes and listens by NOTIFY and LISTEN, over one connection for the whole process. It is opened when first needed
 * and kept while anybody listens; after a break each listener is called once, since words said meanwhile are lost.
 */
export function openFeed({ url, onError, firstWaitMs }: FeedOptions): DatabaseFeed {
  const book = new Map<string, Set<() => void>>()
  const tell = (topic: string) => {
    for (const listener of book.get(topic) ?? []) listener()
  }
  const listening = keepListening({
    url,
    channel: CHANNEL,
    firstWaitMs,
    onError,
    onNotice: tell,
    onReopened: () => [...book.keys()].forEach(tell),
    wanted: () => book.size > 0,
  })
  return {
    async publish(topic) {
      const client = await listening.client()
      await client.query('SELECT pg_notify($1, $2)', [CHANNEL, topic])
    },
    async subscribe(topic, onEvent) {
      await listening.client()
      return enter({ book, topic, listener: () => onEvent() })
    },
    close: listening.close,
  }
}

interface Entry {
  book: Map<string, Set<() => void>>
  topic: string
  listener: () => void
}

function enter({ book, topic, listener }: Entry): () => Promise<void> {
  book.set(topic, (book.get(topic) ?? new Set()).add(listener))
  return async () => {
    const those = book.get(topic)
    those?.delete(listener)
    if (those?.size === 0) book.delete(topic)
  }
}
