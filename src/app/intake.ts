import type { Inbound } from '../ports/channel.ts'
import { acceptInbound } from './accept-inbound.ts'

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
 * so that a rush costs a few large statements, and a single message waits for nobody. Order of arrival is kept.
 */
export function makeIntake(deps: Parameters<typeof acceptInbound>[0]): Intake {
  let gathered: Brought[] = []
  let storing = false
  const store = async () => {
    storing = true
    while (gathered.length > 0) {
      const together = gathered
      gathered = []
      await storeTogether(deps, together)
    }
    storing = false
  }
  return (inbound) =>
    new Promise((stored, refused) => {
      gathered.push({ inbound, stored, refused })
      if (!storing) void store()
    })
}

/** What cannot be stored together is stored alone, so that nobody's request fails for another's sake. */
async function storeTogether(deps: Parameters<typeof acceptInbound>[0], together: readonly Brought[]): Promise<void> {
  try {
    await acceptInbound(
      deps,
      together.flatMap((b) => b.inbound),
    )
    for (const { stored } of together) stored()
  } catch (error) {
    if (together.length === 1) together[0]?.refused(error)
    else for (const one of together) await storeTogether(deps, [one])
  }
}
