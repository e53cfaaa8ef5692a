import { may, scopeOf, sees } from '../domain/staff.ts'
import type { CalendarPoint } from '../ports/calendar.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'

/** A transaction point of a member of staff's unit, or undefined: one of another unit does not exist for them. */
export async function seenPoint(
  tx: Pick<Tx, 'calendar'>,
  staff: StaffMember,
  id: string,
): Promise<CalendarPoint | undefined> {
  if (!may(staff.role, 'people.see') || !/^\d{1,9}$/.test(id)) return undefined
  const point = await tx.calendar.hold(Number(id))
  return point && sees(scopeOf(staff), point) ? point : undefined
}
