import type { Lane } from '../domain/delivery.ts'
import type { Channel, ChannelId, SendResult } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Lease, Ledger, Pace, Sending, Settlement } from '../ports/ledger.ts'
import { afterSend } from './after-send.ts'

/** What sending needs. `rates` holds messages a second for channels that have a limit; `stopping` ends a run between two batches. */
export interface SendDeps {
  ledger: Ledger
  pace: Pace
  clock: Clock
  channels: Partial<Record<ChannelId, Channel>>
  rates: Partial<Record<ChannelId, number>>
  stopping: () => boolean
  wait: (ms: number) => Promise<void>
  /** Told of everything that did not go as it should, for the log and the counters. */
  onResult?: (sent: Settlement, lane: Lane) => void
}

/** A lease outlives the deadline of a request (15 s), so that a holder that lost it cannot still be sending. */
const leaseMs = 20_000
/** Intents taken at once: what is in flight when a process dies is at most this. */
const batchSize = 20

/**
 * Sends what waits in those lanes until nothing is left that may go now. Returns how many messages were tried.
 * When the ledger fails in the middle, the lease is left to run out: whoever takes the chunk over treats what was on its way as doubtful.
 */
export async function sendWaiting(deps: SendDeps, lanes: readonly Lane[]): Promise<number> {
  let tried = 0
  while (!deps.stopping()) {
    const lease = await deps.ledger.claim({ lanes, channels: carried(deps), now: deps.clock.now(), until: until(deps) })
    if (!lease) return tried
    tried += await sendChunk(deps, lease)
    await deps.ledger.release(lease)
  }
  return tried
}

async function sendChunk(deps: SendDeps, lease: Lease): Promise<number> {
  let tried = 0
  while (!deps.stopping()) {
    const ids = await deps.ledger.waiting(lease, { limit: batchSize, now: deps.clock.now() })
    if (ids.length === 0) return tried
    const granted = await tokens(deps, lease, ids.length)
    if (!(await deps.ledger.renew(lease, until(deps)))) return tried
    const sending = await deps.ledger.intend(lease, ids.slice(0, granted), deps.clock.now())
    const results = await Promise.all(sending.map((s) => sendOne(deps, lease, s)))
    await deps.ledger.settle(results, deps.clock.now())
    tried += results.length
  }
  return tried
}

/** Waits until the bucket gives at least one token; a channel without a limit gives all. Holds the lease meanwhile. */
async function tokens(deps: SendDeps, lease: Lease, wanted: number): Promise<number> {
  const rate = deps.rates[lease.channel]
  if (rate === undefined) return wanted
  while (!deps.stopping()) {
    const { granted, waitMs } = await deps.pace.take({ bucket: lease.channel, rate, wanted, lane: lease.lane })
    if (granted > 0) return granted
    await deps.wait(Math.min(waitMs, leaseMs / 4))
    await deps.ledger.renew(lease, until(deps))
  }
  return 0
}

async function sendOne(deps: SendDeps, lease: Lease, sending: Sending): Promise<Settlement> {
  const channel = deps.channels[lease.channel]
  if (!channel) throw new Error(`a chunk of ${lease.channel} was claimed without that channel`)
  const result = await attempt(channel, sending)
  await heed(deps, lease, { sending, result })
  const settled = afterSend(sending, result, { now: deps.clock.now(), lane: lease.lane })
  deps.onResult?.(settled, lease.lane)
  return settled
}

/** A channel gives failures as values; one that throws has met a fault of ours, such as words that are missing. Nothing left then. */
async function attempt(channel: Channel, { address, lang, message, deliveryId }: Sending): Promise<SendResult> {
  try {
    return await channel.send({ address, lang, message, deliveryId })
  } catch (error) {
    const staff = { key: 'channels:errors.content' }
    return { ok: false, error: { code: 'content', retry: 'never', ours: true, staff, detail: String(error) } }
  }
}

/** A short 429 is meant for the whole bot; a fault of ours stops the mailing before it fails row by row. */
async function heed(
  deps: SendDeps,
  lease: Lease,
  { sending, result }: { sending: Sending; result: SendResult },
): Promise<void> {
  if (result.ok) return
  const { retry, ours, code } = result.error
  if (typeof retry === 'object' && retry.afterSeconds <= 60) await deps.pace.pause(lease.channel, retry.afterSeconds)
  if (ours) await deps.ledger.pauseMailingOf(sending.deliveryId, code)
}

function carried(deps: SendDeps): ChannelId[] {
  return Object.keys(deps.channels) as ChannelId[]
}

function until(deps: SendDeps): Date {
  return new Date(deps.clock.now().getTime() + leaseMs)
}
