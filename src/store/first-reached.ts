import { Prisma } from './client/client.ts'

/**
 * Which account `a` of a household `h` a message goes to first, to sort by: one that only stands for a phone number comes last, channels
 * in the order that the household chose with those that it did not name behind them, and of what is left the last heard of.
 */
export const firstReached = Prisma.sql`
  a.by_phone, array_position(h.channel_order, a.channel) NULLS LAST, a.last_seen_at DESC, a.id DESC`
