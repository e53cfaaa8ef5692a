import type { Linking } from '../ports/linking.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** Linking codes and attempts, kept in PostgreSQL. A code itself is never stored: only its keyed hash. */
export function prismaLinking(db: Db, seal: Seal): Linking {
  const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return {
    issue: async ({ householdId, code, by, at, expiresAt }) => {
      const ended = [{ usedAt: null }, { codeHash: { in: seal.indexes(plain(code)) } }]
      await db.linkCode.deleteMany({ where: { householdId: key(householdId), OR: ended } })
      await db.linkCode.create({
        data: {
          householdId: key(householdId),
          codeHash: seal.index(plain(code)),
          issuedBy: by ?? null,
          issuedAt: at,
          expiresAt,
        },
      })
    },
    householdOf: async (code, at) => {
      const row = await db.linkCode.findFirst({ where: { codeHash: { in: seal.indexes(plain(code)) } } })
      return row && row.usedAt === null && row.expiresAt > at ? row.householdId.toString() : undefined
    },
    use: async (householdId, accountId, at) => {
      await db.linkCode.updateMany({
        where: { householdId: key(householdId), usedAt: null },
        data: { usedAt: at, usedBy: key(accountId) },
      })
    },
    attempt: async ({ accountId, householdId, passed, at }) => {
      await db.linkAttempt.create({
        data: { accountId: key(accountId), householdId: householdId ? key(householdId) : null, passed, at },
      })
    },
    failures: async ({ accountId, householdId, since }) => {
      const failed = { passed: false, at: { gte: since } }
      const account = await db.linkAttempt.count({ where: { ...failed, accountId: key(accountId) } })
      const household = householdId
        ? await db.linkAttempt.count({ where: { ...failed, householdId: key(householdId) } })
        : 0
      return { account, household }
    },
  }
}
