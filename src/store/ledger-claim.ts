import { randomUUID } from 'node:crypto'
import type { Message } from '../conversation/words.ts'
import { hourOf } from '../domain/day.ts'
import { type Lane, lanes } from '../domain/delivery.ts'
import type { ClaimWish, Lease } from '../ports/ledger.ts'
import type { Db } from './db.ts'
import { blockedOf, readdressBlocked } from './ledger-readdress.ts'
import { mayTake } from './who-may-take.ts'

interface ClaimedRow {
  id: bigint
  lane: Lane
  from_id: bigint
  to_id: bigint
  was: string
  body: Message | null
}

/** Takes stretches for one sender, `FOR UPDATE SKIP LOCKED`: two senders never get the same. */
export async function claim(db: Db, wish: ClaimWish): Promise<Lease[]> {
  const leaseId = randomUUID()
  const rows = wish.lanes.includes(lanes.reply)
    ? await claimReplies(db, wish, leaseId)
    : await claimOfMailing(db, wish, leaseId)
  if (rows.length === 0 && !wish.lanes.includes(lanes.reply)) await endMailings(db)
  const dead = rows.filter((r) => r.was === 'leased').map((r) => r.id)
  if (dead.length > 0) await takeOver(db, { dead, channel: wish.channel, now: wish.now })
  return Promise.all(rows.map(async (row) => leaseOf(row, { leaseId, ids: await waiting(db, row, wish.now) })))
}

function leaseOf({ id, lane, body }: ClaimedRow, of: { leaseId: string; ids: string[] }): Lease {
  return { chunkId: id.toString(), lane, ...of, ...(body ? { body } : {}) }
}

async function claimReplies(db: Db, { channel, limit, now, until }: ClaimWish, leaseId: string): Promise<ClaimedRow[]> {
  return db.$queryRaw<ClaimedRow[]>`
    WITH next AS (
      SELECT c.id, c.state FROM chunk c
      WHERE c.state <> 'done' AND c.lane = ${lanes.reply}::smallint AND c.channel = ${channel}
        AND (c.state = 'ready' OR c.lease_until < ${now}) AND (c.not_before IS NULL OR c.not_before <= ${now})
        AND NOT EXISTS (SELECT 1 FROM chunk e WHERE e.account_id = c.account_id AND e.id < c.id AND e.state <> 'done')
      ORDER BY c.id LIMIT ${limit} FOR UPDATE OF c SKIP LOCKED)
    UPDATE chunk c SET state = 'leased', lease_id = ${leaseId}::uuid, lease_until = ${until}, attempts = attempts + 1
    FROM next WHERE c.id = next.id RETURNING c.id, c.lane, c.from_id, c.to_id, next.state AS was, NULL AS body`
}

/** The mailings that may go now, in the order in which they take turns, and of the first that has one its oldest stretch. */
async function claimOfMailing(db: Db, wish: ClaimWish, leaseId: string): Promise<ClaimedRow[]> {
  const { channel, now, until } = wish
  return db.$queryRaw<ClaimedRow[]>`
    WITH next AS MATERIALIZED (
      SELECT c.id, c.state, m.id AS mailing_id, m.body FROM (
        SELECT m.id, m.lane, m.body FROM mailing m LEFT JOIN transaction_office o ON o.id = m.office_id
        WHERE m.status = 'running' AND m.lane = ANY(${[...wish.lanes]}::smallint[])
          AND (o.id IS NULL OR ${hourOf(now)}::int BETWEEN o.quiet_until AND o.quiet_from - 1)
        ORDER BY m.lane, m.served_at NULLS FIRST, m.id) AS m
      CROSS JOIN LATERAL (
        SELECT c.id, c.state FROM chunk c
        WHERE c.mailing_id = m.id AND c.channel = ${channel} AND c.state <> 'done'
          AND (c.state = 'ready' OR c.lease_until < ${now}) AND (c.not_before IS NULL OR c.not_before <= ${now})
        ORDER BY c.id LIMIT 1 FOR UPDATE SKIP LOCKED) AS c
      LIMIT 1),
    served AS (UPDATE mailing m SET served_at = clock_timestamp() FROM next WHERE m.id = next.mailing_id)
    UPDATE chunk c SET state = 'leased', lease_id = ${leaseId}::uuid, lease_until = ${until}, attempts = attempts + 1
    FROM next WHERE c.id = next.id RETURNING c.id, c.lane, c.from_id, c.to_id, next.state AS was, next.body`
}

/**
 * A mailing without an open stretch has come to its end, but for what met accounts that are blocked: another one of the household may take
 * it. Found by whoever looks for work, so that no death between two steps leaves one open.
 */
async function endMailings(db: Db): Promise<void> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    SELECT m.id FROM mailing m
    WHERE m.status = 'running' AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.mailing_id = m.id AND c.state <> 'done')`
  if (rows.length === 0) return
  const ended = rows.map((row) => row.id)
  await readdressBlocked(db, ended)
  await db.$executeRaw`
    UPDATE mailing m SET status = 'done'
    WHERE m.id = ANY(${ended}::bigint[]) AND m.status = 'running'
      AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.mailing_id = m.id AND c.state <> 'done')
      AND NOT EXISTS (
        SELECT 1 FROM (${blockedOf(ended)}) AS d JOIN channel_account a ON a.id = d.account_id
        JOIN channel_account b ON ${mayTake} WHERE d.mailing_id = m.id)`
}

/** What a dead holder was sending may have arrived. It is sent once more where that is allowed, else held for staff to see. */
async function takeOver(
  db: Db,
  { dead, channel, now }: { dead: readonly bigint[]; channel: string; now: Date },
): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET doubts = d.doubts + 1, error_code = 'uncertain',
      state = CASE WHEN COALESCE(m.on_uncertain, 'resend') = 'resend' AND d.doubts = 0 THEN 'retry' ELSE 'uncertain' END,
      not_before = CASE WHEN m.lane = 1 AND d.doubts = 0 THEN ${now}::timestamptz + interval '10 minutes' END
    FROM chunk c LEFT JOIN mailing m ON m.id = c.mailing_id
    WHERE c.id = ANY(${[...dead]}::bigint[]) AND d.id BETWEEN c.from_id AND c.to_id
      AND d.mailing_id IS NOT DISTINCT FROM c.mailing_id AND d.channel = c.channel AND d.state = 'sending'`
  await db.$executeRaw`
    INSERT INTO bucket (name, tokens, rate, updated_at, takeovers) VALUES (${channel}, 0, 0, clock_timestamp(), ${dead.length})
    ON CONFLICT (name) DO UPDATE SET takeovers = bucket.takeovers + ${dead.length}`
}

/** The deliveries of a stretch that may go now. A stretch of one needs no question: its intent asks the state again. */
async function waiting(db: Db, { id, from_id, to_id }: ClaimedRow, now: Date): Promise<string[]> {
  if (from_id === to_id) return [from_id.toString()]
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    SELECT d.id FROM chunk c
    JOIN delivery d ON d.id BETWEEN c.from_id AND c.to_id AND d.mailing_id IS NOT DISTINCT FROM c.mailing_id
      AND d.channel = c.channel
    WHERE c.id = ${id} AND d.state IN ('pending', 'retry') AND (d.not_before IS NULL OR d.not_before <= ${now})
    ORDER BY d.id`
  return rows.map((r) => r.id.toString())
}
