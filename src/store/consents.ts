import type { Consents, Purpose } from '../ports/consents.ts'
import { type Db, key } from './db.ts'

/** The register of consents, kept in PostgreSQL. What was given twice stands once. */
export function prismaConsents(db: Db): Consents {
  const standing = (accountId: string) => ({ accountId: key(accountId), withdrawnAt: null })
  return {
    give: async ({ accountId, purposes, wording, lang, at }) => {
      const have = await db.consent.findMany({ where: standing(accountId), select: { purpose: true } })
      const fresh = purposes.filter((p) => !have.some((h) => h.purpose === p))
      await db.consent.createMany({
        data: fresh.map((purpose) => ({ accountId: key(accountId), purpose, wording, lang, givenAt: at })),
        skipDuplicates: true,
      })
    },
    withdraw: async (accountId, purposes, at) => {
      await db.consent.updateMany({
        where: { ...standing(accountId), purpose: { in: [...purposes] } },
        data: { withdrawnAt: at },
      })
    },
    of: async (accountId) => {
      const rows = await db.consent.findMany({ where: standing(accountId), orderBy: { id: 'asc' } })
      return rows.map((r) => r.purpose as Purpose)
    },
  }
}
