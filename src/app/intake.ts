import type { Inbound } from '../ports/channel.ts'
import type { Sender } from '../ports/inbox.ts'
import { type AcceptDeps, storeInbound } from './accept-inbound.ts'

/** Stores what came in and wakes workers. Resolves once it is stored, rejects when it could not be. */
export type Intake = (inbound: Inbound[]) => Promise<void>

/** One request that waits to be stored. */
interface Brought {
  inbound: Inbound[]
  stored: () => void
  refused: (error: unknown) => void
}

/**
 * An intake for many small requests: while one statement is on its way, what comes in meanwhile is gathered and stored with the next,
 * so that a rush costs a few large statements, and a single message waits for nobody. Order of arrival is kept. Nobody waits for the
 * wake-ups: what is stored is safe, and the sweep finds whatever was never woken.
 */
export function makeIntake(deps: AcceptDeps): Intake {
  const wake = oneAfterTheOther<Sender>((senders) => deps.jobs.wake('receive-message', ...eachOnce(senders)))
  const store = oneAfterTheOther<Brought>((together) => storeTogether(deps, together, wake))
  return (inbound) => new Promise((stored, refused) => store([{ inbound, stored, refused }]))
}

/** Who wrote several times is woken once: whoever is woken answers all that waits. */
function eachOnce(senders: readonly Sender[]): Sender[] {
  return [...new Map(senders.map((sender) => [`${sender.channel}/${sender.address}`, sender])).values()]
}

/** Does what is given together with what came while it was busy. `what` must not reject. */
function oneAfterTheOther<T>(what: (all: T[]) => Promise<void>): (more: readonly T[]) => void {
  let gathered: T[] = []
  let busy = false
  const work = async () => {
    busy = true
    try {
      while (gathered.length > 0) {
        const all = gathered
        gathered = []
        await what(all)
      }
    } finally {
      busy = false
    }
  }
  return (more) => {
    gathered.push(...more)
    if (!busy) void work()
  }
}

/** What cannot be stored together is stored alone, so that nobody's request fails for another's sake. */
async function storeTogether(
  deps: AcceptDeps,
  together: readonly Brought[],
  wake: (senders: readonly Sender[]) => void,
): Promise<void> {
  try {
    const all = together.flatMap((b) => b.inbound)
    wake(await storeInbound(deps, all))
    for (const { stored } of together) stored()
  } catch (error) {
    if (together.length === 1) together[0]?.refused(error)
    else for (const one of together) await storeTogether(deps, [one], wake)
  }
}
