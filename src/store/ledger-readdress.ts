import { lanes } from '../domain/delivery.ts'
import type { Ledger } from '../ports/ledger.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { firstReachedOf } from './first-reached.ts'

/** Hands messages that were not sent to another account of the household on that channel. Gives those for which there was one. */
export function readdress(db: Db, wishes: Parameters<Ledger['readdress']>[0]): Promise<Set<string>> {
  const ids = wishes.map(({ deliveryId }) => key(deliveryId))
  const channels = wishes.map(({ channel }) => channel)
  return move(db, {
    wanted: Prisma.sql`
      SELECT d.*, w.channel AS wish FROM unnest(${ids}::bigint[], ${channels}::text[]) AS w(id, channel)
      JOIN delivery d ON d.id = w.id AND d.state = 'sending'`,
  })
}

/** What went to many, and to an account that turned out to be blocked, goes to another one of the household, on any channel. */
export async function readdressBlocked(db: Db, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return
  await move(db, {
    wanted: Prisma.sql`
      SELECT d.*, NULL::text AS wish FROM delivery d
      WHERE d.id = ANY(${deliveryIds.map(key)}::bigint[]) AND d.state = 'blocked' AND d.lane > ${lanes.reply}`,
  })
}

/**
 * A reply stays with its person, what nobody asked for goes where the household allowed it: by its own order, an account that only
 * stands for a phone number last. On another channel a stretch of its own carries it on; that of its old channel no longer counts it.
 */
async function move(db: Db, { wanted }: { wanted: Prisma.Sql }): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    WITH wanted AS (${wanted}),
    target AS (
      SELECT w.id, w.lane, w.mailing_id, w.channel AS was, b.id AS account_id, b.channel FROM wanted w
      JOIN channel_account a ON a.id = w.account_id JOIN household h ON h.id = a.household_id
      CROSS JOIN LATERAL (
        SELECT b.id, b.channel FROM channel_account b
        WHERE b.household_id = a.household_id AND b.id <> a.id AND b.status = 'active' AND b.channel <> 'terminal'
          AND b.channel = COALESCE(w.wish, b.channel)
          AND CASE w.lane WHEN 0 THEN b.person_id = a.person_id ELSE EXISTS (
            SELECT 1 FROM consent s WHERE s.account_id = b.id AND s.withdrawn_at IS NULL
              AND s.purpose = CASE w.lane WHEN 1 THEN 'reminders' ELSE 'announcements' END) END
        ORDER BY ${firstReachedOf('b')} LIMIT 1) AS b),
    moved AS (
      UPDATE delivery d SET account_id = t.account_id, channel = t.channel, state = 'retry', not_before = NULL, error_code = NULL,
        error_detail = NULL, attempts = GREATEST(0, d.attempts - 1)
      FROM target t WHERE d.id = t.id RETURNING d.id, d.account_id, d.channel, d.lane, d.mailing_id, t.was),
    told AS (UPDATE reminder r SET account_id = m.account_id FROM moved m WHERE r.delivery_id = m.id),
    carried AS (
      INSERT INTO chunk (mailing_id, account_id, channel, lane, from_id, to_id)
      SELECT mailing_id, CASE lane WHEN 0 THEN account_id END, channel, lane, id, id FROM moved WHERE channel <> was)
    SELECT id FROM moved`
  return new Set(rows.map((row) => row.id.toString()))
}
