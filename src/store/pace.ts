import type { Pace } from '../ports/ledger.ts'
import type { Db } from './db.ts'

/** A bucket holds at most a twentieth of a second's tokens, at least two: more would burst over the limit of the platform. */
const burst = (rate: number) => Math.max(2, rate / 20)
/** Kept back for replies: a fifth, at least one. */
const reserve = (rate: number) => Math.max(1, burst(rate) / 5)

/** Token buckets as rows of PostgreSQL: one statement takes, under the row's lock, by the clock of the database. */
export function prismaPace(db: Db): Pace {
  return {
    take: async ({ bucket, rate, wanted, lane }) => {
      const most = burst(rate)
      const kept = lane === 0 ? 0 : reserve(rate)
      await db.$executeRaw`
        INSERT INTO bucket (name, tokens, rate, updated_at) VALUES (${bucket}, ${most}, ${rate}, clock_timestamp())
        ON CONFLICT (name) DO NOTHING`
      const rows = await db.$queryRaw<{ granted: number; tokens: number; paused: number }[]>`
        WITH now AS MATERIALIZED (
          SELECT name, clock_timestamp() AS at, tokens, updated_at, paused_until FROM bucket WHERE name = ${bucket} FOR UPDATE),
        filled AS (
          SELECT name, at, LEAST(${most}::float8, tokens + GREATEST(0, extract(epoch FROM at - updated_at))::float8 * ${rate}::float8) AS tokens,
            GREATEST(0, extract(epoch FROM paused_until - at))::float8 AS paused FROM now),
        taken AS (
          SELECT *, CASE WHEN COALESCE(paused, 0) > 0 THEN 0
            ELSE GREATEST(0, LEAST(${wanted}::float8, CASE WHEN ${lane === 0} THEN ${wanted}::float8 ELSE floor(tokens - ${kept}::float8) END)) END AS granted
          FROM filled)
        UPDATE bucket b SET tokens = t.tokens - t.granted, updated_at = t.at, rate = ${rate}
        FROM taken t WHERE b.name = t.name
        RETURNING t.granted, b.tokens, COALESCE(t.paused, 0) AS paused`
      const row = rows[0]
      if (!row) throw new Error(`no bucket ${bucket}`)
      return { granted: row.granted, waitMs: waitMs({ ...row, rate, kept }) }
    },
    pause: async (bucket, seconds) => {
      await db.$executeRaw`
        UPDATE bucket SET paused_until = GREATEST(paused_until, clock_timestamp() + make_interval(secs => ${seconds}))
        WHERE name = ${bucket}`
    },
  }
}

/** When the next whole token beyond the reserve will be there. */
function waitMs(at: { tokens: number; paused: number; rate: number; kept: number }): number {
  const missing = Math.max(0, 1 + at.kept - at.tokens)
  return Math.ceil(Math.max(at.paused * 1000, (missing / at.rate) * 1000, 1))
}
