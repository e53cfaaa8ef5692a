import { randomUUID } from 'node:crypto'
import type { Message } from '../conversation/words.ts'
import type { Lane } from '../domain/delivery.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Lease, Ledger, Sending, Settlement } from '../ports/ledger.ts'
import { type Db, key } from './db.ts'

/** The outbox ledger as the senders use it, in PostgreSQL. Every statement stands alone: none is open while a message is sent. */
export function prismaLedger(db: Db): Ledger {
  return {
    claim: (wish) => claim(db, wish),
    waiting: async (lease, { limit, now }) => {
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        SELECT d.id FROM chunk c
        JOIN delivery d ON d.id BETWEEN c.from_id AND c.to_id AND d.mailing_id IS NOT DISTINCT FROM c.mailing_id
          AND d.channel = c.channel
        LEFT JOIN mailing m ON m.id = c.mailing_id
        WHERE c.id = ${key(lease.chunkId)} AND d.state IN ('pending', 'retry') AND (d.not_before IS NULL OR d.not_before <= ${now})
          AND (m.id IS NULL OR m.status = 'running')
        ORDER BY d.id LIMIT ${limit}`
      return rows.map((r) => r.id.toString())
    },
    intend: (lease, ids, now) => intend(db, lease, { ids, now }),
    settle: (results, now) => settle(db, results, now),
    renew: async (lease, until) => {
      const held = await db.chunk.updateMany({
        where: { id: key(lease.chunkId), leaseId: lease.leaseId },
        data: { leaseUntil: until },
      })
      return held.count === 1
    },
    release: (lease) => release(db, lease),
    pauseMailingOf: async (deliveryId, reason) => {
      await db.$executeRaw`
        UPDATE mailing SET status = 'paused', pause_reason = ${reason}
        WHERE status = 'running' AND id = (SELECT mailing_id FROM delivery WHERE id = ${key(deliveryId)})`
    },
    ready: async (channels, now) => {
      const rows = await db.$queryRaw<{ lane: Lane }[]>`
        SELECT DISTINCT c.lane FROM chunk c LEFT JOIN mailing m ON m.id = c.mailing_id
        WHERE c.channel = ANY(${[...channels]}) AND c.state <> 'done' AND (m.id IS NULL OR m.status = 'running')
          AND (c.not_before IS NULL OR c.not_before <= ${now}) AND (c.state = 'ready' OR c.lease_until < ${now})`
      return rows.map((r) => r.lane)
    },
  }
}

/** Lanes first, then the order of writing. A reply waits for the earlier replies to the same account. */
async function claim(db: Db, wish: Parameters<Ledger['claim']>[0]): Promise<Lease | undefined> {
  const leaseId = randomUUID()
  const rows = await db.$queryRaw<{ id: bigint; channel: ChannelId; lane: Lane; was: string }[]>`
    WITH next AS (
      SELECT c.id, c.state FROM chunk c LEFT JOIN mailing m ON m.id = c.mailing_id
      WHERE c.state <> 'done' AND c.lane = ANY(${[...wish.lanes]}) AND c.channel = ANY(${[...wish.channels]})
        AND (c.state = 'ready' OR c.lease_until < ${wish.now}) AND (c.not_before IS NULL OR c.not_before <= ${wish.now})
        AND (m.id IS NULL OR m.status = 'running')
        AND NOT EXISTS (SELECT 1 FROM chunk e WHERE e.account_id = c.account_id AND e.id < c.id AND e.state <> 'done')
      ORDER BY c.lane, c.id LIMIT 1 FOR UPDATE OF c SKIP LOCKED)
    UPDATE chunk c SET state = 'leased', lease_id = ${leaseId}::uuid, lease_until = ${wish.until}, attempts = attempts + 1
    FROM next WHERE c.id = next.id RETURNING c.id, c.channel, c.lane, next.state AS was`
  const row = rows[0]
  if (!row) return undefined
  const lease = {
    chunkId: row.id.toString(),
    leaseId,
    channel: row.channel,
    lane: row.lane,
    takenOver: row.was === 'leased',
  }
  if (lease.takenOver) await doubtWhatWasLeft(db, lease, wish.now)
  return lease
}

/** What a dead holder was sending may have arrived. It is sent once more where that is allowed, else held for staff to see. */
async function doubtWhatWasLeft(db: Db, lease: Lease, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET doubts = d.doubts + 1, error_code = 'uncertain',
      state = CASE WHEN COALESCE(m.on_uncertain, 'resend') = 'resend' AND d.doubts = 0 THEN 'retry' ELSE 'uncertain' END,
      not_before = CASE WHEN m.kind = 'reminder' THEN ${now}::timestamptz + interval '10 minutes' END
    FROM chunk c LEFT JOIN mailing m ON m.id = c.mailing_id
    WHERE c.id = ${key(lease.chunkId)} AND d.id BETWEEN c.from_id AND c.to_id
      AND d.mailing_id IS NOT DISTINCT FROM c.mailing_id AND d.channel = c.channel AND d.state = 'sending'`
}

interface IntentRow {
  id: bigint
  account_id: bigint
  address: string
  lang: string
  message: Message
  attempts: number
  doubts: number
  on_uncertain: Sending['onUncertain']
  state: string
}

/** The rules are asked once more at the moment of intent: the lease, the account, and the consent that the lane needs. */
async function intend(db: Db, lease: Lease, { ids, now }: { ids: readonly string[]; now: Date }): Promise<Sending[]> {
  const rows = await db.$queryRaw<IntentRow[]>`
    WITH due AS (
      SELECT d.id, a.address, a.lang, COALESCE(d.body, m.body) AS message, COALESCE(m.on_uncertain, 'resend') AS on_uncertain,
        CASE WHEN a.status <> 'active' THEN 'blocked'
             WHEN m.not_after < ${now} THEN 'skipped'
             WHEN d.lane > 0 AND NOT EXISTS (
               SELECT 1 FROM consent s WHERE s.account_id = a.id AND s.withdrawn_at IS NULL
                 AND s.purpose = CASE d.lane WHEN 1 THEN 'reminders' ELSE 'announcements' END) THEN 'skipped'
             WHEN d.lane = 1 AND a.household_id IS NULL THEN 'skipped'
             ELSE 'sending' END AS verdict
      FROM delivery d JOIN channel_account a ON a.id = d.account_id LEFT JOIN mailing m ON m.id = d.mailing_id
      WHERE d.id = ANY(${ids.map(key)}) AND d.state IN ('pending', 'retry')
        AND EXISTS (SELECT 1 FROM chunk WHERE id = ${key(lease.chunkId)} AND lease_id = ${lease.leaseId}::uuid AND lease_until > ${now})
      FOR UPDATE OF d)
    UPDATE delivery d SET state = due.verdict, not_before = NULL,
      attempts = d.attempts + CASE due.verdict WHEN 'sending' THEN 1 ELSE 0 END,
      error_code = CASE due.verdict WHEN 'sending' THEN NULL WHEN 'blocked' THEN 'blocked' ELSE 'not_allowed' END
    FROM due WHERE d.id = due.id
    RETURNING d.id, d.account_id, due.address, due.lang, due.message, d.attempts, d.doubts, due.on_uncertain, d.state`
  return rows.filter((r) => r.state === 'sending').map(sendingOf)
}

function sendingOf(row: IntentRow): Sending {
  return {
    deliveryId: row.id.toString(),
    accountId: row.account_id.toString(),
    address: row.address,
    lang: row.lang,
    message: row.message,
    attempts: row.attempts,
    doubts: row.doubts,
    onUncertain: row.on_uncertain,
  }
}

/** Results go in as one array. A late result of a lost holder may still turn a doubt into certainty. */
async function settle(db: Db, results: readonly Settlement[], now: Date): Promise<void> {
  if (results.length === 0) return
  await db.$executeRaw`
    UPDATE delivery d SET state = r.state, not_before = r."notBefore", message_id = r."messageId",
      error_code = r."errorCode", error_detail = left(r."errorDetail", 500),
      attempts = d.attempts - CASE WHEN r.uncounted THEN 1 ELSE 0 END,
      doubts = d.doubts + CASE WHEN r.doubt THEN 1 ELSE 0 END,
      sent_at = CASE WHEN r.state = 'sent' THEN ${now}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
      AS r("deliveryId" bigint, state text, "notBefore" timestamptz, uncounted boolean, doubt boolean,
           "messageId" text, "errorCode" text, "errorDetail" text)
    WHERE d.id = r."deliveryId" AND (d.state = 'sending' OR (d.state = 'uncertain' AND r.state = 'sent'))`
  const lost = results.filter((r) => r.account !== undefined)
  for (const r of lost)
    await db.channelAccount.update({ where: { id: key(r.accountId) }, data: { status: r.account! } })
}

async function release(db: Db, lease: Lease): Promise<void> {
  await db.$executeRaw`
    UPDATE chunk c SET lease_id = NULL, lease_until = NULL,
      state = CASE WHEN open.rows > 0 THEN 'ready' ELSE 'done' END, not_before = open.first
    FROM (SELECT count(d.id) AS rows, min(d.not_before) AS first FROM chunk k
          LEFT JOIN delivery d ON d.id BETWEEN k.from_id AND k.to_id AND d.mailing_id IS NOT DISTINCT FROM k.mailing_id
            AND d.channel = k.channel AND d.state IN ('pending', 'retry')
          WHERE k.id = ${key(lease.chunkId)}) AS open
    WHERE c.id = ${key(lease.chunkId)} AND c.lease_id = ${lease.leaseId}::uuid`
  await db.$executeRaw`
    UPDATE mailing m SET status = 'done' FROM chunk c
    WHERE c.id = ${key(lease.chunkId)} AND m.id = c.mailing_id AND m.status = 'running'
      AND NOT EXISTS (SELECT 1 FROM chunk o WHERE o.mailing_id = m.id AND o.state <> 'done')`
}
