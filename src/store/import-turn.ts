import type { Db } from './db.ts'

// The number under which imports take turns, until their transaction ends: two that write the same rows in another order
// would block each other for good.
const TURN = 726_001

/** Waits until no other import is in the middle, and lets none begin until this transaction ends. */
export async function takeTurn(db: Db): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${TURN}::bigint)`
}
