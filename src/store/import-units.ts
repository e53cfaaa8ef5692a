import type { CommuneRow, PointRow, UnitRows } from '../ports/imports.ts'
import type { Db } from './db.ts'

/** Writes an office with its communes, their former units and hamlets, and its transaction points, each by its code. */
export async function putUnits(db: Db, { province, office, communes, points }: UnitRows): Promise<void> {
  const { id: provinceId } = await db.province.upsert({
    where: { code: province.code },
    create: province,
    update: province,
  })
  const { id: officeId } = await db.transactionOffice.upsert({
    where: { code: office.code },
    create: { ...office, provinceId },
    update: { ...office, provinceId },
  })
  for (const commune of communes) await putCommune(db, officeId, commune)
  for (const point of points) await putPoint(db, point)
}

async function putCommune(db: Db, officeId: number, { formerUnits, hamlets, ...commune }: CommuneRow): Promise<void> {
  const { id: communeId } = await db.commune.upsert({
    where: { code: commune.code },
    create: { ...commune, officeId },
    update: { ...commune, officeId },
  })
  await db.communeAlias.deleteMany({ where: { communeId } })
  await db.communeAlias.createMany({ data: formerUnits.map((unit) => ({ ...unit, communeId })) })
  await db.hamlet.createMany({ data: hamlets.map((name) => ({ name, communeId })), skipDuplicates: true })
}

async function putPoint(db: Db, { communeCode, ...point }: PointRow): Promise<void> {
  const { id: communeId } = await db.commune.findUniqueOrThrow({ where: { code: communeCode } })
  await db.transactionPoint.upsert({
    where: { code: point.code },
    create: { ...point, communeId },
    update: { ...point, communeId },
  })
}
