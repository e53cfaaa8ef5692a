import type { Lease, Ledger, Settlement } from '../ports/ledger.ts'
import { type Db, key } from './db.ts'
import { claim } from './ledger-claim.ts'
import { intend } from './ledger-intent.ts'
import { readdress } from './ledger-readdress.ts'

/** The outbox ledger as the senders use it, in PostgreSQL. Every statement stands alone: none is open while a message is sent. */
export function prismaLedger(db: Db): Ledger {
  return {
    claim: (wish) => claim(db, wish),
    intend: (held, now) => intend(db, held, now),
    settle: (results, now) => settle(db, results, now),
    readdress: (wishes) => readdress(db, wishes),
    renew: async (leases, until) => {
      const renewed = await db.$executeRaw`
        UPDATE chunk c SET lease_until = ${until} FROM unnest(${ids(leases)}::bigint[], ${leaseIds(leases)}::uuid[]) AS l(chunk, lease)
        WHERE c.id = l.chunk AND c.lease_id = l.lease`
      return renewed === leases.length
    },
    release: (leases) => release(db, leases),
    pauseMailingOf: async (deliveryId, reason) => {
      await db.$executeRaw`
        UPDATE mailing SET status = 'paused', pause_reason = ${reason}
        WHERE status = 'running' AND id = (SELECT mailing_id FROM delivery WHERE id = ${key(deliveryId)})`
    },
  }
}

/** Results go in as one array. A late result of a lost holder may still turn a doubt into certainty, as long as nobody has tried again. */
async function settle(db: Db, results: readonly Settlement[], now: Date): Promise<void> {
  if (results.length === 0) return
  await db.$executeRaw`
    UPDATE delivery d SET state = r.state, not_before = r."notBefore", message_id = r."messageId",
      error_code = r."errorCode", error_detail = left(r."errorDetail", 500),
      attempts = d.attempts - CASE WHEN r.uncounted THEN 1 ELSE 0 END,
      doubts = d.doubts + CASE WHEN r.doubt THEN 1 ELSE 0 END,
      sent_at = CASE WHEN r.state = 'sent' THEN ${now}::timestamptz END,
      way = COALESCE(r.charge ->> 'way', d.way), cost_class = COALESCE(r.charge ->> 'costClass', d.cost_class),
      cost_dong = CASE WHEN r.charge IS NULL THEN d.cost_dong ELSE COALESCE(d.cost_dong, 0) + (r.charge ->> 'dong')::int END
    FROM jsonb_to_recordset(${JSON.stringify(results.map(storable))}::jsonb)
      AS r("deliveryId" bigint, state text, "notBefore" timestamptz, uncounted boolean, doubt boolean,
           "messageId" text, "errorCode" text, "errorDetail" text, attempt int, charge jsonb)
    WHERE d.id = r."deliveryId" AND d.attempts = r.attempt
      AND (d.state = 'sending' OR (r.state = 'sent' AND d.doubts > 0 AND d.state IN ('uncertain', 'retry')))`
  for (const { accountId, account, movedTo, shut } of results) {
    const data = { ...(account ? { status: account } : {}), ...(shut ? { shutAt: now } : {}) }
    if (Object.keys(data).length > 0) await db.channelAccount.update({ where: { id: key(accountId) }, data })
    if (movedTo !== undefined) await move(db, accountId, movedTo)
  }
}

/** PostgreSQL keeps no null character, and what a platform says may hold one. */
function storable(result: Settlement): Settlement {
  const { errorDetail } = result
  return errorDetail === undefined ? result : { ...result, errorDetail: errorDetail.replaceAll('\u0000', '') }
}

/** Where another account has that address already, the message finds nobody, and is given up at the next try. */
async function move(db: Db, accountId: string, address: string): Promise<void> {
  await db.$executeRaw`
    UPDATE channel_account a SET address = ${address} WHERE a.id = ${key(accountId)}
      AND NOT EXISTS (SELECT 1 FROM channel_account o WHERE o.channel = a.channel AND o.address = ${address})`
}

async function release(db: Db, leases: readonly Lease[]): Promise<void> {
  await db.$executeRaw`
    UPDATE chunk c SET lease_id = NULL, lease_until = NULL,
      state = CASE WHEN open.rows > 0 THEN 'ready' ELSE 'done' END, not_before = open.first
    FROM unnest(${ids(leases)}::bigint[], ${leaseIds(leases)}::uuid[]) AS l(chunk, lease)
    CROSS JOIN LATERAL (
      SELECT count(d.id) AS rows, CASE WHEN bool_and(d.not_before IS NOT NULL) THEN min(d.not_before) END AS first FROM chunk k
      LEFT JOIN delivery d ON d.id BETWEEN k.from_id AND k.to_id AND d.mailing_id IS NOT DISTINCT FROM k.mailing_id
        AND d.channel = k.channel AND d.state IN ('pending', 'retry')
      WHERE k.id = l.chunk) AS open
    WHERE c.id = l.chunk AND c.lease_id = l.lease`
}

function ids(leases: readonly Lease[]): bigint[] {
  return leases.map((l) => key(l.chunkId))
}

function leaseIds(leases: readonly Lease[]): string[] {
  return leases.map((l) => l.leaseId)
}
