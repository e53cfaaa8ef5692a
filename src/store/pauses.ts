import type { Pauses } from '../ports/pauses.ts'
import { columnOf } from './day-column.ts'
import type { Db } from './db.ts'

/** Communes in which reminders stand still, kept in PostgreSQL. */
export function prismaPauses(db: Db): Pauses {
  return {
    communesPaused: async (day) => {
      const at = columnOf(day)
      const where = { since: { lte: at }, OR: [{ until: null }, { until: { gte: at } }] }
      const rows = await db.reminderPause.findMany({ where, select: { communeId: true } })
      return new Set(rows.map(({ communeId }) => communeId))
    },
  }
}
