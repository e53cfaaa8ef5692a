import type { Audience } from '../domain/audience.ts'
import type { SavedAudience, SavedAudiences } from '../ports/saved-audiences.ts'
import type { Prisma, SavedAudience as Row } from './client/client.ts'
import { type Db, key } from './db.ts'

/** Audiences by name, kept in PostgreSQL. */
export function prismaSavedAudiences(db: Db): SavedAudiences {
  return {
    list: async (officeId) =>
      (await db.savedAudience.findMany({ where: { officeId }, orderBy: { name: 'asc' } })).map(savedOf),
    find: async (officeId, id) => {
      if (!/^\d{1,18}$/.test(id)) return undefined
      const row = await db.savedAudience.findFirst({ where: { officeId, id: key(id) } })
      return row ? savedOf(row) : undefined
    },
    keep: async (officeId, { name, audience, by, at }) => {
      const kept = { audience: audience as unknown as Prisma.InputJsonObject, updatedAt: at, updatedBy: by }
      const { id } = await db.savedAudience.upsert({
        where: { officeId_name: { officeId, name } },
        create: { officeId, name, ...kept },
        update: kept,
      })
      return id.toString()
    },
    drop: async (officeId, id) => {
      if (!/^\d{1,18}$/.test(id)) return false
      return (await db.savedAudience.deleteMany({ where: { officeId, id: key(id) } })).count === 1
    },
  }
}

function savedOf({ id, name, audience }: Row): SavedAudience {
  return { id: id.toString(), name, audience: audience as unknown as Audience }
}
