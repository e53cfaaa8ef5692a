import { addDays, atHour, dayOf } from '../domain/day.ts'
import { keptKinds, keptSince, unsealedDays } from '../domain/retention.ts'
import type { Clock } from '../ports/clock.ts'
import type { RetentionRun } from '../ports/retention.ts'
import type { Store } from '../ports/store.ts'

/**
 * Deletes what is kept no longer, kind by kind in short pieces, and seals the words of what was sent. Each kind is written down with how
 * much of it went. Returns what was written down.
 */
export async function forgetOld({
  store,
  clock,
}: {
  store: Pick<Store, 'retention' | 'audit'>
  clock: Clock
}): Promise<RetentionRun[]> {
  const day = dayOf(clock.now())
  const runs: RetentionRun[] = []
  for (const kind of keptKinds) {
    const before = keptSince(kind, day)
    let gone = 0
    for (let some = await store.retention.forget(kind, before); some > 0; ) {
      gone += some
      some = await store.retention.forget(kind, before)
    }
    const run = { kind, at: clock.now(), before, gone }
    await store.retention.note(run)
    runs.push(run)
  }
  const sealed = await store.retention.sealSent(atHour(addDays(day, -unsealedDays), 0))
  await writeDown(store, { runs, sealed, at: clock.now() })
  return runs
}

/** A night in which nothing was due is none that anybody looks for. */
async function writeDown(
  store: Pick<Store, 'audit'>,
  { runs, sealed, at }: { runs: readonly RetentionRun[]; sealed: number; at: Date },
): Promise<void> {
  const did = [...runs.map(({ kind, gone }) => [kind, gone] as const), ['sealed', sealed] as const]
  const detail = Object.fromEntries(did.filter(([, count]) => count > 0))
  if (Object.keys(detail).length === 0) return
  const night = { actorKind: 'system', actorId: 'retention', subjectKind: 'installation', subjectId: 'data' } as const
  await store.audit.write({ at, action: 'retention.night', ...night, detail })
}
