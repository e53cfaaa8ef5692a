import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Disaster } from '../ports/disasters.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import type { DisasterDeps } from './disaster-switch.ts'

/** Switches communes of a disaster off: reminders go on with the next plan, of what is due then. Undefined when nothing of it is theirs to switch. */
export async function endDisaster(
  deps: Pick<DisasterDeps, 'store' | 'clock'>,
  { staff, id, communeIds }: { staff: StaffMember; id: string; communeIds: readonly number[] },
): Promise<number | undefined> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const disaster = may(staff.role, 'disasters.switch') ? await seenDisaster(tx, staff, id) : undefined
    if (!disaster) return undefined
    const own = disaster.communes.filter(({ communeId }) => isTheirs(staff, { disaster, communeId }))
    const wanted = communeIds.filter((wish) => own.some(({ communeId }) => communeId === wish))
    const ended = await tx.disasters.end({ id, communeIds: wanted, at, by: staff.id })
    const subject = { subjectKind: 'disaster', subjectId: id, detail: { communes: ended } }
    if (ended.length > 0)
      await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'disaster.end', ...subject })
    return ended.length
  })
}

/** A disaster that a member of staff may see: of their office, and where they have one commune only, one that struck it. */
export async function seenDisaster(
  tx: Pick<Tx, 'disasters'>,
  staff: StaffMember,
  id: string,
): Promise<Disaster | undefined> {
  const found = /^\d{1,18}$/.test(id) && may(staff.role, 'disasters.see') ? await tx.disasters.find(id) : undefined
  const seen = found?.communes.some(({ communeId }) => isTheirs(staff, { disaster: found, communeId }))
  return seen ? found : undefined
}

function isTheirs(staff: StaffMember, { disaster, communeId }: { disaster: Disaster; communeId: number }): boolean {
  return sees(scopeOf(staff), { officeId: disaster.officeId, communeId })
}
