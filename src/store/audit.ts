import type { ActorKind, Json } from '../ports/applications.ts'
import type { Audit, AuditRow } from '../ports/audit.ts'
import type { Prisma, Audit as Row } from './client/client.ts'
import { type Db, key } from './db.ts'
import { staffNames } from './staff.ts'

/** Who did what to whom, kept in PostgreSQL. Rows are added and read, nothing else. */
export function prismaAudit(db: Db): Audit {
  return {
    write: async ({ detail, ...entry }) => {
      await db.audit.create({ data: { ...entry, ...(detail ? { detail: detail as Prisma.InputJsonObject } : {}) } })
    },
    list: (page) => list(db, page),
    count: ({ since, ...what }) => db.audit.count({ where: { ...what, at: { gte: since } } }),
  }
}

async function list(db: Db, page: Parameters<Audit['list']>[0]): Promise<AuditRow[]> {
  const { officeId, actorId, except, beforeId, limit } = page
  const colleagues =
    officeId === undefined ? undefined : await db.staff.findMany({ where: { officeId }, select: { id: true } })
  const rows = await db.audit.findMany({
    where: {
      AND: [
        colleagues ? { actorId: { in: colleagues.map(({ id }) => id) } } : {},
        actorId === undefined ? {} : { actorId },
        except === undefined ? {} : { action: { notIn: [...except] } },
        beforeId === undefined ? {} : { id: { lt: key(beforeId) } },
      ],
    },
    orderBy: { id: 'desc' },
    take: limit,
  })
  const names = await staffNames(
    db,
    rows.map((r) => r.actorId),
  )
  return rows.map((row) => rowOf(row, names.get(row.actorId)))
}

function rowOf({ id, actorKind, detail, ...entry }: Row, actorName: string | undefined): AuditRow {
  return {
    ...entry,
    id: id.toString(),
    actorKind: actorKind as ActorKind,
    ...(detail === null ? {} : { detail: detail as Record<string, Json> }),
    ...(actorName === undefined ? {} : { actorName }),
  }
}
