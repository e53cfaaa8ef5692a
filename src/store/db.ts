import type { Prisma, PrismaClient } from './client/client.ts'

/** The database as a store sees it: on its own, or inside the transaction that is open. */
export type Db = PrismaClient | Prisma.TransactionClient

/** An id as the domain carries it, text, for the database. Throws when it is no whole number: that is our error. */
export function key(id: string): bigint {
  return BigInt(id)
}
