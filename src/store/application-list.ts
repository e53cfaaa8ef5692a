import type { ApplicationState } from '../domain/application.ts'
import type { ApplicationBrief, ApplicationPage, ApplicationRow, SittingRow, Turns } from '../ports/applications.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { inScope } from './scope.ts'
import type { Seal } from './seal.ts'

/** A page of the list. What is over its time and the rest have an order of their own: the second begins where the first ends. */
export async function listApplications(db: Db, seal: Seal, page: ApplicationPage): Promise<ApplicationRow[]> {
  const { after, limit } = page
  const late = after && !after.lateSince ? [] : await latePage(db, page)
  const rest = page.late || late.length >= limit ? [] : await restPage(db, page, limit - late.length)
  return withCommunes(db, seal, [...late, ...rest])
}

/** What waits for somebody, the earliest deadline first; what has none comes last. */
export async function sittingApplications(db: Db, seal: Seal, of: Turns & { limit: number }): Promise<SittingRow[]> {
  const rows = await db.application.findMany({
    where: turnsWhere(of),
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: of.limit,
    include: { ...named, reminders: { select: { stateSince: true } } },
  })
  const briefs = await withCommunes(db, seal, rows)
  return briefs.map((row, place) => {
    const { reminders, stateSince } = rows[place]!
    return { ...row, reminded: reminders.filter((r) => r.stateSince.getTime() === stateSince.getTime()).length }
  })
}

/** How much waits for somebody, and how much of it is over its time. */
export async function countTurns(db: Db, of: Turns): Promise<{ waiting: number; late: number }> {
  const where = turnsWhere(of)
  const waiting = await db.application.count({ where })
  return { waiting, late: await db.application.count({ where: { AND: [where, { dueAt: { lt: of.now } }] } }) }
}

/** What has to be read with a request for `nameOf`. */
export const named = {
  household: { select: { headName: true } },
  account: { select: { name: true } },
} as const satisfies Prisma.ApplicationInclude

type Named = Prisma.ApplicationGetPayload<{ include: typeof named }>

/** The head of the household; of one that is not known yet the name on the request, else what the account calls itself. */
export function nameOf({ household, account, answersSealed }: Named, seal: Seal): string {
  if (household) return household.headName
  const { full_name: written } = JSON.parse(seal.open(answersSealed)) as Record<string, unknown>
  return typeof written === 'string' && written !== '' ? written : (account?.name ?? '')
}

/** What a household reads of a request. */
export function briefOf(row: Prisma.ApplicationGetPayload<object>): ApplicationBrief {
  const { code, programme, stateSince: since, dueAt, updatedAt } = row
  const state = row.state as ApplicationState
  return { id: row.id.toString(), code, programme, state, since, ...(dueAt ? { dueAt } : {}), updatedAt }
}

function latePage(db: Db, page: ApplicationPage): Promise<Named[]> {
  const { after, now, limit } = page
  const since = after?.lateSince
  const beyond = since ? [{ OR: [{ dueAt: { gt: since } }, { dueAt: since, id: { gt: key(after.id) } }] }] : []
  return db.application.findMany({
    where: { AND: [filterOf(page), { dueAt: { lt: now } }, ...beyond] },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
    include: named,
  })
}

function restPage(db: Db, page: ApplicationPage, take: number): Promise<Named[]> {
  const { after, now } = page
  const beyond = after && !after.lateSince ? [{ id: { lt: key(after.id) } }] : []
  return db.application.findMany({
    where: { AND: [filterOf(page), { OR: [{ dueAt: null }, { dueAt: { gte: now } }] }, ...beyond] },
    orderBy: { id: 'desc' },
    take,
    include: named,
  })
}

function filterOf({ scope, states, programme }: ApplicationPage): Prisma.ApplicationWhereInput {
  return {
    ...inScope(scope),
    ...(states ? { state: { in: [...states] } } : {}),
    ...(programme ? { programme } : {}),
  }
}

function turnsWhere({ scope, states, watched = [], now }: Turns): Prisma.ApplicationWhereInput {
  const silent = watched.length === 0 ? [] : [{ state: { in: [...watched] }, dueAt: { lt: now } }]
  return { ...inScope(scope), OR: [{ state: { in: [...states] } }, ...silent] }
}

async function withCommunes(db: Db, seal: Seal, rows: readonly Named[]): Promise<ApplicationRow[]> {
  const ids = [...new Set(rows.flatMap((r) => (r.communeId === null ? [] : [r.communeId])))]
  const communes = await db.commune.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(communes.map(({ id, name }) => [id, name]))
  return rows.map((row) => {
    const commune = names.get(row.communeId ?? 0)
    const amount = Number(row.amount)
    return { ...briefOf(row), name: nameOf(row, seal), amount, ...(commune === undefined ? {} : { commune }) }
  })
}
