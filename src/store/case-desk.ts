import type { CaseDesk, DeskCounts, DeskFilter, DeskPage, DeskPlace, DeskRow, Whose } from '../ports/case-desk.ts'
import { caseOf } from './case-row.ts'
import { textOf } from './cases.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { staffNames } from './staff.ts'

/** The desk of cases, read from PostgreSQL: first which rows and in which order, then what a row shows. */
export function prismaCaseDesk(db: Db, seal: Seal): CaseDesk {
  return {
    list: (page) => list(db, seal, page),
    counts: (of) => counts(db, of),
    markRead: async (caseId) => {
      const where = { id: key(caseId), unreadSince: { not: null } }
      return (await db.case.updateMany({ where, data: { unreadSince: null } })).count === 1
    },
    keepWaiting: async (caseId, unreadSince) => {
      await db.case.updateMany({
        where: { id: key(caseId), state: 'answered' },
        data: { state: 'open', unreadSince },
      })
    },
    assign: async (caseId, { from, to }) => {
      const where = { id: key(caseId), assignedTo: from ?? null, state: { not: 'closed' } }
      return (await db.case.updateMany({ where, data: { assignedTo: to ?? null } })).count === 1
    },
  }
}

/** Nobody's is also what is with an account that was shut. */
const unassigned = Prisma.sql`NOT EXISTS (SELECT FROM staff s WHERE s.id = c.assigned_to AND s.disabled_at IS NULL)`

function within({ scope: { officeId, communeId }, routes }: Pick<DeskFilter, 'scope' | 'routes'>): Prisma.Sql {
  const unit = [
    ...(officeId === undefined ? [] : [Prisma.sql`c.office_id = ${officeId}`]),
    ...(communeId === undefined ? [] : [Prisma.sql`c.commune_id = ${communeId}`]),
  ]
  const among = Prisma.sql`ANY(${[...routes]}::text[])`
  return Prisma.join([...unit, Prisma.sql`(c.routed_to = ${among} OR c.also_to = ${among})`], ' AND ')
}

function belongsTo(whose: Whose): Prisma.Sql {
  if (whose === 'all') return Prisma.sql`TRUE`
  return whose === 'nobody' ? unassigned : Prisma.sql`c.assigned_to = ${whose.staffId}`
}

function asked({ state, whose, kind, overdue, now, ...unit }: DeskFilter): Prisma.Sql {
  return Prisma.join(
    [
      within(unit),
      Prisma.sql`c.state = ${state}`,
      belongsTo(whose),
      ...(kind === undefined ? [] : [Prisma.sql`c.kind = ${kind}`]),
      ...(overdue ? [Prisma.sql`c.due_at < ${now}`] : []),
    ],
    ' AND ',
  )
}

interface Placed {
  id: bigint
  rank: number
}

async function list(db: Db, seal: Seal, page: DeskPage): Promise<DeskRow[]> {
  const waits = page.state === 'open'
  const rank = Prisma.sql`CASE WHEN c.due_at < ${page.now} THEN 0 WHEN c.unread_since IS NOT NULL THEN 1 ELSE 2 END`
  const placed = await db.$queryRaw<Placed[]>`
    SELECT id, rank FROM (
      SELECT c.id, c.due_at, ${waits ? rank : Prisma.sql`0`} AS rank FROM "case" c WHERE ${asked(page)}) AS desk
    WHERE ${page.after ? beyond(page.after, waits) : Prisma.sql`TRUE`}
    ORDER BY ${waits ? Prisma.sql`rank, due_at, id` : Prisma.sql`due_at DESC, id DESC`} LIMIT ${page.limit}`
  return rowsOf(db, seal, placed)
}

function beyond({ rank, dueAt, id }: DeskPlace, up: boolean): Prisma.Sql {
  return up
    ? Prisma.sql`(rank, due_at, id) > (${rank}::int, ${dueAt}, ${key(id)})`
    : Prisma.sql`(due_at, id) < (${dueAt}, ${key(id)})`
}

const withRow = {
  household: { select: { headName: true, commune: { select: { name: true } } } },
  account: { select: { name: true } },
  lines: {
    where: { by: { not: 'note' } },
    orderBy: { id: 'desc' },
    take: 1,
    select: { text: true, textSealed: true },
  },
} as const satisfies Prisma.CaseInclude

async function rowsOf(db: Db, seal: Seal, placed: readonly Placed[]): Promise<DeskRow[]> {
  const found = await db.case.findMany({ where: { id: { in: placed.map(({ id }) => id) } }, include: withRow })
  const byId = new Map(found.map((row) => [row.id, row]))
  const names = await staffNames(
    db,
    found.flatMap((row) => row.assignedTo ?? []),
  )
  return placed.flatMap(({ id, rank }) => {
    const row = byId.get(id)
    if (!row) return []
    const assignee = names.get(row.assignedTo ?? '')
    const [last] = row.lines
    return {
      ...caseOf(row),
      ...{ rank, unread: row.unreadSince !== null, last: last ? textOf(last, seal) : '' },
      name: row.household?.headName ?? row.account?.name ?? '',
      ...(row.household ? { commune: row.household.commune.name } : {}),
      ...(assignee === undefined ? {} : { assignee }),
    }
  })
}

async function counts(db: Db, { staffId, now, ...unit }: Parameters<CaseDesk['counts']>[0]): Promise<DeskCounts> {
  const rows = await db.$queryRaw<Record<keyof DeskCounts, bigint>[]>`
    SELECT count(*) AS all, count(*) FILTER (WHERE c.assigned_to = ${staffId}) AS mine, count(*) FILTER (WHERE ${unassigned}) AS nobody,
      count(*) FILTER (WHERE c.due_at < ${now}) AS overdue, count(*) FILTER (WHERE c.unread_since IS NOT NULL) AS unread
    FROM "case" c WHERE c.state = 'open' AND ${within(unit)}`
  const [row] = rows
  const of = (name: keyof DeskCounts) => Number(row?.[name] ?? 0)
  return { all: of('all'), mine: of('mine'), nobody: of('nobody'), overdue: of('overdue'), unread: of('unread') }
}
