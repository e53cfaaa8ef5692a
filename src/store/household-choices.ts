import type { HouseholdChoices } from '../ports/household-choices.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** What households decided for themselves, kept in PostgreSQL. Who decided nothing has no row. */
export function prismaHouseholdChoices(db: Db, seal: Seal): HouseholdChoices {
  const put = (householdId: string, data: { receipts?: boolean; codeWordSealed?: string | null; changedAt: Date }) =>
    db.householdChoice.upsert({
      where: { householdId: key(householdId) },
      create: { householdId: key(householdId), ...data },
      update: data,
    })
  return {
    of: async (householdId) => {
      const row = await db.householdChoice.findUnique({ where: { householdId: key(householdId) } })
      const codeWord = row?.codeWordSealed ? seal.open(row.codeWordSealed) : undefined
      return { receipts: row?.receipts ?? true, ...(codeWord === undefined ? {} : { codeWord }) }
    },
    setReceipts: async (householdId, { on, at }) => {
      await put(householdId, { receipts: on, changedAt: at })
    },
    setCodeWord: async (householdId, { word, at }) => {
      await put(householdId, { codeWordSealed: word === undefined ? null : seal.seal(word), changedAt: at })
    },
    codeWords: async (householdIds) => {
      const where = { householdId: { in: householdIds.map(key) }, codeWordSealed: { not: null } }
      const rows = await db.householdChoice.findMany({ where })
      return new Map(rows.map((row) => [row.householdId.toString(), seal.open(row.codeWordSealed ?? '')]))
    },
  }
}
