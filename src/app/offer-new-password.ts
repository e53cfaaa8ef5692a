import { mayManage } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** What offering needs. `newToken` gives 256 bits from the system's secure source of chance, as text for an address. */
export interface OfferDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  newToken: () => string
}

/** The one-time token, shown once, and whose password it changes. */
export interface OfferedPassword {
  token: string
  staff: StaffMember
  expiresAt: Date
}

const validHours = 24

/**
 * Lets somebody who forgot the password set a new one, by a link that an earlier one of theirs ends with. Until it is used nothing changes.
 * Without `by` the command line of the installation does so. Undefined when it is not theirs to do, for oneself, and for a shut account.
 */
export async function offerNewPassword(
  deps: OfferDeps,
  { by, staffId }: { by?: StaffMember; staffId: string },
): Promise<OfferedPassword | undefined> {
  const at = deps.clock.now()
  const token = deps.newToken()
  const expiresAt = new Date(at.getTime() + validHours * 3_600_000)
  return deps.store.transaction(async (tx) => {
    const staff = await tx.staff.find(staffId)
    if (!staff || staff.disabledAt || (by && (staff.id === by.id || !mayManage(by, staff)))) return undefined
    await tx.staff.offerNewPassword({ staffId, token, expiresAt })
    const actor = by
      ? ({ actorKind: 'staff', actorId: by.id } as const)
      : ({ actorKind: 'system', actorId: 'cli' } as const)
    const subject = { subjectKind: 'staff', subjectId: staffId }
    await tx.audit.write({ at, ...actor, ...subject, action: 'staff.password_offer' })
    return { token, staff, expiresAt }
  })
}
