import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import type { Portfolio, PortfolioLine, PortfolioMonth, PortfolioPart } from '../ports/portfolio.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

/** Lending added up by PostgreSQL. */
export function prismaPortfolio(db: Db): Portfolio {
  return {
    lines: (of) => lines(db, of),
    total: (scope) => total(db, scope),
    months: ({ scope, limit }) => db.$queryRaw<PortfolioMonth[]>`
      SELECT * FROM (
        SELECT to_char(m.month, 'YYYY-MM-DD') AS month, sum(m.outstanding)::float8 AS outstanding, sum(m.overdue)::float8 AS overdue,
               sum(m.frozen)::float8 AS frozen, sum(m.lent)::float8 AS lent
        FROM portfolio_month m WHERE ${inUnit(Prisma.sql`m.commune_id`, scope)} GROUP BY m.month ORDER BY m.month DESC LIMIT ${limit}
      ) AS kept ORDER BY month`,
    keep: () => keep(db),
  }
}

/** Rows of the communes of a scope. */
function inUnit(commune: Prisma.Sql, { officeId, communeId }: Scope): Prisma.Sql {
  const office =
    officeId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`${commune} IN (SELECT id FROM commune WHERE office_id = ${officeId})`
  return communeId === undefined ? office : Prisma.sql`${office} AND ${commune} = ${communeId}`
}

/** Direct lending goes through no association. */
const association = Prisma.sql`coalesce(g.association_code, 99)`

const standing = Prisma.sql`
  sum(l.outstanding)::float8 AS outstanding, sum(l.overdue)::float8 AS overdue,
  coalesce(sum(l.outstanding) FILTER (WHERE l.status = 'frozen'), 0)::float8 AS frozen,
  sum(l.interest_due)::float8 AS "interestDue"`

const parts: Record<PortfolioPart, { live: Prisma.Sql; kept: Prisma.Sql }> = {
  programme: { live: Prisma.sql`l.programme`, kept: Prisma.sql`m.programme` },
  commune: { live: Prisma.sql`l.commune_id::text`, kept: Prisma.sql`m.commune_id::text` },
  association: { live: Prisma.sql`${association}::text`, kept: Prisma.sql`m.association_code::text` },
}

/** The month before the one that the newest list of a commune is of. */
const monthBefore = Prisma.sql`
  SELECT commune_id, (date_trunc('month', max(as_of)) - interval '1 month')::date AS month FROM loan GROUP BY commune_id`

async function lines(db: Db, { scope, by }: { scope: Scope; by: PortfolioPart }): Promise<PortfolioLine[]> {
  const { live, kept } = parts[by]
  const rows = await db.$queryRaw<Row[]>`
    WITH now AS (
      SELECT ${live} AS part, count(DISTINCT l.household_id)::int AS households, count(*)::int AS loans, ${standing}
      FROM loan l LEFT JOIN savings_credit_group g ON g.id = l.group_id
      WHERE l.status <> 'closed' AND ${inUnit(Prisma.sql`l.commune_id`, scope)} GROUP BY 1),
    before AS (
      SELECT ${kept} AS part, sum(m.outstanding)::float8 AS outstanding, sum(m.overdue)::float8 AS overdue, sum(m.frozen)::float8 AS frozen
      FROM portfolio_month m JOIN (${monthBefore}) AS b ON b.commune_id = m.commune_id AND b.month = m.month
      WHERE ${inUnit(Prisma.sql`m.commune_id`, scope)} GROUP BY 1)
    SELECT now.*, coalesce(k.name, a.key, now.part) AS name, before.outstanding AS "wasOutstanding", before.overdue AS "wasOverdue",
           before.frozen AS "wasFrozen"
    FROM now LEFT JOIN before USING (part)
    LEFT JOIN commune k ON ${by} = 'commune' AND k.id::text = now.part
    LEFT JOIN association a ON ${by} = 'association' AND a.code::text = now.part
    ORDER BY now.outstanding DESC, now.part`
  return rows.map(({ name, ...row }) => ({ ...lineOf(row), part: name }))
}

interface Row extends Omit<PortfolioLine, 'before'> {
  name: string
  wasOutstanding: number | null
  wasOverdue: number | null
  wasFrozen: number | null
}

function lineOf({ wasOutstanding, wasOverdue, wasFrozen, ...row }: Omit<Row, 'name'>): PortfolioLine {
  if (wasOutstanding === null) return row
  return { ...row, before: { outstanding: wasOutstanding, overdue: wasOverdue ?? 0, frozen: wasFrozen ?? 0 } }
}

async function total(db: Db, scope: Scope): ReturnType<Portfolio['total']> {
  const [row] = await db.$queryRaw<(Omit<Row, 'name' | 'part'> & { oldest: Day | null; newest: Day | null })[]>`
    SELECT now.*, was.outstanding AS "wasOutstanding", was.overdue AS "wasOverdue", was.frozen AS "wasFrozen"
    FROM (SELECT count(DISTINCT l.household_id)::int AS households, count(*)::int AS loans, ${standing},
                 to_char(min(l.as_of), 'YYYY-MM-DD') AS oldest, to_char(max(l.as_of), 'YYYY-MM-DD') AS newest
          FROM loan l WHERE l.status <> 'closed' AND ${inUnit(Prisma.sql`l.commune_id`, scope)}) AS now,
         (SELECT sum(m.outstanding)::float8 AS outstanding, sum(m.overdue)::float8 AS overdue, sum(m.frozen)::float8 AS frozen
          FROM portfolio_month m JOIN (${monthBefore}) AS b ON b.commune_id = m.commune_id AND b.month = m.month
          WHERE ${inUnit(Prisma.sql`m.commune_id`, scope)}) AS was`
  if (!row || row.oldest === null || row.newest === null) return undefined
  const { part: _, ...all } = lineOf({ ...row, part: '' })
  return { ...all, oldest: row.oldest, newest: row.newest }
}

/** A second run of a month writes it anew: what stands at the end of a month is what was kept last. */
async function keep(db: Db): Promise<number> {
  const newest = Prisma.sql`SELECT commune_id, date_trunc('month', max(as_of))::date AS month FROM loan GROUP BY commune_id`
  await db.$executeRaw`
    DELETE FROM portfolio_month m USING (${newest}) AS n WHERE m.commune_id = n.commune_id AND m.month = n.month`
  return db.$executeRaw`
    INSERT INTO portfolio_month (month, commune_id, association_code, programme, loans, outstanding, overdue, frozen, interest_due, lent_loans, lent)
    SELECT n.month, l.commune_id, ${association}, l.programme, count(*) FILTER (WHERE l.status <> 'closed'),
           coalesce(sum(l.outstanding) FILTER (WHERE l.status <> 'closed'), 0), coalesce(sum(l.overdue) FILTER (WHERE l.status <> 'closed'), 0),
           coalesce(sum(l.outstanding) FILTER (WHERE l.status = 'frozen'), 0),
           coalesce(sum(l.interest_due) FILTER (WHERE l.status <> 'closed'), 0),
           count(*) FILTER (WHERE date_trunc('month', l.disbursed_on) = n.month),
           coalesce(sum(l.principal) FILTER (WHERE date_trunc('month', l.disbursed_on) = n.month), 0)
    FROM loan l JOIN (${newest}) AS n ON n.commune_id = l.commune_id LEFT JOIN savings_credit_group g ON g.id = l.group_id
    GROUP BY 1, 2, 3, 4`
}
