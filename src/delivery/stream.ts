import { type Lane, lanes } from '../domain/delivery.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger, Pace, Settlement } from '../ports/ledger.ts'
import type { Ways } from '../ports/ways.ts'

/** What sending needs. */
export interface SendDeps {
  ledger: Ledger
  pace: Pace
  /** For channels with several ways. */
  ways: Ways
  clock: Clock
  channels: Partial<Record<ChannelId, Channel>>
  /** Messages a second for channels that have a limit. */
  rates: Partial<Record<ChannelId, number>>
  /** How long one request may take at most, in seconds. A lease is a third longer, so that who lost it cannot still be sending. */
  deadlineSeconds: number
  /** True once the process is to end: nothing more is begun. */
  stopping: () => boolean
  wait: (ms: number) => Promise<void>
  /** Told of everything that did not go as it should, for the log. */
  onResult?: (sent: Settlement, lane: Lane) => void
  /** Told when the ledger or the bucket cannot be reached. */
  onTrouble: (error: unknown) => void
}

/** Work that one sender does without an end of its own: replies of a channel, or all that goes to many on it. */
export interface Stream {
  channel: ChannelId
  lanes: readonly Lane[]
}

/** The streams of those lanes: replies never wait behind anything else, nor one channel for another. */
export function streams({ channels }: Pick<SendDeps, 'channels'>, wanted: readonly Lane[]): Stream[] {
  const replies = wanted.filter((lane) => lane === lanes.reply)
  const bulk = wanted.filter((lane) => lane !== lanes.reply)
  const parts = [replies, bulk].filter((part) => part.length > 0)
  return (Object.keys(channels) as ChannelId[]).flatMap((channel) => parts.map((part) => ({ channel, lanes: part })))
}
