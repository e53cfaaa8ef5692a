import type { Message } from '../conversation/words.ts'
import { addDays, atHour, dayOf, hourOf } from '../domain/day.ts'
import type { Lane } from '../domain/delivery.ts'
import type { Held, Intended, Sending } from '../ports/ledger.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { paidSinceFigures } from './payments.ts'
import { purposeOf } from './who-may-take.ts'

/** Two messages to one account that nobody asked for are this far apart, in milliseconds: Telegram wants about a second between them. */
const apartMs = 1_000

interface IntentRow {
  id: bigint
  chunk: bigint
  account_id: bigint
  address: string
  lang: string
  body: Message | null
  lane: Lane
  mailing_id: bigint | null
  attempts: number
  doubts: number
  on_uncertain: Sending['onUncertain']
  heard_at: Date | null
  state: string
}

/**
 * The rules, asked once more at the moment of intent and under the row's lock: what they say is on record before anything is sent.
 * `why` is what staff read in the results: blocked, deactivated, expired, no_consent, not_linked, no_longer_due, figures_changed,
 * stale_figures, paid_since, paused, spoken_since, too_often (another day), too_soon (the next second).
 */
export async function intend(db: Db, held: readonly Held[], now: Date): Promise<Intended> {
  const nextDay = atHour(addDays(dayOf(now), 1), 0)
  const rows = await db.$queryRaw<IntentRow[]>`
    WITH held AS (
      SELECT w.id, w.chunk FROM unnest(${held.map((h) => key(h.id))}::bigint[], ${held.map((h) => key(h.lease.chunkId))}::bigint[],
          ${held.map((h) => h.lease.leaseId)}::uuid[]) AS w(id, chunk, lease)
      JOIN chunk c ON c.id = w.chunk AND c.lease_id = w.lease AND c.lease_until > ${now}
      LEFT JOIN mailing m ON m.id = c.mailing_id LEFT JOIN transaction_office o ON o.id = m.office_id
      WHERE (m.id IS NULL OR m.status = 'running')
        AND (o.id IS NULL OR ${hourOf(now)}::int BETWEEN o.quiet_until AND o.quiet_from - 1)),
    due AS (
      SELECT d.id, held.chunk, a.address, a.lang,
        CASE WHEN NOT a.by_phone AND a.shut_at IS NULL THEN a.last_seen_at END AS heard_at,
        COALESCE(m.on_uncertain, 'resend') AS on_uncertain, COALESCE(o.quiet_until, 7) AS opens,
        ${verdict(now)} AS why
      FROM held JOIN delivery d ON d.id = held.id AND d.state IN ('pending', 'retry')
      JOIN channel_account a ON a.id = d.account_id
      LEFT JOIN mailing m ON m.id = d.mailing_id LEFT JOIN transaction_office o ON o.id = m.office_id
      FOR UPDATE OF d)
    UPDATE delivery d SET
      state = CASE WHEN why = 'go' THEN 'sending' WHEN why IN ('too_often', 'too_soon') THEN 'retry'
        WHEN why IN ('blocked', 'deactivated') THEN 'blocked' WHEN why = 'spoken_since' THEN 'uncertain' ELSE 'skipped' END,
      attempts = d.attempts + CASE WHEN why = 'go' THEN 1 ELSE 0 END,
      tried_at = CASE WHEN why = 'go' THEN ${now}::timestamptz ELSE d.tried_at END,
      not_before = CASE why WHEN 'too_often' THEN ${nextDay}::timestamptz + make_interval(hours => opens)
        WHEN 'too_soon' THEN ${new Date(now.getTime() + apartMs)}::timestamptz END,
      error_code = NULLIF(why, 'go')
    FROM due WHERE d.id = due.id
    RETURNING d.id, due.chunk, d.account_id, due.address, due.lang, d.body, d.lane, d.mailing_id, d.attempts, d.doubts,
      due.on_uncertain, due.heard_at, d.state`
  const bodies = new Map(held.map(({ lease }) => [lease.chunkId, lease.body]))
  return { seen: rows.length, sending: rows.filter((r) => r.state === 'sending').map((row) => sendingOf(row, bodies)) }
}

const reminded = Prisma.sql`SELECT 1 FROM reminder r JOIN loan l ON l.id = r.loan_id`

/** Paid, or in trouble by now. One of the loans of a message is enough: what is left of it is planned anew. Interest alone names no principal. */
const isOver = Prisma.sql`(l.status <> 'normal' OR CASE WHEN r.named_principal = 0 THEN l.interest_due <= 0
  ELSE l.next_due_date IS DISTINCT FROM r.due_date OR COALESCE(l.next_principal, 0) + l.interest_due <= 0 END)`

/** Another amount than the message names. */
const isOtherwise = Prisma.sql`(l.interest_due <> r.named_interest
  OR r.named_principal > 0 AND l.next_principal IS DISTINCT FROM r.named_principal)`

/** A word about payments of another household than the account is linked to by now. */
const ofAnother = Prisma.sql`EXISTS (SELECT 1 FROM payment_receipt y
  WHERE y.id = CASE WHEN d.dedupe_key LIKE 'receipt:%' THEN substring(d.dedupe_key FROM 9)::bigint END AND y.household_id <> a.household_id)`

/** What stands against one delivery, the first that holds; 'go' when nothing does. Written over `d` delivery, `a` account, `m` mailing, `o` office. */
function verdict(now: Date): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN a.status = 'gone' THEN 'deactivated' WHEN a.status <> 'active' THEN 'blocked'
    WHEN m.not_after < ${now} THEN 'expired'
    WHEN d.lane = 0 THEN 'go'
    WHEN NOT EXISTS (
      SELECT 1 FROM consent s WHERE s.account_id = a.id AND s.withdrawn_at IS NULL AND s.purpose = ${purposeOf})
      AND NOT ${leadsThere} THEN 'no_consent'
    WHEN d.lane = 1 AND m.kind IS DISTINCT FROM 'request' AND NOT ${leadsThere} AND (a.household_id IS NULL OR EXISTS (
      SELECT 1 FROM reminder r JOIN loan l ON l.id = r.loan_id
      WHERE r.delivery_id = d.id AND l.household_id <> a.household_id) OR ${ofAnother}) THEN 'not_linked'
    WHEN d.lane = 1 AND EXISTS (${reminded} WHERE r.delivery_id = d.id AND ${isOver}) THEN 'no_longer_due'
    WHEN d.lane = 1 AND EXISTS (${reminded} WHERE r.delivery_id = d.id AND ${isOtherwise}) THEN 'figures_changed'
    WHEN d.lane = 1 AND EXISTS (
      ${reminded} WHERE r.delivery_id = d.id AND l.as_of + o.figures_max_age < ${dayOf(now)}::date) THEN 'stale_figures'
    WHEN d.lane = 1 AND EXISTS (${reminded} WHERE r.delivery_id = d.id AND ${paidSinceFigures}) THEN 'paid_since'
    WHEN d.lane = 1 AND EXISTS (
      ${reminded} JOIN household h ON h.id = l.household_id JOIN reminder_pause p ON p.commune_id = h.commune_id
      WHERE r.delivery_id = d.id AND ${dayOf(now)}::date BETWEEN p.since AND COALESCE(p.until, 'infinity')) THEN 'paused'
    WHEN d.lane = 1 AND d.doubts > 0 AND (a.last_seen_at > d.tried_at OR EXISTS (
      SELECT 1 FROM inbox i WHERE i.channel = a.channel AND i.address = a.address AND i.received_at > d.tried_at
        AND i.body -> 'what' ->> 'kind' NOT IN ('agent', 'withdrawn'))) THEN 'spoken_since'
    WHEN d.lane = 2 AND (
      SELECT count(*) FROM delivery s
      WHERE s.account_id IN (SELECT a.id UNION SELECT b.id FROM channel_account b WHERE b.household_id = a.household_id)
        AND s.lane = 2 AND s.sent_at >= ${atHour(dayOf(now), 0)}) >= COALESCE(o.announcements_per_day, 3) THEN 'too_often'
    WHEN EXISTS (
      SELECT 1 FROM delivery s WHERE s.account_id = a.id AND s.lane > 0
        AND s.tried_at > ${new Date(now.getTime() - apartMs)} AND s.id <> d.id) THEN 'too_soon'
    ELSE 'go' END`
}

/** Who leads a group is told of its sessions as a leader: no consent to reminders, and no loan of their own, is asked for. */
const leadsThere = Prisma.sql`(m.kind IS NOT DISTINCT FROM 'session' AND EXISTS (
  SELECT 1 FROM group_role g WHERE g.account_id = a.id AND g.ended_at IS NULL))`

/** Without words of its own a delivery says what all of its stretch say; with neither, nothing, which no channel sends. */
function sendingOf(row: IntentRow, bodies: Map<string, Message | undefined>): Sending {
  const chunkId = row.chunk.toString()
  return {
    deliveryId: row.id.toString(),
    chunkId,
    accountId: row.account_id.toString(),
    address: row.address,
    lang: row.lang,
    message: row.body ?? bodies.get(chunkId) ?? { parts: [] },
    lane: row.lane,
    ofMailing: row.mailing_id !== null,
    attempts: row.attempts,
    doubts: row.doubts,
    onUncertain: row.on_uncertain,
    ...(row.heard_at === null ? {} : { heardAt: row.heard_at }),
  }
}
