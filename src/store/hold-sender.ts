import type { Sender } from '../ports/inbox.ts'
import type { Db } from './db.ts'

/** Holds the talk of one sender until the transaction ends: whoever else wants to change it waits. */
export async function holdSender(db: Db, { channel, address }: Sender): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${channel}/${address}`}, 0))`
}
