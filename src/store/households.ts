import type { Household, Households, PovertyStatus } from '../ports/households.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { communeOf, groupOf, withCommune, withGroup } from './units.ts'

const include = {
  commune: { include: withCommune },
  group: { include: withGroup },
  hamlet: true,
} as const satisfies Prisma.HouseholdInclude

/** The households of the bank, kept in PostgreSQL with their phone numbers sealed. */
export function prismaHouseholds(db: Db, seal: Seal): Households {
  const one = async (where: Prisma.HouseholdWhereUniqueInput) => {
    const row = await db.household.findUnique({ where, include })
    return row ? householdOf(row, seal) : undefined
  }
  return {
    find: (id) => one({ id: key(id) }),
    byCustomerId: (customerId) => one({ customerId }),
    byPhone: async (phone) => {
      const where = { phoneIndex: { in: seal.indexes(phone) } }
      const rows = await db.household.findMany({ where, orderBy: { id: 'asc' }, include })
      return rows.map((row) => householdOf(row, seal))
    },
  }
}

function householdOf(row: Prisma.HouseholdGetPayload<{ include: typeof include }>, seal: Seal): Household {
  return {
    id: row.id.toString(),
    customerId: row.customerId,
    headName: row.headName,
    ...(row.birthYear === null ? {} : { birthYear: row.birthYear }),
    ...(row.phoneSealed === null ? {} : { phone: seal.open(row.phoneSealed) }),
    commune: communeOf(row.commune),
    ...(row.hamlet === null ? {} : { hamlet: row.hamlet.name }),
    ...(row.group === null ? {} : { group: groupOf(row.group) }),
    ...(row.povertyStatus === null ? {} : { povertyStatus: row.povertyStatus as PovertyStatus }),
    ...(row.listYear === null ? {} : { listYear: row.listYear }),
  }
}
