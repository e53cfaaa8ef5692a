import type { Lease, Sending, Settlement } from '../ports/ledger.ts'
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
  /** Takes one that is on its way, and puts on record what becomes of it. */
  start(sending: Sending, becomes: Promise<Settlement>): void
  /** Resolves when the results of these stretches are settled. False when some could not be put on record. */
  landed(leases: readonly Lease[]): Promise<boolean>
}

/** Makes the flight of one stream, with so many on their way at once. */
export function makeFlight(deps: SendDeps, atMost: number): Flight {
  const aloft = new Map<string, Set<Sending>>()
  const unrecorded = new Set<string>()
  const landedOnes: { sending: Sending; settled: Settlement }[] = []
  let count = 0
  let recording = false
  let changed = signal()

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
      while (count >= atMost) await changed.fired
      return atMost - count
    },
    start: (sending, becomes) => {
      count += 1
      const beside = aloft.get(sending.chunkId) ?? new Set()
      aloft.set(sending.chunkId, beside.add(sending))
      void becomes.then((settled) => {
        landedOnes.push({ sending, settled })
        if (!recording) void record()
      })
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
