import type { ChannelReach } from '../domain/announcement-cost.ts'
import type { Audience } from '../domain/audience.ts'
import { addDays, atHour, type Day, dayOf } from '../domain/day.ts'
import { freeHours, openDays } from '../domain/zalo-window.ts'
import type { Reach } from '../ports/announcements.ts'
import { accountSql, audienceSql, consented, followerSql, type Looking } from './audience-sql.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { firstReached } from './first-reached.ts'

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
    WITH reach AS (
      SELECT h.id, bool_or(a.status = 'active') AS active,
        bool_or(a.status = 'active' AND s.id IS NOT NULL AND s.withdrawn_at IS NULL) AS reached,
        bool_or(a.status = 'active' AND s.withdrawn_at IS NOT NULL) AS off,
        count(*) FILTER (WHERE a.status = 'active' AND s.id IS NOT NULL AND s.withdrawn_at IS NULL) AS accounts
      FROM household h LEFT JOIN channel_account a ON a.household_id = h.id AND ${accountSql(audience)}
      LEFT JOIN consent s ON s.account_id = a.id AND s.purpose = 'announcements'
      WHERE ${audienceSql(audience, looking)} GROUP BY h.id),
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
    FROM reach r LEFT JOIN had ON had.id = r.id`
  const row = rows[0]
  if (!row) throw new Error('a count without a row')
  const counts = Object.entries(row).map(([name, count]) => [name, Number(count)])
  return Object.fromEntries(counts) as unknown as Reach
}

/**
 * Who gets an announcement, as rows of account, channel and `whom` it is for: of each household the account that it wants to be reached on
 * first, and those who follow without a household.
 */
export function chosenSql(audience: Audience, looking: Looking): Prisma.Sql {
  return Prisma.sql`
    SELECT pick.id AS account_id, pick.channel, 'h' || pick.household_id AS whom FROM (
      SELECT DISTINCT ON (a.household_id) a.id, a.channel, a.household_id
      FROM channel_account a JOIN household h ON h.id = a.household_id
      WHERE a.status = 'active' AND ${consented} AND ${accountSql(audience)} AND ${audienceSql(audience, looking)}
      ORDER BY a.household_id, ${firstReached}) AS pick
    UNION ALL
    SELECT a.id, a.channel, 'a' || a.id FROM channel_account a
    WHERE a.status = 'active' AND ${consented} AND ${followerSql(audience, looking)}`
}

/** How many get it by each channel, and how lately they were heard of there. */
export async function byChannel(db: Db, audience: Audience, looking: Looking): Promise<ChannelReach[]> {
  const { at } = looking
  const lately = new Date(at.getTime() - freeHours * 3_600_000)
  const open = new Date(at.getTime() - openDays * 24 * 3_600_000)
  const heard = Prisma.sql`NOT a.by_phone AND a.shut_at IS NULL AND a.last_seen_at`
  const rows = await db.$queryRaw<{ channel: string; count: bigint; lately: bigint; open: bigint }[]>`
    SELECT a.channel, count(*) AS count, count(*) FILTER (WHERE ${heard} >= ${lately}) AS lately,
      count(*) FILTER (WHERE ${heard} >= ${open}) AS open
    FROM (${chosenSql(audience, looking)}) AS c JOIN channel_account a ON a.id = c.account_id
    GROUP BY a.channel ORDER BY a.channel`
  return rows.map(({ channel, count, lately, open }) => ({
    ...{ channel, count: Number(count), heardLately: Number(lately), heardOpen: Number(open) },
  }))
}

/** The titles of other announcements of the office that go, or are to go, on that day. */
export async function beside(
  db: Db,
  { id, officeId, day }: { id: string; officeId: number; day: Day },
): Promise<string[]> {
  const rows = await db.announcement.findMany({
    where: {
      ...{ officeId, id: { not: key(id) } },
      OR: [
        { mailing: { status: { in: ['running', 'paused'] } } },
        { status: 'scheduled', sendAt: { gte: atHour(day, 0), lt: atHour(addDays(day, 1), 0) } },
        { status: 'sending', sentAt: { gte: atHour(day, 0), lt: atHour(addDays(day, 1), 0) } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { title: true },
  })
  return rows.map(({ title }) => title)
}
