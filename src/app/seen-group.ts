import { may, scopeOf, sees } from '../domain/staff.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import type { Commune, Group } from '../ports/units.ts'

/** A group with its commune. */
export interface SeenGroup {
  group: Group
  commune: Commune
}

/** A group of a member of staff's unit, or undefined: one of another unit does not exist for them. */
export async function seenGroup(tx: Pick<Tx, 'units'>, staff: StaffMember, id: string): Promise<SeenGroup | undefined> {
  const group = /^\d{1,9}$/.test(id) ? await tx.units.group(Number(id)) : undefined
  const commune = group && (await tx.units.commune(group.communeId))
  if (!group || !commune || !may(staff.role, 'applications.see')) return undefined
  return sees(scopeOf(staff), { officeId: commune.officeId, communeId: commune.id }) ? { group, commune } : undefined
}
