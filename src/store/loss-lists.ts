import type { LossOutcome, LossState } from '../domain/loss-report.ts'
import type { Scope } from '../domain/staff.ts'
import type { LossCounts, Losses, LossPage, LossReport, LossRow } from '../ports/losses.ts'
import { Prisma } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { communeInScope } from './scope.ts'

/** The lists of what households lost: row by row, and counted by commune. */
export function lossLists(db: Db): Pick<Losses, 'list' | 'counts'> {
  return {
    list: (page) => list(db, page),
    counts: (disasterId, scope) => counts(db, disasterId, scope),
  }
}

async function list(db: Db, { disasterId, scope, state, afterId, limit }: LossPage): Promise<LossRow[]> {
  const rows = await db.lossReport.findMany({
    where: {
      ...{ disasterId: key(disasterId), household: communeInScope(scope) },
      ...(state ? { state } : {}),
      ...(afterId === undefined ? {} : { id: { gt: key(afterId) } }),
    },
    orderBy: { id: 'asc' },
    take: limit,
    include: { household: { include: { commune: true, hamlet: true, group: true } } },
  })
  return rows.map(({ household, ...row }) => ({
    ...{ id: row.id.toString(), name: household.headName, customerId: household.customerId },
    ...{ communeId: household.communeId, commune: household.commune.name },
    ...(household.hamlet ? { hamlet: household.hamlet.name } : {}),
    ...(household.group ? { group: household.group.name } : {}),
    ...{ state: row.state as LossState, reportedAt: row.reportedAt, told: Number(row.toldDong), hurt: row.hurt },
    ...seenOf(row),
    ...(row.outcome === null ? {} : { outcome: row.outcome as LossOutcome }),
  }))
}

type CountRow = Record<Exclude<keyof LossCounts, 'communeId' | 'commune'>, bigint> & {
  communeId: number
  commune: string
}

async function counts(db: Db, disasterId: string, { officeId, communeId }: Scope): Promise<LossCounts[]> {
  const within = Prisma.sql`(${officeId ?? null}::int IS NULL OR c.office_id = ${officeId ?? null}::int)
    AND (${communeId ?? null}::int IS NULL OR c.id = ${communeId ?? null}::int)`
  const reached = (states: readonly LossState[]) =>
    Prisma.sql`count(r.id) FILTER (WHERE r.state = ANY(${states}::text[]))`
  const rows = await db.$queryRaw<CountRow[]>`
    SELECT c.id AS "communeId", c.name AS commune,
      (SELECT count(*) FROM household h WHERE h.commune_id = c.id AND EXISTS (
        SELECT FROM loan l WHERE l.household_id = h.id AND l.status <> 'closed')) AS households,
      count(r.id) AS reported,
      ${reached(['verified', 'drafted', 'sent', 'decided'])} AS verified,
      ${reached(['drafted', 'sent', 'decided'])} AS drafted,
      ${reached(['sent', 'decided'])} AS sent,
      ${reached(['decided'])} AS decided,
      COALESCE(sum(r.seen_dong), 0)::bigint AS "seenDong"
    FROM disaster_commune k JOIN commune c ON c.id = k.commune_id
    LEFT JOIN (loss_report r JOIN household b ON b.id = r.household_id)
      ON r.disaster_id = k.disaster_id AND b.commune_id = c.id
    WHERE k.disaster_id = ${key(disasterId)} AND ${within}
    GROUP BY c.id, c.name ORDER BY c.name, c.id`
  return rows.map(({ communeId: id, commune, ...numbers }) => ({
    ...{ communeId: id, commune },
    ...(Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, Number(n)])) as NumbersOf),
  }))
}

type NumbersOf = Omit<LossCounts, 'communeId' | 'commune'>

/** What staff saw, from the columns of a row. */
export function seenOf({
  seenDong,
  capitalDong,
  seenOn,
}: Pick<Prisma.LossReportGetPayload<object>, 'seenDong' | 'capitalDong' | 'seenOn'>): Pick<LossReport, 'seen'> {
  if (seenDong === null || capitalDong === null || seenOn === null) return {}
  return { seen: { lossDong: Number(seenDong), capitalDong: Number(capitalDong), on: dayFrom(seenOn) } }
}
