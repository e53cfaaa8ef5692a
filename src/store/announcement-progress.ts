import { type DeliveryState, deliveryStates } from '../domain/delivery.ts'
import type { ChannelPace, Progress } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import { type Db, key } from './db.ts'

interface Row {
  state: DeliveryState
  code: string | null
  count: bigint
  lastMinute: bigint
  from: Date | null
  triedAt: Date | null
}

/**
 * How far a mailing has come: all of it in one pass, since no index knows the states (one that did would slow every message).
 * A million deliveries take a quarter of a second on two cores, so that whoever follows a sending must not ask all the time.
 */
export async function progress(db: Db, mailingId: string, now: Date): Promise<Progress> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT state, error_code AS code, count(*) AS count, count(*) FILTER (WHERE sent_at > ${new Date(now.getTime() - 60_000)}) AS "lastMinute",
      min(not_before) AS from, max(tried_at) AS "triedAt"
    FROM delivery WHERE mailing_id = ${key(mailingId)} GROUP BY state, error_code`
  const counted = rows.map((row) => ({ ...row, count: Number(row.count) }))
  const putOff = counted.find((r) => r.state === 'retry' && r.code === 'too_often')
  const tried = rows.flatMap((r) => r.triedAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0]
  return {
    states: statesOf(counted),
    reasons: counted
      .filter((r): r is typeof r & { code: string } => r.code !== null && r.state !== 'sent' && r.state !== 'sending')
      .map(({ state, code, count }) => ({ state, code, count }))
      .sort((a, b) => b.count - a.count),
    ...(putOff?.from ? { putOff: { count: putOff.count, from: putOff.from } } : {}),
    lastMinute: rows.reduce((sum, r) => sum + Number(r.lastMinute), 0),
    ...(tried ? { triedAt: tried } : {}),
    channels: await channelsOf(db, mailingId, now),
  }
}

function statesOf(rows: readonly { state: DeliveryState; count: number }[]): Record<DeliveryState, number> {
  const countOf = (state: DeliveryState) => rows.filter((r) => r.state === state).reduce((sum, r) => sum + r.count, 0)
  const pairs = deliveryStates.map((state) => [state, countOf(state)])
  return Object.fromEntries(pairs) as Record<DeliveryState, number>
}

/** A pause of a bucket is kept by the clock of the database; a demo's clock is another one. */
async function channelsOf(db: Db, mailingId: string, now: Date): Promise<ChannelPace[]> {
  const rows = await db.$queryRaw<{ channel: ChannelId; perSecond: number | null; heldUntil: Date | null }[]>`
    SELECT c.channel, NULLIF(b.rate, 0) * b.factor AS "perSecond",
      ${now}::timestamptz + (GREATEST(b.paused_until, b.bulk_paused_until) - clock_timestamp()) AS "heldUntil"
    FROM (SELECT DISTINCT channel FROM chunk WHERE mailing_id = ${key(mailingId)} AND state <> 'done') AS c
    LEFT JOIN bucket b ON b.name = c.channel ORDER BY c.channel`
  return rows.map(({ channel, perSecond, heldUntil }) => ({
    channel,
    ...(perSecond === null ? {} : { perSecond }),
    ...(heldUntil !== null && heldUntil > now ? { heldUntil } : {}),
  }))
}
