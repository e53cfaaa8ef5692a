import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { type PasswordProblem, passwordProblem } from './accept-invitation.ts'

/** What setting a password needs. `hashPassword` is that of the sign-in. */
export interface SetPasswordDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  hashPassword: (password: string) => Promise<string>
}

/** Whose password is new, or what stands against it. `token`: used, expired, ended or never issued. */
export type PasswordSet = { ok: true; staff: StaffMember } | { ok: false; problem: 'token' | PasswordProblem }

/** Sets the password that a link offers, uses the link up, and ends all sessions. The second factor stays as it is. */
export async function setNewPassword(
  deps: SetPasswordDeps,
  { token, password }: { token: string; password: string },
): Promise<PasswordSet> {
  const at = deps.clock.now()
  const problem = passwordProblem(password)
  if (problem) return { ok: false, problem }
  const passwordHash = await deps.hashPassword(password)
  return deps.store.transaction(async (tx): Promise<PasswordSet> => {
    const staff = await tx.staff.setPassword({ token, passwordHash, at })
    if (!staff) return { ok: false, problem: 'token' }
    const sessions = await tx.staff.endSessions(staff.id)
    const who = { actorKind: 'staff', actorId: staff.id, subjectKind: 'staff', subjectId: staff.id } as const
    await tx.audit.write({ at, ...who, action: 'staff.password', detail: { sessions } })
    return { ok: true, staff }
  })
}
