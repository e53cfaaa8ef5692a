import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenApplication } from './decide-application.ts'

/** The identity number of a request, in full; who looked is written down. Undefined when it is not theirs to see, or not filled in. */
export async function openIdentity(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, applicationId }: { staff: StaffMember; applicationId: string },
): Promise<string | undefined> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const seen = may(staff.role, 'people.phone') ? await seenApplication(tx, staff, applicationId) : undefined
    const number = seen?.bank?.idNumber
    if (typeof number !== 'string') return undefined
    const subject = { subjectKind: 'application', subjectId: applicationId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'application.identity', ...subject })
    return number
  })
}
