import { type Lane, lanes } from '../domain/delivery.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Held, Lease, Sending, Settlement } from '../ports/ledger.ts'
import { aboutOf } from './after-send.ts'
import { chooseWays } from './choose-ways.ts'
import { type Flight, makeFlight } from './flight.ts'
import { sendOne } from './send-one.ts'
import type { SendDeps, Stream } from './stream.ts'

/** Replies are taken up together; of a mailing one stretch at a time, so that mailings take turns. */
const stretches = (lane: Lane | undefined) => (lane === lanes.reply ? 20 : 1)

/**
 * Sends what waits in one stream until nothing is left that may go now, and returns how many messages were tried.
 * Order: token, then intent on record, then request, then result on record. The requests overlap; nothing waits for a slow one.
 * When the ledger fails in the middle, the lease runs out: whoever takes the stretch over treats what was on its way as doubtful.
 */
export async function pump(deps: SendDeps, stream: Stream): Promise<number> {
  const flight = makeFlight(deps, aloftAtMost(deps.rates[stream.channel]))
  const landing = new Set<Promise<void>>()
  let tried = 0
  try {
    while (!deps.stopping()) {
      const aloft = landing.size
      const leases = await claim(deps, stream)
      if (leases.length > 0) {
        tried += await feed(deps, { stream, leases, flight })
        const landed = land(deps, leases, flight).finally(() => landing.delete(landed))
        landing.add(landed)
      } else if (landing.size > 0) await Promise.race(landing)
      // What was given back while it looked may hold something that can go at once.
      else if (aloft === 0) break
    }
  } finally {
    await Promise.all(landing)
  }
  return tried
}

function claim(deps: SendDeps, { channel, lanes: wanted }: Stream): Promise<Lease[]> {
  const limit = stretches(wanted[0])
  return deps.ledger.claim({ channel, lanes: wanted, limit, now: deps.clock.now(), until: until(deps) })
}

/** Gives the stretches back once all their results are on record. What could not be recorded is left to whoever takes over. */
async function land(deps: SendDeps, leases: readonly Lease[], flight: Flight): Promise<void> {
  try {
    if (await flight.landed(leases)) await deps.ledger.release(leases)
  } catch (error) {
    deps.onTrouble(error)
  }
}

interface Feeding {
  stream: Stream
  leases: readonly Lease[]
  flight: Flight
}

/** Starts a request for each delivery that may go, as fast as tokens and room allow. */
async function feed(deps: SendDeps, { stream, leases, flight }: Feeding): Promise<number> {
  const queue: Held[] = leases.flatMap((lease) => lease.ids.map((id) => ({ lease, id })))
  const hold = holding(deps, leases)
  let tried = 0
  while (queue.length > 0 && !deps.stopping()) {
    const room = await flight.room()
    const most = Math.min(queue.length, room, atOnce(deps.rates[stream.channel]))
    const granted = await tokens(deps, { stream, wanted: most, hold })
    if (granted === 0 || !(await hold())) break
    const { seen, sending } = await deps.ledger.intend(queue.splice(0, granted), deps.clock.now())
    await start(deps, { channel: stream.channel, sending, flight })
    tried += sending.length
    if (seen === 0) break
  }
  return tried
}

interface Starting {
  channel: ChannelId
  sending: readonly Sending[]
  flight: Flight
}

/**
 * Where the way may be shut, it is chosen before; what no way is open for is at its end, or goes from another account. When that cannot be
 * found out nothing was sent, and all of it is looked at once more: none of it is in doubt.
 */
async function start(deps: SendDeps, { channel, sending, flight }: Starting): Promise<void> {
  if (!deps.channels[channel]?.hasWays) {
    for (const each of sending) flight.start(each, sendOne(deps, channel, { sending: each }))
    return
  }
  const left = new Set(sending)
  const begin = (one: Sending, becomes: Promise<Settlement>) => {
    left.delete(one)
    flight.start(one, becomes)
  }
  try {
    const { go, shut, elsewhere } = await chooseWays(deps, channel, sending)
    for (const chosen of go) begin(chosen.sending, sendOne(deps, channel, chosen))
    for (const { sending: one, settled } of shut) begin(one, told(deps, one, settled))
    const wishes = elsewhere.map(({ sending: one, channel: to }) => ({ deliveryId: one.deliveryId, channel: to }))
    const gone = wishes.length > 0 ? await deps.ledger.readdress(wishes) : new Set<string>()
    for (const { sending: one } of elsewhere) if (gone.has(one.deliveryId)) left.delete(one)
  } catch (error) {
    deps.onTrouble(error)
  }
  for (const one of left) begin(one, told(deps, one, onceMore(deps, one)))
}

function onceMore({ clock }: SendDeps, sending: Sending): Settlement {
  return { ...aboutOf(sending), state: 'retry', uncounted: true, notBefore: new Date(clock.now().getTime() + 1_000) }
}

async function told(deps: SendDeps, sending: Sending, settled: Settlement): Promise<Settlement> {
  deps.onResult?.(settled, sending.lane)
  return settled
}

/** Renews the leases in time: at every intent they last longer than a request may take. False when they are lost. */
function holding(deps: SendDeps, leases: readonly Lease[]): () => Promise<boolean> {
  let renewedAt = deps.clock.now().getTime()
  return async () => {
    const now = deps.clock.now().getTime()
    if (now - renewedAt < renewMs(deps)) return true
    renewedAt = now
    return deps.ledger.renew(leases, until(deps))
  }
}

/** Waits until the bucket gives at least one token; a channel without a limit gives all. None when the leases are lost or the end has come. */
async function tokens(
  deps: SendDeps,
  { stream, wanted, hold }: { stream: Stream; wanted: number; hold: () => Promise<boolean> },
): Promise<number> {
  const rate = deps.rates[stream.channel]
  if (rate === undefined) return wanted
  const lane = stream.lanes[0] ?? lanes.announcement
  while (!deps.stopping()) {
    const { granted, waitMs } = await deps.pace.take({ bucket: stream.channel, rate, wanted, lane })
    if (granted > 0) return granted
    await deps.wait(Math.min(waitMs, renewMs(deps)))
    if (!(await hold())) return 0
  }
  return 0
}

/** Intents on record at once: about a fiftieth of a second's tokens, so that little is in doubt when a process dies. */
function atOnce(rate: number | undefined): number {
  return rate === undefined ? 50 : Math.min(50, Math.max(1, Math.floor(rate / 50)))
}

/** Requests on their way at once: enough for answers that take a fifth of a second, for slow rates two seconds. As much is in doubt when a process dies. */
function aloftAtMost(rate: number | undefined): number {
  return rate === undefined ? 200 : Math.min(200, Math.max(50, rate / 5))
}

function renewMs({ deadlineSeconds }: SendDeps): number {
  return (deadlineSeconds * 1000) / 6
}

function until({ clock, deadlineSeconds }: SendDeps): Date {
  return new Date(clock.now().getTime() + (deadlineSeconds * 1000 * 4) / 3)
}
