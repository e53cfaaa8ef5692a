import type { Channel, ChannelId, SendResult } from '../ports/channel.ts'
import type { Lease, Sending, Settlement } from '../ports/ledger.ts'
import { afterSend } from './after-send.ts'
import { chargeOf } from './charge.ts'
import type { Chosen } from './choose-ways.ts'
import { heed } from './heed.ts'
import type { SendDeps } from './stream.ts'

/** Results wait this long for others to be recorded with, in milliseconds. When a process dies, as much is in doubt. */
const gatherMs = { reply: 2, bulk: 25 } as const
/** So many do not wait for others. */
const enough = 20
/** Recorded in one statement at most. */
const most = 200
/** How often and how soon a result is offered again to a ledger that cannot be reached: for a minute. What is known late is doubted meanwhile. */
const offers = { most: 300, everyMs: 200 } as const

/** The messages on their way, and their results until they are on record. */
export interface Flight {
  /** Resolves when there is room, with how many more may be sent. */
  room(): Promise<number>
  /** Sends one without waiting for it, the way that was chosen for it on a channel with several. */
  start(sending: Sending, chosen?: Chosen): void
  /** Puts on record what became of one that is not sent. */
  end(sending: Sending, settled: Settlement): void
  /** Resolves when the results of these stretches are settled. False when some could not be put on record. */
  landed(leases: readonly Lease[]): Promise<boolean>
}

/** Makes the flight of one stream. */
export function makeFlight(deps: SendDeps, of: { channel: ChannelId; most: number }): Flight {
  const aloft = new Map<string, Set<Sending>>()
  const unrecorded = new Set<string>()
  const landedOnes: { sending: Sending; settled: Settlement }[] = []
  let count = 0
  let recording = false
  let changed = signal()

  const begin = (sending: Sending) => {
    count += 1
    const beside = aloft.get(sending.chunkId) ?? new Set()
    aloft.set(sending.chunkId, beside.add(sending))
  }
  const down = (sending: Sending, settled: Settlement) => {
    landedOnes.push({ sending, settled })
    if (!recording) void record()
  }
  const record = async () => {
    recording = true
    while (landedOnes.length > 0) {
      if (landedOnes.length < enough) await deps.wait(gatherMs[landedOnes[0]?.sending.lane === 0 ? 'reply' : 'bulk'])
      const part = landedOnes.splice(0, most)
      const kept = await offer(
        deps,
        part.map((p) => p.settled),
      )
      for (const { sending } of part) {
        if (!kept) unrecorded.add(sending.chunkId)
        aloft.get(sending.chunkId)?.delete(sending)
      }
      count -= part.length
      changed.fire()
      changed = signal()
    }
    recording = false
  }
  return {
    room: async () => {
      while (count >= of.most) await changed.fired
      return of.most - count
    },
    start: (sending, chosen) => {
      begin(sending)
      void sendOne(deps, of.channel, { sending, chosen }).then((settled) => down(sending, settled))
    },
    end: (sending, settled) => {
      begin(sending)
      deps.onResult?.(settled, sending.lane)
      down(sending, settled)
    },
    landed: async (leases) => {
      const ids = leases.map((l) => l.chunkId)
      while (ids.some((id) => aloft.get(id)?.size)) await changed.fired
      for (const id of ids) aloft.delete(id)
      return !ids.some((id) => unrecorded.delete(id))
    },
  }
}

/** Something that can be awaited until it is fired. */
function signal(): { fired: Promise<void>; fire: () => void } {
  let fire = () => {}
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fired, fire }
}

/** A result is offered again while the ledger is away: whoever takes the stretch over meanwhile learns late, but learns. */
async function offer(deps: SendDeps, results: readonly Settlement[]): Promise<boolean> {
  for (let i = 0; i < offers.most; i++) {
    try {
      await deps.ledger.settle(results, deps.clock.now())
      return true
    } catch (error) {
      deps.onTrouble(error)
      await deps.wait(offers.everyMs)
    }
  }
  return false
}

interface Journey {
  sending: Sending
  chosen: Chosen | undefined
}

async function sendOne(deps: SendDeps, channelId: ChannelId, journey: Journey): Promise<Settlement> {
  const { sending, chosen } = journey
  const result = await attempt(deps.channels[channelId], journey)
  await heed(deps, channelId, { sending, result }).catch(deps.onTrouble)
  const settled = afterSend(sending, { result, passage: chosen?.passage }, deps.clock.now())
  deps.onResult?.(settled, sending.lane)
  if (!chosen) return settled
  const charge = chargeOf(chosen, result)
  const unused = chosen.fare.dong - (charge?.dong ?? 0)
  if (unused !== 0) await deps.ways.giveBack(channelId, { ...chosen.fare, dong: unused }).catch(deps.onTrouble)
  return { ...settled, ...(charge ? { charge } : {}) }
}

/** A channel gives failures as values; one that throws has met a fault of ours, such as words that are missing. Nothing left then. */
async function attempt(channel: Channel | undefined, { sending, chosen }: Journey): Promise<SendResult> {
  const { address, lang, message, deliveryId } = sending
  try {
    if (!channel) throw new Error('claimed without its channel')
    const passage = chosen ? { passage: chosen.passage } : {}
    return await channel.send({ address, lang, message, deliveryId, ...passage })
  } catch (error) {
    const staff = { key: 'channels:errors.content' }
    return { ok: false, error: { code: 'content', retry: 'never', ours: true, staff, detail: String(error) } }
  }
}
