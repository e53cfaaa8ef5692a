import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenApplication } from './decide-application.ts'
import { seenHousehold } from './search-people.ts'

/** Shows a phone number in full and writes down who looked. Undefined when the household is not theirs or gave no number. */
export async function openPhone(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, householdId }: { staff: StaffMember; householdId: string },
): Promise<string | undefined> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const household = may(staff.role, 'people.phone') ? await seenHousehold(tx, staff, householdId) : undefined
    if (!household?.phone) return undefined
    const subject = { subjectKind: 'household', subjectId: householdId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'people.phone', ...subject })
    return household.phone
  })
}

/** The number that somebody gave with a request, in full; who looked is written down. Undefined when it is not theirs to see. */
export async function openApplicantPhone(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, applicationId }: { staff: StaffMember; applicationId: string },
): Promise<string | undefined> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const seen = may(staff.role, 'people.phone') ? await seenApplication(tx, staff, applicationId) : undefined
    const phone = seen?.answers.phone
    if (typeof phone !== 'string') return undefined
    const subject = { subjectKind: 'application', subjectId: applicationId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'application.phone', ...subject })
    return phone
  })
}
