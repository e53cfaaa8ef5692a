import { atHour, dayOf, hourOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { Measure } from '../http/health.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import { rateLeft } from '../store/rate-left.ts'
import type { Data } from './open-data.ts'

/** What is measured. */
export interface Measured {
  data: Pick<Data, 'clock'> & { database: Pick<Data['database'], 'pool'> }
  channels: Partial<Record<ChannelId, Channel>>
  /** Messages a second of each channel that has a bucket. */
  rates: Partial<Record<ChannelId, number>>
}

/** What waits, by lane and by channel, and how the buckets stand: whoever operates Loa sees a stop before the households do. */
export function measures({ data, channels, rates }: Measured): Measure[] {
  const open = Object.values(channels).map((c) => c.id)
  return [
    ...waiting.map((figure) => measure(data, figure, { label: 'channel', known: open })),
    ...inLanes.map((figure) => measure(data, figure, { label: 'lane', known: Object.values(lanes).map(String) })),
    measure(data, doubt, { label: 'state', known: ['sending', 'uncertain'] }),
    ...buckets.map((figure) => measure(data, figure, { label: 'channel', known: Object.keys(rates), rates })),
  ]
}

interface Figure {
  name: string
  help: string
  /** Gives `label` and `value` of each row. */
  sql: string
  /** What stands for $1, $2 and so on. */
  values?: (now: Date) => unknown[]
  /** What holds where there is no row, told the rate of the channel; 0 where not said. */
  without?: (rate: number) => number
}

interface Labels {
  label: string
  known: readonly string[]
  rates?: Readonly<Record<string, number>>
}

/** What is known and has no row is said all the same: a series that comes and goes cannot be watched. */
function measure(
  { database, clock }: Measured['data'],
  { name, help, sql, values, without = () => 0 }: Figure,
  { label, known, rates = {} }: Labels,
): Measure {
  return {
    name,
    help,
    kind: name.endsWith('_total') ? 'counter' : 'gauge',
    labels: [label],
    read: async () => {
      const { rows } = await database.pool.query<{ label: string; value: string }>(sql, values?.(clock.now()))
      const found = new Map(rows.map((r) => [r.label, Number(r.value)]))
      const all = [...new Set([...known, ...found.keys()])]
      return all.map((one) => ({ value: found.get(one) ?? without(rates[one] ?? 0), labels: { [label]: one } }))
    },
  }
}

const waiting: readonly Figure[] = [
  {
    name: 'loa_inbox_waiting',
    help: 'Updates that came in and are not answered yet, by channel.',
    sql: 'SELECT channel AS label, count(*) AS value FROM inbox WHERE processed_at IS NULL GROUP BY 1',
  },
  {
    name: 'loa_inbox_oldest_waiting_seconds',
    help: 'For how long the oldest update that is not answered has been waiting, by channel.',
    sql: `SELECT channel AS label, GREATEST(0, extract(epoch FROM $1::timestamptz - min(received_at))) AS value
      FROM inbox WHERE processed_at IS NULL GROUP BY 1`,
    values: (now) => [now],
  },
]

const inLanes: readonly Figure[] = [
  {
    name: 'loa_chunks_waiting',
    help: 'Stretches of messages that wait to be sent, by lane: 0 replies, 1 reminders, 2 announcements.',
    sql: "SELECT lane::text AS label, count(*) AS value FROM chunk WHERE state <> 'done' GROUP BY 1",
  },
  {
    name: 'loa_lane_oldest_waiting_seconds',
    help: 'How long ago the message that has waited longest might have gone, by lane. What was paused or put off, or waits for the morning, does not count.',
    sql: `SELECT c.lane::text AS label, extract(epoch FROM max(GREATEST(interval '0', $1::timestamptz - GREATEST(
        COALESCE(m.created_at, (SELECT d.created_at FROM delivery d WHERE d.id = c.from_id)), c.not_before,
        $2::timestamptz + make_interval(hours => o.quiet_until))))) AS value
      FROM chunk c LEFT JOIN mailing m ON m.id = c.mailing_id LEFT JOIN transaction_office o ON o.id = m.office_id
      WHERE c.state <> 'done' AND (m.id IS NULL OR m.status = 'running') AND (c.not_before IS NULL OR c.not_before <= $1)
        AND (o.id IS NULL OR ($3::int >= o.quiet_until AND $3::int < o.quiet_from))
      GROUP BY 1`,
    values: (now) => [now, atHour(dayOf(now), 0), hourOf(now)],
  },
]

const doubt: Figure = {
  name: 'loa_deliveries_in_doubt',
  help: 'Messages to many that are on their way (sending), or of which nobody can tell whether they arrived (uncertain).',
  sql: `SELECT state AS label, count(*) AS value FROM delivery
    WHERE state IN ('sending', 'uncertain') AND mailing_id IS NOT NULL GROUP BY 1`,
}

const ofBucket = (name: string, help: string, value: string): Figure => ({
  name,
  help,
  sql: `SELECT name AS label, ${value} AS value FROM bucket`,
})

/** How fast each channel goes. A bucket is kept by the clock of the database, and has no row before the first message. */
const buckets: readonly Figure[] = [
  ofBucket('loa_send_tokens_granted_total', 'Messages that the rate let through, by channel.', 'granted'),
  { ...ofBucket('loa_send_rate', 'Messages a second that a channel is set to.', 'rate'), without: (rate) => rate },
  {
    ...ofBucket(
      'loa_send_rate_factor',
      'The share of the rate that is left after cuts, by channel: it grows back; 1 when nothing is cut.',
      rateLeft('bucket', 'clock_timestamp()'),
    ),
    without: () => 1,
  },
  ofBucket(
    'loa_send_refused_total',
    'Messages that a platform refused because they came too fast (429), by channel.',
    'refused',
  ),
  ofBucket(
    'loa_send_platform_pause_seconds',
    'For how long the platform still wants nothing sent at all, by channel.',
    'GREATEST(0, COALESCE(extract(epoch FROM paused_until - clock_timestamp()), 0))',
  ),
  ofBucket(
    'loa_send_breaker_open',
    '1 while only replies are tried because the platform failed too often or does not let us in, by channel.',
    'COALESCE(bulk_paused_until > clock_timestamp(), FALSE)::int',
  ),
  ofBucket(
    'loa_lease_takeovers_total',
    'Stretches of messages that were taken over from a sender that died, by channel.',
    'takeovers',
  ),
]
