import type { ApplicationState } from '../domain/application.ts'
import type { CaseKind } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { CaseAges, Figures, FiguresOf, FirstAnswers } from '../ports/figures.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { inScope } from './scope.ts'

/** How the work of an office stands, counted by PostgreSQL. */
export function prismaFigures(db: Db): Figures {
  return {
    requests: async (scope) => {
      const rows = await db.application.groupBy({ by: ['state'], where: inScope(scope), _count: true })
      return rows.map(({ state, _count: count }) => ({ state: state as ApplicationState, count }))
    },
    openCases: ({ now, ...of }) => db.$queryRaw<CaseAges[]>`
      SELECT kind,
             count(*) FILTER (WHERE age < interval '1 day')::int AS day,
             count(*) FILTER (WHERE age >= interval '1 day' AND age < interval '7 days')::int AS week,
             count(*) FILTER (WHERE age >= interval '7 days')::int AS older
      FROM (SELECT c.kind, ${now}::timestamptz - c.opened_at AS age FROM "case" c WHERE c.state = 'open' AND ${among(of)}) AS waiting
      GROUP BY kind ORDER BY count(*) DESC, kind`,
    answersByKind: async (of) => {
      const rows = await answers(db, Prisma.sql`kind`, of)
      return rows.map(({ name, ...found }) => ({ kind: name as CaseKind, ...found }))
    },
    answersByWeek: async (of) =>
      (await answers(db, week, of)).map(({ name, ...found }) => ({ week: name as Day, ...found })),
  }
}

/** Weeks begin on a Monday, by the days of Viet Nam. */
const week = Prisma.sql`to_char(date_trunc('week', answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD')`

function among({ scope: { officeId, communeId }, routes }: FiguresOf): Prisma.Sql {
  const office = officeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`c.office_id = ${officeId}`
  const commune = communeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`c.commune_id = ${communeId}`
  const handled = Prisma.sql`ANY(${[...routes]}::text[])`
  return Prisma.sql`${office} AND ${commune} AND (c.routed_to = ${handled} OR c.also_to = ${handled})`
}

/** An answer is the first line of a person: of the bank, of the group's leader, or of a colleague in the Zalo app. */
function answers(
  db: Db,
  by: Prisma.Sql,
  { from, until, ...of }: FiguresOf & { from: Date; until: Date },
): Promise<(FirstAnswers & { name: string })[]> {
  return db.$queryRaw`
    SELECT ${by} AS name, count(*)::int AS answered,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - opened_at) / 3600)::float8 AS "medianHours"
    FROM (SELECT c.kind, c.opened_at, min(l.at) AS answered_at FROM "case" c JOIN case_line l ON l.case_id = c.id
          WHERE l.by IN ('staff', 'agent', 'leader') AND ${among(of)}
            AND c.opened_at < ${until} AND (c.closed_at IS NULL OR c.closed_at >= ${from}) GROUP BY c.id) AS heard
    WHERE answered_at >= ${from} AND answered_at < ${until}
    GROUP BY 1 ORDER BY 1`
}
