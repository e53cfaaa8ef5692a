import { plainText } from '../domain/plain-text.ts'
import type { Inbound, InboundKind } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Sender } from '../ports/inbox.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'

/** What taking in needs. */
export interface AcceptDeps {
  store: Store
  jobs: Jobs
  clock: Clock
}

/** Stores what came in, so that nothing is lost from here on, and wakes a worker for each sender. A repeat is passed over. */
export async function acceptInbound(deps: AcceptDeps, inbound: Inbound[]): Promise<void> {
  const senders = await storeInbound(deps, inbound)
  if (senders.length > 0) await deps.jobs.wake('receive-message', ...senders)
}

/** Stores what came in, and gives those who wait for an answer now. */
export function storeInbound({ store, clock }: AcceptDeps, inbound: Inbound[]): Promise<Sender[]> {
  return store.inbox.store(inbound.map(keepable), clock.now())
}

/** One character that the database refuses would keep a whole batch of updates of other people from being stored. */
function keepable(inbound: Inbound): Inbound {
  const what = plain(inbound.what)
  return { ...plain(inbound), what: what.kind === 'text' && what.text.trim() === '' ? { kind: 'unsupported' } : what }
}

function plain<T extends Inbound | InboundKind>(of: T): T {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, typeof value === 'string' ? plainText(value) : value]),
  ) as T
}
