import { atHour, dayOf, hourOf } from '../domain/day.ts'
import type { Check } from '../http/health.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import type { Data } from './open-data.ts'

/** What the checks look at. */
export interface Checked {
  data: Pick<Data, 'store' | 'queues' | 'clock' | 'language'> & { database: Pick<Data['database'], 'pool'> }
  channels: Partial<Record<ChannelId, Channel>>
}

/**
 * Somebody sits in front of their phone: an update is to be answered, and the answer to be sent, within this time. The sweep finds
 * whatever lost its wake-up within seconds, so that after a minute nobody is at work, or the way to the platform is shut.
 */
export const answerSeconds = 60

/**
 * Senders take turns between all that may go, within seconds. The longest that they stand still of themselves is five minutes (the
 * breaker); what nobody has touched for three times as long has no sender.
 */
export const untouchedMinutes = 15

/** What must work before requests are sent here: the parts themselves, and that nothing waits without anybody at work on it. */
export function checks({ data, channels }: Checked): Check[] {
  const troubles = Object.values(channels).map((c) => ({
    name: c.id,
    check: async () => {
      const trouble = c.trouble?.()
      return trouble && `${trouble.code}: ${data.language.say(trouble.staff, 'en')}`
    },
  }))
  return [
    {
      name: 'database',
      check: async () => {
        await data.database.pool.query('SELECT 1')
        return undefined
      },
    },
    { name: 'queue', check: () => data.queues.trouble() },
    {
      name: 'register',
      check: async () =>
        (await data.store.units.communes()).length > 0 ? undefined : 'no office yet: loa import units FILE',
    },
    {
      name: 'reminders',
      check: async () => {
        const standing = await data.store.reminders.standing()
        return (
          standing &&
          `${standing.waiting} reminders stand still since ${standing.since.toISOString()}: ${standing.code}`
        )
      },
    },
    ...waits({ data, channels }),
    ...troubles,
  ]
}

/** The checks of what waits: updates, replies and messages to many. */
export function waits({
  data: { database, clock },
  channels,
}: Pick<Checked, 'channels'> & { data: Pick<Checked['data'], 'database' | 'clock'> }): Check[] {
  const open = Object.values(channels).map((c) => c.id)
  const check = (name: string, what: string, find: (now: Date) => [sql: string, values: unknown[]]) => ({
    name,
    check: async () => {
      const { rows } = await database.pool.query<Late>(...find(clock.now()))
      return rows.length === 0 ? undefined : rows.map((row) => sentence(row, what, open)).join('; ')
    },
  })
  return [
    check('inbox', 'updates without an answer', (now) => [lateUpdates, [before(now, answerSeconds)]]),
    check('replies', 'replies not sent', (now) => [lateReplies, [before(now, answerSeconds), now]]),
    check('mailings', 'messages to many that nobody takes', (now) => [
      lateMailings,
      [now, before(now, untouchedMinutes * 60), atHour(dayOf(now), 0), hourOf(now), open],
    ]),
  ]
}

interface Late {
  channel: ChannelId
  count: string
  since: Date
}

function sentence({ channel, count, since }: Late, what: string, open: readonly ChannelId[]): string {
  const closed = open.includes(channel) ? '' : ', which is closed here'
  return `${channel}${closed}: ${what}: ${count}, since ${since.toISOString()}`
}

function before(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000)
}

const lateUpdates = `
  SELECT channel, count(*) AS count, min(received_at) AS since FROM inbox
  WHERE processed_at IS NULL AND received_at < $1 GROUP BY channel ORDER BY channel`

/** A chat that the platform wants left alone for a while is not what is wrong here. */
const lateReplies = `
  SELECT d.channel, count(*) AS count, min(d.created_at) AS since
  FROM chunk c JOIN delivery d ON d.id BETWEEN c.from_id AND c.to_id AND d.channel = c.channel AND d.lane = 0
  WHERE c.state <> 'done' AND c.lane = 0 AND d.state IN ('pending', 'retry', 'sending') AND d.created_at < $1
    AND (d.error_code IS DISTINCT FROM 'too_many' OR d.not_before <= $2)
  GROUP BY d.channel ORDER BY d.channel`

/**
 * By channel, not by mailing: those that wait behind others do have a sender. When a mailing was last served and how long a bucket
 * rests is kept by the clock of the database, everything else by ours, which in a demo is another one. Being served counts only where
 * the channel is open: what was served then was its part on another channel. `count` is at most so many: a stretch may be half done.
 */
const lateMailings = `
  SELECT channel, sum(messages) AS count, max(touched) AS since FROM (
    SELECT c.channel, c.to_id - c.from_id + 1 AS messages,
      GREATEST(m.created_at, c.not_before, c.lease_until,
        $1::timestamptz - (clock_timestamp() - GREATEST(b.paused_until, b.bulk_paused_until)),
        CASE WHEN c.channel = ANY($5::text[]) THEN $1::timestamptz - (clock_timestamp() - m.served_at) END,
        $3::timestamptz + make_interval(hours => o.quiet_until)) AS touched
    FROM chunk c JOIN mailing m ON m.id = c.mailing_id
    LEFT JOIN transaction_office o ON o.id = m.office_id LEFT JOIN bucket b ON b.name = c.channel
    WHERE c.state <> 'done' AND c.lane > 0 AND m.status = 'running' AND (c.not_before IS NULL OR c.not_before <= $1)
      AND (o.id IS NULL OR ($4::int >= o.quiet_until AND $4::int < o.quiet_from))) AS waiting
  GROUP BY channel HAVING max(touched) < $2 ORDER BY channel`
