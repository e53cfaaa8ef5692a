import { dayOf } from '../domain/day.ts'
import { forgottenBefore } from '../domain/retention.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'

/** Deletes what people wrote and what they were answered once the promised time is over. Returns how many rows went. */
export async function forgetMessages({
  store,
  clock,
}: {
  store: Pick<Store, 'ownData'>
  clock: Clock
}): Promise<number> {
  const before = forgottenBefore(dayOf(clock.now()))
  let gone = 0
  for (;;) {
    const some = await store.ownData.forget(before)
    if (some === 0) return gone
    gone += some
  }
}
