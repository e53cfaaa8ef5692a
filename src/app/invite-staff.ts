import { mayManage, type StaffUnit, unitProblem } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** What inviting needs. `newToken` gives 256 bits from the system's secure source of chance, as text for an address. */
export interface InviteDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  newToken: () => string
}

/** Who is invited, to what. Without `by` the command line of the installation invites. */
export interface Invite extends StaffUnit {
  by?: StaffMember
  email: string
}

/** The one-time token, shown once, or what stands against it. */
export type Invited =
  | { ok: true; token: string; expiresAt: Date }
  | { ok: false; problem: 'email' | 'needs_office' | 'needs_commune' | 'not_yours' | 'has_account' }

const validDays = 7

/** Offers an account to an address. An earlier offer to it ends. */
export async function inviteStaff(deps: InviteDeps, invite: Invite): Promise<Invited> {
  const { by, email, ...unit } = invite
  const at = deps.clock.now()
  const address = email.trim().toLowerCase()
  if (!/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(address) || address.length > 200)
    return { ok: false, problem: 'email' }
  const wrong = unitProblem(unit)
  if (wrong) return { ok: false, problem: wrong }
  if (by && !mayManage(by, unit)) return { ok: false, problem: 'not_yours' }
  const token = deps.newToken()
  const expiresAt = new Date(at.getTime() + validDays * 86_400_000)
  return deps.store.transaction(async (tx): Promise<Invited> => {
    if (await tx.staff.byEmail(address)) return { ok: false, problem: 'has_account' }
    await tx.staff.invite({ ...unit, email: address, token, expiresAt })
    const actor = by
      ? ({ actorKind: 'staff', actorId: by.id } as const)
      : ({ actorKind: 'system', actorId: 'cli' } as const)
    await tx.audit.write({ at, ...actor, action: 'staff.invite', subjectKind: 'staff_email', subjectId: address })
    return { ok: true, token, expiresAt }
  })
}
