import type { ChannelId, SendErrorCode } from '../ports/channel.ts'
import type { ChannelDesk, ChannelFigures } from '../ports/channel-desk.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { rateLeft } from './rate-left.ts'

/** So many of the newest rows are looked at: enough for "lately", and no full read of a large table. */
const newest = 20_000

/** What a person did themselves, such as blocking us, is no failure of the channel. */
const ofTheChannel: readonly SendErrorCode[] = [
  'too_many',
  'content',
  'unauthorized',
  'conflict',
  'refused',
  'unreachable',
  'uncertain',
]

/** How each channel goes, read from what is kept. Pauses are reckoned by the clock of the database, as they were written. */
export function channelFigures(db: Db): ChannelDesk['figures'] {
  return async () => {
    const all: Partial<Record<ChannelId, ChannelFigures>> = {}
    const add = (channel: ChannelId, figures: ChannelFigures) => {
      all[channel] = { ...all[channel], ...figures }
    }
    for (const { channel, at } of await lastInbound(db)) add(channel, { lastInboundAt: at })
    for (const { channel, ...pace } of await paces(db))
      add(channel, { pace: { ...pace, refused: Number(pace.refused) } })
    for (const { channel, ...lastError } of await lastErrors(db)) add(channel, { lastError })
    return all
  }
}

function lastInbound(db: Db): Promise<{ channel: ChannelId; at: Date }[]> {
  return db.$queryRaw`
    SELECT channel, max(received_at) AS at FROM (
      SELECT channel, received_at FROM inbox WHERE body -> 'what' ->> 'kind' <> 'agent' ORDER BY id DESC LIMIT ${newest}) AS came
    GROUP BY channel`
}

interface PaceRow {
  channel: ChannelId
  perSecond: number
  refused: bigint
  pausedSeconds: number
  breakerSeconds: number
}

function paces(db: Db): Promise<PaceRow[]> {
  return db.$queryRaw`
    SELECT name AS channel, refused, rate * ${Prisma.raw(rateLeft('bucket', 'clock_timestamp()'))} AS "perSecond",
      GREATEST(0, COALESCE(extract(epoch FROM paused_until - clock_timestamp()), 0))::float8 AS "pausedSeconds",
      GREATEST(0, COALESCE(extract(epoch FROM bulk_paused_until - clock_timestamp()), 0))::float8 AS "breakerSeconds"
    FROM bucket`
}

function lastErrors(db: Db): Promise<{ channel: ChannelId; code: string; detail: string; at: Date }[]> {
  return db.$queryRaw`
    SELECT DISTINCT ON (channel) channel, error_code AS code, COALESCE(error_detail, '') AS detail, COALESCE(tried_at, created_at) AS at
    FROM (SELECT * FROM delivery ORDER BY id DESC LIMIT ${newest}) AS sent
    WHERE error_code = ANY(${[...ofTheChannel]}) ORDER BY channel, COALESCE(tried_at, created_at) DESC`
}
