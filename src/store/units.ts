import type { Day } from '../domain/day.ts'
import { monthOf, yearOf } from '../domain/day.ts'
import { fixedDaysOf, type SessionCalendar } from '../domain/transaction-day.ts'
import type { Commune, Group, Office, Point, UnitKind, Units } from '../ports/units.ts'
import {
  Prisma,
  type TransactionOffice,
  type TransactionPoint,
  type TransactionPointException,
} from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** The units of the bank and the state, kept in PostgreSQL. */
export function prismaUnits(db: Db): Units {
  return {
    office: async (id) => {
      const row = await db.transactionOffice.findUnique({ where: { id } })
      return row ? officeOf(row) : undefined
    },
    mainOffice: async () => officeOf(await db.transactionOffice.findFirstOrThrow({ orderBy: { id: 'asc' } })),
    communes: async (officeId) => {
      const where = officeId === undefined ? {} : { officeId }
      const rows = await db.commune.findMany({ where, orderBy: { id: 'asc' }, include: withCommune })
      return rows.map(communeOf)
    },
    commune: async (id) => {
      const row = await db.commune.findUnique({ where: { id }, include: withCommune })
      return row ? communeOf(row) : undefined
    },
    group: async (id) => {
      const row = await db.savingsCreditGroup.findUnique({ where: { id }, include: withGroup })
      return row ? groupOf(row) : undefined
    },
    pointOfCommune: async (communeId) => {
      const row = await db.transactionPoint.findFirst({
        where: { communeId },
        orderBy: { id: 'asc' },
        include: withPoint,
      })
      return row ? pointOf(row) : undefined
    },
    pointOfHousehold: async (householdId) => {
      const [pays] = await db.$queryRaw<{ pointId: number }[]>`
        SELECT point_id AS "pointId" FROM (${payers}) AS payer WHERE household_id = ${key(householdId)}`
      const row = pays && (await db.transactionPoint.findUnique({ where: { id: pays.pointId }, include: withPoint }))
      return row ? pointOf(row) : undefined
    },
    pointsAbout: async (days) => {
      const where = {
        OR: [
          { dayOfMonth: { in: days.flatMap(fixedDaysOf) } },
          { exceptions: { some: { day: { in: days.map(columnOf) } } } },
        ],
      }
      return (await db.transactionPoint.findMany({ where, orderBy: { id: 'asc' }, include: withPoint })).map(pointOf)
    },
    moveSession: (pointCode, day, reason) => moveSession(db, { pointCode, day, reason }),
  }
}

/**
 * Who pays at which point: a household at that of its group, else at the first one of its commune. A row for each household that
 * has a point, to be read as a table from which little is wanted: those of a point, or that of a household.
 */
export const payers = Prisma.sql`
  SELECT h.id AS household_id, h.head_name, h.commune_id, g.point_id
  FROM household h JOIN savings_credit_group g ON g.id = h.group_id
  WHERE g.point_id IS NOT NULL
  UNION ALL
  SELECT h.id, h.head_name, h.commune_id, p.id
  FROM household h JOIN transaction_point p ON p.commune_id = h.commune_id
  LEFT JOIN savings_credit_group g ON g.id = h.group_id
  WHERE g.point_id IS NULL
    AND NOT EXISTS (SELECT FROM transaction_point f WHERE f.commune_id = p.commune_id AND f.id < p.id)`

/** What has to be read with a point for `pointOf`. */
export const withPoint = {
  exceptions: true,
  commune: { select: { officeId: true } },
} as const satisfies Prisma.TransactionPointInclude

/** What has to be read with a commune for `communeOf`. */
export const withCommune = { aliases: { orderBy: { id: 'asc' } } } as const satisfies Prisma.CommuneInclude

/** What has to be read with a group for `groupOf`. */
export const withGroup = {
  association: true,
  point: { include: { exceptions: true } },
} as const satisfies Prisma.SavingsCreditGroupInclude

/** A commune from its row. */
export function communeOf(row: Prisma.CommuneGetPayload<{ include: typeof withCommune }>): Commune {
  const formerUnits = row.aliases.map(({ name, kind }) => ({ name, kind: kind as UnitKind }))
  return { id: row.id, officeId: row.officeId, code: row.code, name: row.name, kind: row.kind as UnitKind, formerUnits }
}

/** A group from its row. The day of its sessions is its point's; a group without a point has its own. */
export function groupOf(row: Prisma.SavingsCreditGroupGetPayload<{ include: typeof withGroup }>): Group {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    leaderName: row.leaderName,
    associationKey: row.association.key,
    communeId: row.communeId,
    ...(row.collectionDay === null ? {} : { collectionDay: row.collectionDay }),
    ...(row.point === null ? {} : { point: placeOf(row.point) }),
    sessions: row.point ? sessionsOf(row.point) : { dayOfMonth: row.transactionDay, moved: {} },
  }
}

function officeOf({ provinceId: _, ...office }: TransactionOffice): Office {
  return office
}

/** A point from its row. */
export function pointOf(row: Prisma.TransactionPointGetPayload<{ include: typeof withPoint }>): Point {
  return { id: row.id, officeId: row.commune.officeId, ...placeOf(row), sessions: sessionsOf(row) }
}

function placeOf({ name, address, opensAt }: TransactionPoint) {
  return { name, address, opensAt }
}

function sessionsOf(point: TransactionPoint & { exceptions: TransactionPointException[] }): SessionCalendar {
  const months = point.exceptions.map((row) => ({ ...row, in: `${row.year}-${String(row.month).padStart(2, '0')}` }))
  const said = months.filter(({ reason }) => reason !== '')
  return {
    dayOfMonth: point.dayOfMonth,
    moved: Object.fromEntries(months.map((month) => [month.in, dayFrom(month.day)])),
    ...(said.length > 0 ? { why: Object.fromEntries(said.map((month) => [month.in, month.reason])) } : {}),
  }
}

async function moveSession(
  db: Db,
  { pointCode, day, reason }: { pointCode: string; day: Day; reason: string },
): Promise<boolean> {
  const point = await db.transactionPoint.findUnique({ where: { code: pointCode }, select: { id: true } })
  if (!point) return false
  const pointId = point.id
  const month = { pointId, year: yearOf(day), month: monthOf(day) }
  const session = { day: columnOf(day), reason }
  await db.transactionPointException.upsert({
    where: { pointId_year_month: month },
    create: { ...month, ...session },
    update: session,
  })
  return true
}
