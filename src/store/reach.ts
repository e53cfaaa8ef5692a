import type { Day } from '../domain/day.ts'
import { mostToVisit, type ReasonUnreached, type VisitOutcome } from '../domain/reach.ts'
import type { Scope } from '../domain/staff.ts'
import type { PlaceReach, Reach, ReachPlace, ReachTotal, ToVisit, Visit } from '../ports/reach.ts'
import { Prisma } from './client/client.ts'
import { columnOf } from './day-column.ts'
import type { Db } from './db.ts'
import { householdsIn } from './scope.ts'

/** Whom nothing has reached, found by PostgreSQL. */
export function prismaReach(db: Db): Reach {
  return {
    total: async ({ scope, since }) => {
      const [row] = await db.$queryRaw<ReachTotal[]>`
        SELECT count(*)::int AS households, count(*) FILTER (WHERE NOT reached)::int AS unreached
        FROM (${customers(householdsIn(scope), since)}) AS c`
      return row ?? { households: 0, unreached: 0 }
    },
    places: (of) => places(db, of),
    toVisit: (of) => toVisit(db, of),
    note: async (visits) => {
      for (const visit of visits) await note(db, visit)
    },
  }
}

/** The customers among the households `h` that a condition takes, and whether anything has reached them since that day. */
function customers(which: Prisma.Sql, since: Day): Prisma.Sql {
  const from = Prisma.sql`(${since}::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')`
  return Prisma.sql`
    SELECT h.id, h.customer_id, h.head_name, h.head_name_folded, h.hamlet_id, h.commune_id, h.group_id,
           EXISTS (SELECT FROM channel_account a WHERE a.household_id = h.id AND NOT a.by_phone AND a.last_seen_at >= ${from})
           OR EXISTS (SELECT FROM visit v WHERE v.household_id = h.id AND v.outcome = 'met' AND v.day >= ${since}::date)
           OR EXISTS (SELECT FROM channel_account a JOIN delivery d ON d.account_id = a.id
                      WHERE a.household_id = h.id AND d.state = 'sent' AND d.sent_at >= ${from}) AS reached
    FROM household h
    WHERE ${which} AND EXISTS (SELECT FROM loan l WHERE l.household_id = h.id AND l.status <> 'closed')`
}

async function places(
  db: Db,
  { scope, since, offset, limit }: { scope: Scope; since: Day; offset: number; limit: number },
): Promise<PlaceReach[]> {
  const rows = await db.$queryRaw<(Omit<PlaceReach, 'place'> & { groupId: number | null; communeId: number })[]>`
    SELECT c.group_id AS "groupId", c.commune_id AS "communeId", coalesce(g.name, '') AS name,
           coalesce(g.leader_name, '') AS "leaderName", k.name AS commune, c.households, c.unreached
    FROM (SELECT group_id, CASE WHEN group_id IS NULL THEN commune_id END AS of_commune, min(commune_id) AS commune_id,
                 count(*)::int AS households, count(*) FILTER (WHERE NOT reached)::int AS unreached
          FROM (${customers(householdsIn(scope), since)}) AS one GROUP BY 1, 2) AS c
    JOIN commune k ON k.id = c.commune_id LEFT JOIN savings_credit_group g ON g.id = c.group_id
    WHERE c.unreached > 0
    ORDER BY c.unreached DESC, c.group_id NULLS LAST, c.commune_id OFFSET ${offset} LIMIT ${limit}`
  return rows.map(({ groupId, communeId, ...row }) => ({
    place: groupId === null ? { communeId } : { groupId },
    ...row,
  }))
}

async function toVisit(db: Db, { place, since }: { place: ReachPlace; since: Day }): Promise<ToVisit[]> {
  const which =
    'groupId' in place
      ? Prisma.sql`h.group_id = ${place.groupId}`
      : Prisma.sql`h.group_id IS NULL AND h.commune_id = ${place.communeId}`
  const rows = await db.$queryRaw<Found[]>`
    SELECT c.id::text AS "householdId", c.customer_id AS "customerId", c.head_name AS "headName", coalesce(t.name, '') AS hamlet,
           CASE WHEN NOT EXISTS (SELECT FROM channel_account a WHERE a.household_id = c.id) THEN 'no_account'
                WHEN NOT EXISTS (SELECT FROM channel_account a WHERE a.household_id = c.id AND a.status = 'active' AND a.shut_at IS NULL) THEN 'shut'
                ELSE 'silent' END AS why,
           to_char(v.day, 'YYYY-MM-DD') AS "missedOn", v.outcome
    FROM (${customers(which, since)}) AS c
    LEFT JOIN hamlet t ON t.id = c.hamlet_id
    LEFT JOIN LATERAL (SELECT day, outcome FROM visit WHERE household_id = c.id AND outcome <> 'met' ORDER BY day DESC LIMIT 1) AS v ON TRUE
    WHERE NOT c.reached ORDER BY t.name NULLS LAST, c.head_name_folded, c.id LIMIT ${mostToVisit}`
  return rows.map(({ missedOn, outcome, ...row }) => ({
    ...row,
    ...(missedOn && outcome ? { missed: { day: missedOn, outcome } } : {}),
  }))
}

interface Found extends Omit<ToVisit, 'missed'> {
  why: ReasonUnreached
  missedOn: Day | null
  outcome: Exclude<VisitOutcome, 'met'> | null
}

async function note(db: Db, { householdId, day, outcome, notedBy, notedAt }: Visit): Promise<void> {
  const of = { householdId: BigInt(householdId), day: columnOf(day) }
  const said = { outcome, notedBy, notedAt }
  await db.visit.upsert({ where: { householdId_day: of }, create: { ...of, ...said }, update: said })
}
