import type { Inbound } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'

/** Stores what came in, so that nothing is lost from here on, and wakes a worker for each sender. A repeat is passed over. */
export async function acceptInbound(
  deps: { store: Store; jobs: Jobs; clock: Clock },
  inbound: Inbound[],
): Promise<void> {
  const senders = await deps.store.inbox.store(inbound, deps.clock.now())
  for (const { channel, address } of senders) await deps.jobs.wake('receive-message', { channel, address })
}
