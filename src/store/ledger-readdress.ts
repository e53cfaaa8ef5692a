import type { Ledger } from '../ports/ledger.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { firstReachedOf } from './first-reached.ts'
import { mayTake } from './who-may-take.ts'

/** Hands messages that were not sent to another account of the household on that channel. Gives those for which there was one. */
export function readdress(db: Db, wishes: Parameters<Ledger['readdress']>[0]): Promise<Set<string>> {
  const ids = wishes.map(({ deliveryId }) => key(deliveryId))
  const channels = wishes.map(({ channel }) => channel)
  return move(
    db,
    Prisma.sql`
      SELECT d.*, w.channel AS wish FROM unnest(${ids}::bigint[], ${channels}::text[]) AS w(id, channel)
      JOIN delivery d ON d.id = w.id AND d.state = 'sending'`,
  )
}

/** At the end of mailings what met a blocked account goes to another one of the household, on any channel. */
export async function readdressBlocked(db: Db, mailingIds: readonly bigint[]): Promise<void> {
  await move(db, Prisma.sql`SELECT d.*, NULL::text AS wish FROM (${blockedOf(mailingIds)}) AS d`)
}

/** What met a blocked account in these mailings, as `d`: found by the index of the mailing. */
export function blockedOf(mailingIds: readonly bigint[]): Prisma.Sql {
  return Prisma.sql`
    SELECT d.* FROM delivery d WHERE d.mailing_id = ANY(${[...mailingIds]}::bigint[]) AND d.state = 'blocked' AND d.doubts = 0`
}

/** By the household's own order, an account that only stands for a phone number last. A stretch of its own carries it on. */
async function move(db: Db, wanted: Prisma.Sql): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    WITH target AS (
      SELECT d.id, d.state, a.id AS was, b.id AS account_id, b.channel FROM (${wanted}) AS d
      LEFT JOIN mailing m ON m.id = d.mailing_id
      JOIN channel_account a ON a.id = d.account_id JOIN household h ON h.id = a.household_id
      CROSS JOIN LATERAL (
        SELECT b.id, b.channel FROM channel_account b WHERE ${mayTake} AND b.channel = COALESCE(d.wish, b.channel)
        ORDER BY ${firstReachedOf('b')} LIMIT 1) AS b),
    moved AS (
      UPDATE delivery d SET account_id = t.account_id, channel = t.channel, state = 'retry', not_before = NULL, error_code = NULL,
        error_detail = NULL, attempts = GREATEST(0, d.attempts - 1)
      FROM target t WHERE d.id = t.id AND d.state = t.state AND d.account_id = t.was
      RETURNING d.id, d.account_id, d.channel, d.lane, d.mailing_id),
    told AS (UPDATE reminder r SET account_id = m.account_id FROM moved m WHERE r.delivery_id = m.id),
    carried AS (
      INSERT INTO chunk (mailing_id, account_id, channel, lane, from_id, to_id)
      SELECT mailing_id, CASE lane WHEN 0 THEN account_id END, channel, lane, id, id FROM moved)
    SELECT id FROM moved`
  return new Set(rows.map((row) => row.id.toString()))
}
