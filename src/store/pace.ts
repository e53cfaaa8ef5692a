import { lanes } from '../domain/delivery.ts'
import type { Pace } from '../ports/ledger.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { cut, rateLeft } from './rate-left.ts'

/**
 * What bulk may take at once: a twenty-fifth of a second's tokens, and at a slow pace one and a half, so that a sender that is late by
 * half a token's time loses nothing.
 */
const burst = (rate: number) => Math.max(1.5, rate / 25)
/** The bucket fills a little slower than the limit: messages that were on their way for different times may arrive closer together than they left. */
const margin = 0.985
/** Kept back for replies beside that: a hundredth of a second's tokens, at least one. */
const reserve = (rate: number) => Math.max(1, rate / 100)
/** A second person refused within this time means that the whole bot is meant. */
const wholeBotMs = 1_000
/**
 * The circuit breaker: within so many seconds so many failures without a known end, and at least that share of what was sent.
 * Bulk then stands still, twice as long at each further trip; after a trip fewer failures are enough, until it was calm for so long.
 */
const storm = {
  failures: 20,
  afterTrip: 5,
  share: 0.2,
  seconds: 10,
  restSeconds: 15,
  longestSeconds: 300,
  calmSeconds: 60,
} as const

/** Token buckets as rows of PostgreSQL: one statement takes, under the row's lock, by the clock of the database. */
export function prismaPace(db: Db): Pace {
  return {
    take: (wish) => take(db, wish),
    refused: (bucket, about) => refused(db, { bucket, ...about }),
    failed: (bucket) => failed(db, bucket),
    hold: async (bucket, seconds) => {
      await db.$executeRaw`
        UPDATE bucket SET bulk_paused_until = GREATEST(bulk_paused_until, clock_timestamp() + make_interval(secs => ${seconds}))
        WHERE name = ${bucket}`
    },
  }
}

interface TakenRow {
  granted: number
  tokens: number
  rate: number
  paused: number
}

async function take(db: Db, wish: Parameters<Pace['take']>[0]): Promise<{ granted: number; waitMs: number }> {
  const row = (await takeTokens(db, wish)) ?? (await open(db, wish).then(() => takeTokens(db, wish)))
  if (!row) throw new Error(`no bucket ${wish.bucket}`)
  return { granted: row.granted, waitMs: waitMs(row, wish) }
}

/** Replies may leave the bucket in debt: what goes to many pays it back. */
async function takeTokens(
  db: Db,
  { bucket, rate, wanted, lane }: Parameters<Pace['take']>[0],
): Promise<TakenRow | undefined> {
  const reply = lane === lanes.reply
  const kept = reserve(rate)
  const most = burst(rate) + kept
  const rows = await db.$queryRaw<TakenRow[]>`
    WITH now AS MATERIALIZED (SELECT b.*, clock_timestamp() AS at FROM bucket b WHERE name = ${bucket} FOR UPDATE),
    paced AS (
      SELECT *, ${margin * rate}::float8 * ${Prisma.raw(rateLeft('now', 'at'))} AS pace,
        GREATEST(0, extract(epoch FROM GREATEST(paused_until, CASE WHEN ${reply} THEN NULL ELSE bulk_paused_until END) - at))::float8
          AS paused FROM now),
    filled AS (
      SELECT *, LEAST(${most}::float8, paced.tokens + GREATEST(0, extract(epoch FROM at - updated_at))::float8 * pace) AS level
      FROM paced),
    given AS (
      SELECT *, CASE WHEN COALESCE(paused, 0) > 0 THEN 0 WHEN ${reply} THEN ${wanted}::float8
        ELSE GREATEST(0, LEAST(${wanted}::float8, floor(level - ${kept}::float8))) END AS taken
      FROM filled)
    UPDATE bucket b SET tokens = t.level - t.taken, updated_at = t.at, rate = ${rate}, granted = b.granted + t.taken::bigint
    FROM given t WHERE b.name = t.name
    RETURNING t.taken AS granted, b.tokens, t.pace AS rate, COALESCE(t.paused, 0) AS paused`
  return rows[0]
}

async function open(db: Db, { bucket, rate }: { bucket: string; rate: number }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO bucket (name, tokens, rate, updated_at)
    VALUES (${bucket}, ${burst(rate) + reserve(rate)}, ${rate}, clock_timestamp()) ON CONFLICT (name) DO NOTHING`
}

/** When it is worth asking again: as many tokens as are wanted, or half a burst, beyond the reserve. */
function waitMs(row: TakenRow, { rate, wanted, lane }: Parameters<Pace['take']>[0]): number {
  const worth = Math.min(wanted, Math.max(1, burst(rate) / 2))
  const missing = lane === lanes.reply ? 0 : Math.max(0, worth + reserve(rate) - row.tokens)
  return Math.ceil(Math.max(row.paused * 1000, (missing / row.rate) * 1000, 1))
}

async function refused(
  db: Db,
  { bucket, address, seconds }: { bucket: string; address: string; seconds: number },
): Promise<void> {
  await db.$executeRaw`
    WITH now AS MATERIALIZED (
      SELECT b.*, clock_timestamp() AS at,
        refused_for <> ${address} AND refused_at > clock_timestamp() - make_interval(secs => ${wholeBotMs / 1000}) AS whole
      FROM bucket b WHERE name = ${bucket} FOR UPDATE)
    UPDATE bucket b SET refused = b.refused + 1, refused_at = n.at, refused_for = ${address},
      paused_until = CASE WHEN n.whole THEN GREATEST(b.paused_until, n.at + make_interval(secs => ${seconds})) ELSE b.paused_until END,
      factor = CASE WHEN n.whole AND (b.cut_at IS NULL OR b.cut_at < n.at - interval '1 second')
        THEN GREATEST(${cut.floor}::float8, ${cut.share}::float8 * ${Prisma.raw(rateLeft('b', 'n.at'))}) ELSE b.factor END,
      cut_at = CASE WHEN n.whole AND (b.cut_at IS NULL OR b.cut_at < n.at - interval '1 second') THEN n.at ELSE b.cut_at END
    FROM now n WHERE b.name = n.name`
}

/** Counts in windows of `storm.seconds`. */
async function failed(db: Db, bucket: string): Promise<void> {
  await db.$executeRaw`
    WITH now AS MATERIALIZED (
      SELECT b.*, clock_timestamp() AS at, storm_since > clock_timestamp() - make_interval(secs => ${storm.seconds}) AS same
      FROM bucket b WHERE name = ${bucket} FOR UPDATE),
    counted AS (
      SELECT name, at, granted, bulk_paused_until, CASE WHEN same THEN storms + 1 ELSE 1 END AS storms,
        CASE WHEN same THEN storm_since ELSE at END AS storm_since, CASE WHEN same THEN storm_granted ELSE granted END AS storm_granted,
        CASE WHEN bulk_paused_until > at - make_interval(secs => ${storm.calmSeconds}) THEN trips ELSE 0 END AS trips
      FROM now),
    judged AS (
      SELECT *, COALESCE(bulk_paused_until < at, TRUE) AND storms >= ${storm.share}::float8 * (granted - storm_granted)
        AND storms >= CASE WHEN trips > 0 THEN ${storm.afterTrip}::int ELSE ${storm.failures}::int END AS trip FROM counted)
    UPDATE bucket b SET storms = CASE WHEN j.trip THEN 0 ELSE j.storms END, storm_since = j.storm_since,
      storm_granted = j.storm_granted, trips = j.trips + CASE WHEN j.trip THEN 1 ELSE 0 END,
      bulk_paused_until = CASE WHEN j.trip THEN j.at + make_interval(secs =>
        LEAST(${storm.longestSeconds}::float8, ${storm.restSeconds}::float8 * power(2, j.trips))) ELSE b.bulk_paused_until END
    FROM judged j WHERE b.name = j.name`
}
