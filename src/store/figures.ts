import type { ApplicationState } from '../domain/application.ts'
import type { CaseKind } from '../domain/case.ts'
import type { Day } from '../domain/day.ts'
import type { AnswerFigures, CaseAges, Figures, FiguresOf, FirstAnswers } from '../ports/figures.ts'
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
    answers: (of) => answers(db, of),
  }
}

/** Weeks begin on a Monday, by the days of Viet Nam. */
const week = Prisma.sql`date_trunc('week', answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')`

function among({ scope: { officeId, communeId }, routes }: FiguresOf): Prisma.Sql {
  const office = officeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`c.office_id = ${officeId}`
  const commune = communeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`c.commune_id = ${communeId}`
  const handled = Prisma.sql`ANY(${[...routes]}::text[])`
  return Prisma.sql`${office} AND ${commune} AND (c.routed_to = ${handled} OR c.also_to = ${handled})`
}

type Answered = FirstAnswers & { kind: CaseKind | null; week: Day | null }

/**
 * An answer is the first line of a person: of the bank, of the group's leader, or of a colleague in the Zalo app. Finding the first line of
 * each case is what takes time: it is done once, and the rows are counted by kind and by week. What a row took stays a stretch of time: to turn each into a number costs
 * more than to count them.
 */
async function answers(
  db: Db,
  { from, lately, until, ...of }: Parameters<Figures['answers']>[0],
): Promise<AnswerFigures> {
  const rows = await db.$queryRaw<Answered[]>`
    SELECT kind, to_char(week, 'YYYY-MM-DD') AS week, count(*)::int AS answered,
           (extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY took)) / 3600)::float8 AS "medianHours"
    FROM (SELECT CASE WHEN answered_at >= ${lately} THEN kind END AS kind, ${week} AS week, answered_at - opened_at AS took
          FROM (SELECT c.kind, c.opened_at, min(l.at) AS answered_at FROM "case" c JOIN case_line l ON l.case_id = c.id
                WHERE l.by IN ('staff', 'agent', 'leader') AND ${among(of)}
                  AND c.opened_at < ${until} AND (c.closed_at IS NULL OR c.closed_at >= ${from}) GROUP BY c.id) AS heard
          WHERE answered_at >= ${from} AND answered_at < ${until}) AS told
    GROUP BY GROUPING SETS ((kind), (week)) ORDER BY kind, week`
  const counted = ({ answered, medianHours }: Answered) => ({ answered, medianHours })
  return {
    kinds: rows.flatMap((row) => (row.kind === null ? [] : [{ kind: row.kind, ...counted(row) }])),
    weeks: rows.flatMap((row) => (row.week === null ? [] : [{ week: row.week, ...counted(row) }])),
  }
}
