import { type DeliveryState, deliveryStates } from '../domain/delivery.ts'
import type { Announcements, ChannelPace, Progress } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { type DeliveryCount, makeDeliveryCounts } from './delivery-counts.ts'
import { rateLeft } from './rate-left.ts'

/** How far mailings have come. Keep what this gives: it remembers what need not be counted again. */
export function makeProgress(db: Db): Announcements['progress'] {
  const countsOf = makeDeliveryCounts(db)
  return async (mailingId, now) => {
    const counts = await countsOf(key(mailingId), now)
    return { ...progressOf(counts), channels: await channelsOf(db, mailingId, now) }
  }
}

function progressOf(counts: readonly DeliveryCount[]): Omit<Progress, 'channels'> {
  const putOff = counts.find((r) => r.state === 'retry' && r.code === 'too_often')
  const tried = counts.flatMap((r) => r.triedAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0]
  return {
    states: statesOf(counts),
    reasons: counts
      .flatMap(({ state, code, count }) => (code === null ? [] : [{ state, code, count }]))
      .filter(({ state }) => state !== 'sent' && state !== 'sending')
      .sort((a, b) => b.count - a.count),
    ...(putOff?.firstAt ? { putOff: { count: putOff.count, from: putOff.firstAt } } : {}),
    lastMinute: counts.reduce((sum, r) => sum + r.lastMinute, 0),
    ...(tried ? { triedAt: tried } : {}),
  }
}

function statesOf(counts: readonly DeliveryCount[]): Record<DeliveryState, number> {
  const countOf = (state: DeliveryState) => counts.filter((r) => r.state === state).reduce((sum, r) => sum + r.count, 0)
  const pairs = deliveryStates.map((state) => [state, countOf(state)])
  return Object.fromEntries(pairs) as Record<DeliveryState, number>
}

/** A pause of a bucket is kept by the clock of the database; a demo's clock is another one. */
async function channelsOf(db: Db, mailingId: string, now: Date): Promise<ChannelPace[]> {
  const rows = await db.$queryRaw<{ channel: ChannelId; perSecond: number | null; heldUntil: Date | null }[]>`
    SELECT c.channel, NULLIF(b.rate, 0) * ${Prisma.raw(rateLeft('b', 'clock_timestamp()'))} AS "perSecond",
      ${now}::timestamptz + (GREATEST(b.paused_until, b.bulk_paused_until) - clock_timestamp()) AS "heldUntil"
    FROM (SELECT DISTINCT channel FROM chunk WHERE mailing_id = ${key(mailingId)} AND state <> 'done') AS c
    LEFT JOIN bucket b ON b.name = c.channel ORDER BY c.channel`
  return rows.map(({ channel, perSecond, heldUntil }) => ({
    channel,
    ...(perSecond === null ? {} : { perSecond }),
    ...(heldUntil !== null && heldUntil > now ? { heldUntil } : {}),
  }))
}
