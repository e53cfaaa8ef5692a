import type { FiguresAge, ImportRunRow, ImportRuns } from '../ports/import-runs.ts'
import { Prisma } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { takeTurn } from './import-turn.ts'
import { undoRun } from './import-undo.ts'
import type { Seal } from './seal.ts'

/** The record of lists that were taken in, kept in PostgreSQL. */
export function prismaImportRuns(db: Db, seal: Seal): ImportRuns {
  return {
    list: async ({ scope, limit }) => {
      const own = scope.officeId === undefined ? Prisma.sql`true` : Prisma.sql`run.office_id = ${scope.officeId}`
      return (await rowsOf(db, Prisma.sql`${own} OR run.office_id IS NULL`, limit)).map(runOf)
    },
    find: async (id) => (await rowsOf(db, Prisma.sql`run.id = ${key(id)}`, 1)).map(runOf)[0],
    undo: async (id, { by, at }) => {
      await takeTurn(db)
      const { at: takenAt } = await db.importRun.findUniqueOrThrow({ where: { id: key(id) } })
      const done = await undoRun(db, seal, { id: key(id), takenAt, at })
      if (!done.ok) return done
      const data = { undoneAt: at, undoneBy: by }
      await db.importRun.updateMany({ where: { OR: [{ id: key(id) }, { partOf: key(id) }] }, data })
      await db.importImage.deleteMany({ where: { runId: key(id) } })
      return done
    },
    forgetImages: async (before) => {
      const old = await db.importRun.findMany({
        where: { at: { lt: before }, images: { some: {} } },
        select: { id: true },
      })
      await db.importImage.deleteMany({ where: { runId: { in: old.map(({ id }) => id) } } })
      return old.length
    },
    age: (scope, staleBefore) => ageOf(db, { scope, staleBefore }),
  }
}

interface Row {
  id: bigint
  kind: string
  fileName: string
  officeId: number | null
  rows: number
  added: number
  changed: number
  skipped: number
  by: string
  byName: string | null
  at: Date
  undoneAt: Date | null
  undoneBy: string | null
  undoable: boolean
}

function rowsOf(db: Db, where: Prisma.Sql, limit: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT run.id, run.kind, run.file_name AS "fileName", run.office_id AS "officeId", run.rows, run.added, run.changed, run.skipped,
      run.by, staff.name AS "byName", run.at, run.undone_at AS "undoneAt", run.undone_by AS "undoneBy",
      EXISTS (SELECT FROM import_image image WHERE image.run_id = run.id) AS undoable
    FROM import_run run LEFT JOIN staff ON staff.id = run.by
    WHERE ${where} ORDER BY run.id DESC LIMIT ${limit}`
}

function runOf({ id, officeId, byName, undoneAt, undoneBy, ...row }: Row): ImportRunRow {
  return {
    ...row,
    id: id.toString(),
    ...(officeId === null ? {} : { officeId }),
    ...(byName === null ? {} : { byName }),
    ...(undoneAt === null ? {} : { undoneAt }),
    ...(undoneBy === null ? {} : { undoneBy }),
  }
}

async function ageOf(
  db: Db,
  { scope, staleBefore }: { scope: Parameters<ImportRuns['age']>[0]; staleBefore: string },
): Promise<FiguresAge | undefined> {
  const office = scope.officeId === undefined ? Prisma.empty : Prisma.sql`AND c.office_id = ${scope.officeId}`
  const commune = scope.communeId === undefined ? Prisma.empty : Prisma.sql`AND c.id = ${scope.communeId}`
  const [row] = await db.$queryRaw<{ loans: bigint; latest: Date | null; stale: bigint }[]>`
    SELECT count(*) AS loans, max(l.as_of) AS latest, count(*) FILTER (WHERE l.as_of < ${staleBefore}::date) AS stale
    FROM commune c JOIN loan l ON l.commune_id = c.id AND l.status <> 'closed' WHERE true ${office} ${commune}`
  if (!row?.latest) return undefined
  return { loans: Number(row.loans), latest: dayFrom(row.latest), stale: Number(row.stale) }
}
