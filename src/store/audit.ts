import type { Scope } from '../domain/staff.ts'
import type { ActorKind, Json } from '../ports/applications.ts'
import type { Audit, AuditPage, AuditRow } from '../ports/audit.ts'
import { chairNames } from './chair-links.ts'
import type { Prisma, Audit as Row } from './client/client.ts'
import { type Db, key } from './db.ts'
import { communeInScope, inScope } from './scope.ts'
import { staffNames } from './staff.ts'

/** Who did what to whom, kept in PostgreSQL. Rows are added and read, nothing else; triggers of the table hold that, too. */
export function prismaAudit(db: Db): Audit {
  return {
    write: async ({ detail, ...entry }) => {
      await db.audit.create({ data: { ...entry, ...(detail ? { detail: detail as Prisma.InputJsonObject } : {}) } })
    },
    list: (page) => list(db, page),
    count: ({ since, ...what }) => db.audit.count({ where: { ...what, at: { gte: since } } }),
  }
}

async function list(db: Db, page: AuditPage): Promise<AuditRow[]> {
  const rows = await db.audit.findMany({
    where: { AND: [await byWhom(db, page), whatAndWhen(page)] },
    orderBy: { id: 'desc' },
    take: page.limit,
  })
  const staff = await staffNames(
    db,
    rows.flatMap((r) => (r.subjectKind === 'staff' ? [r.actorId, r.subjectId] : [r.actorId])),
  )
  const chairs = await chairNames(
    db,
    rows.filter((r) => r.actorKind === 'chair_link').map((r) => r.actorId),
  )
  return rows.map((row) =>
    rowOf(row, row.actorKind === 'chair_link' ? { actors: chairs, staff } : { actors: staff, staff }),
  )
}

/** The log names who did something; a unit is those who work in it, its chairs' links, and the leaders of its groups. */
async function byWhom(db: Db, { officeId, communeId, actorId }: AuditPage): Promise<Prisma.AuditWhereInput> {
  const scope = {
    ...(officeId === undefined ? {} : { officeId }),
    ...(communeId === undefined ? {} : { communeId }),
  }
  const named = actorId === undefined ? {} : { actorId: { in: [actorId].flat() } }
  if (Object.keys(scope).length === 0) return named
  return { AND: [{ OR: await actorsIn(db, scope) }, named] }
}

/** Ids of different kinds may be equal: each counts with its kind only. */
async function actorsIn(db: Db, scope: Scope): Promise<Prisma.AuditWhereInput[]> {
  const [staff, links, leads] = await Promise.all([
    db.staff.findMany({ where: inScope(scope), select: { id: true } }),
    db.chairLink.findMany({ where: communeInScope(scope), select: { id: true } }),
    db.groupRole.findMany({ where: { group: communeInScope(scope) }, select: { accountId: true } }),
  ])
  return [
    { actorKind: 'staff', actorId: { in: staff.map(({ id }) => id) } },
    { actorKind: 'chair_link', actorId: { in: links.map(({ id }) => id.toString()) } },
    { actorKind: 'leader', actorId: { in: leads.map(({ accountId }) => accountId.toString()) } },
  ]
}

function whatAndWhen(page: AuditPage): Prisma.AuditWhereInput {
  const { action, subjectKind, subjectId, since, until, beforeId } = page
  return {
    ...(action === undefined ? {} : { action }),
    ...(subjectKind === undefined ? {} : { subjectKind }),
    ...(subjectId === undefined ? {} : { subjectId }),
    at: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) },
    ...(beforeId === undefined ? {} : { id: { lt: key(beforeId) } }),
  }
}

/** Names by id: of those who did it, and of staff to whom it was done. */
interface Names {
  actors: ReadonlyMap<string, string>
  staff: ReadonlyMap<string, string>
}

function rowOf({ id, actorKind, detail, ...entry }: Row, { actors, staff }: Names): AuditRow {
  const actorName = actors.get(entry.actorId)
  const subjectName = entry.subjectKind === 'staff' ? staff.get(entry.subjectId) : undefined
  return {
    ...entry,
    id: id.toString(),
    actorKind: actorKind as ActorKind,
    ...(detail === null ? {} : { detail: detail as Record<string, Json> }),
    ...(actorName === undefined ? {} : { actorName }),
    ...(subjectName === undefined ? {} : { subjectName }),
  }
}
