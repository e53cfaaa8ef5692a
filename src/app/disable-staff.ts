import { mayManage } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** Shuts an account, which ends its sessions at once, or opens it again. False when it is not theirs to shut: nobody shuts their own. */
export async function disableStaff(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { by, staffId, disabled }: { by: StaffMember; staffId: string; disabled: boolean },
): Promise<boolean> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const member = await tx.staff.find(staffId)
    if (!member || member.id === by.id || !mayManage(by, member)) return false
    await tx.staff.setDisabled(staffId, disabled ? at : undefined)
    const action = disabled ? 'staff.disable' : 'staff.enable'
    await tx.audit.write({ at, actorKind: 'staff', actorId: by.id, action, subjectKind: 'staff', subjectId: staffId })
    return true
  })
}
