import { type Lane, lanes } from '../domain/delivery.ts'
import { pump } from './pump.ts'
import { type SendDeps, type Stream, streams } from './stream.ts'

/** The senders of one process: one for each stream, at work or asleep. */
export interface Pumps {
  /** Something may wait in that lane. Returns at once; whoever is at work already looks once more before it ends. */
  wake(lane: Lane): void
  /** Resolves when all are asleep. To end the process make `stopping` true first. */
  idle(): Promise<void>
}

/** Makes the senders of a process. A wake-up too many costs one look at the ledger, one too few until the sweep. */
export function makePumps(deps: SendDeps): Pumps {
  const working = new Map<string, { again: boolean; done: Promise<void> }>()
  const run = async (stream: Stream, name: string) => {
    const state = working.get(name)
    do {
      if (state) state.again = false
      await pump(deps, stream).catch(deps.onTrouble)
    } while (state?.again && !deps.stopping())
    working.delete(name)
  }
  const start = (stream: Stream) => {
    const name = `${stream.channel}/${stream.lanes[0]}`
    const state = working.get(name)
    if (state) state.again = true
    else {
      const fresh = { again: false, done: Promise.resolve() }
      working.set(name, fresh)
      fresh.done = run(stream, name)
    }
  }
  return {
    wake: (lane) => {
      if (deps.stopping()) return
      const together = lane === lanes.reply ? [lanes.reply] : [lanes.reminder, lanes.announcement]
      for (const stream of streams(deps, together)) start(stream)
    },
    idle: async () => {
      await Promise.all([...working.values()].map((w) => w.done))
    },
  }
}
