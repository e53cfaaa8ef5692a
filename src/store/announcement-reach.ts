import type { Audience } from '../domain/audience.ts'
import { atHour, dayOf } from '../domain/day.ts'
import type { Reach } from '../ports/announcements.ts'
import { accountSql, audienceSql, consented, followerSql, type Looking } from './audience-sql.ts'
import type { Db } from './db.ts'

/** A sending may go on for so many days: what was sent today belongs to one that is no older. */
const sendingDays = 7

/**
 * Each household of the audience falls into one of five: reached, or left out for the first reason that holds. One statement over sets,
 * so that a million is counted in seconds: no question is asked household by household.
 */
export async function countReach(db: Db, audience: Audience, looking: Looking): Promise<Reach> {
  const { officeId, at } = looking
  const recent = new Date(at.getTime() - sendingDays * 86_400_000)
  const rows = await db.$queryRaw<{ [K in keyof Reach]: bigint }[]>`
    WITH them AS MATERIALIZED (SELECT h.id FROM household h WHERE ${audienceSql(audience, looking)}),
    reach AS MATERIALIZED (
      SELECT a.household_id AS id, bool_or(a.status = 'active') AS active,
        bool_or(a.status = 'active' AND s.id IS NOT NULL AND s.withdrawn_at IS NULL) AS reached,
        bool_or(a.status = 'active' AND s.withdrawn_at IS NOT NULL) AS off,
        count(DISTINCT a.id) FILTER (WHERE a.status = 'active' AND s.id IS NOT NULL AND s.withdrawn_at IS NULL) AS accounts
      FROM them JOIN channel_account a ON a.household_id = them.id
      LEFT JOIN consent s ON s.account_id = a.id AND s.purpose = 'announcements'
      WHERE ${accountSql(audience)} GROUP BY a.household_id),
    had AS (
      SELECT a.household_id AS id, count(*) AS today
      FROM mailing m JOIN delivery d ON d.mailing_id = m.id JOIN channel_account a ON a.id = d.account_id
      WHERE m.lane = 2 AND m.created_at >= ${recent} AND d.sent_at >= ${atHour(dayOf(at), 0)} GROUP BY a.household_id)
    SELECT count(*) AS households,
      count(*) FILTER (WHERE r.reached) AS reached,
      count(*) FILTER (WHERE r.active IS NULL) AS "noAccount",
      count(*) FILTER (WHERE NOT r.active) AS blocked,
      count(*) FILTER (WHERE r.active AND NOT r.reached AND r.off) AS "switchedOff",
      count(*) FILTER (WHERE r.active AND NOT r.reached AND NOT r.off) AS "noConsent",
      coalesce(sum(r.accounts - 1) FILTER (WHERE r.reached), 0)::bigint AS "otherAccounts",
      count(*) FILTER (WHERE r.reached AND had.today >= (
        SELECT o.announcements_per_day FROM transaction_office o WHERE o.id = ${officeId})) AS "putOff",
      (SELECT count(*) FROM channel_account a
        WHERE a.status = 'active' AND ${followerSql(audience, looking)} AND ${consented}) AS followers
    FROM them LEFT JOIN reach r ON r.id = them.id LEFT JOIN had ON had.id = them.id`
  const row = rows[0]
  if (!row) throw new Error('a count without a row')
  const counts = Object.entries(row).map(([name, count]) => [name, Number(count)])
  return Object.fromEntries(counts) as unknown as Reach
}
