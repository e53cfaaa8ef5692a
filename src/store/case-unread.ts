import type { CaseLine } from '../ports/cases.ts'
import { type Db, key } from './db.ts'

/** Since when a new case has words that nobody of staff has opened: what a colleague began needs nobody to open it. */
export function firstUnread({ by, at }: { by?: CaseLine['by']; at: Date }): Date | null {
  return by === 'agent' ? null : at
}

/** Words of the household are unread until somebody opens the case or answers; the first of them says since when. */
export async function noteUnread(db: Db, { caseId, by, at }: { caseId: string; by: CaseLine['by']; at: Date }) {
  const id = key(caseId)
  if (by === 'household') await db.case.updateMany({ where: { id, unreadSince: null }, data: { unreadSince: at } })
  if (by === 'staff' || by === 'agent') await db.case.updateMany({ where: { id }, data: { unreadSince: null } })
}
