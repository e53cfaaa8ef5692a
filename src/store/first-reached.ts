import { Prisma } from './client/client.ts'

/**
 * Which account of a household `h` a message goes to first, to sort by: one that only stands for a phone number comes last, channels
 * in the order that the household chose with those that it did not name behind them, and of what is left the last heard of.
 */
export function firstReachedOf(account: 'a' | 'b'): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${account}.${name}`)
  return Prisma.sql`${column('by_phone')}, array_position(h.channel_order, ${column('channel')}) NULLS LAST,
    ${column('last_seen_at')} DESC, ${column('id')} DESC`
}

/** The same of accounts `a`. */
export const firstReached = firstReachedOf('a')
