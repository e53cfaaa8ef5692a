import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** What accepting needs. `hashPassword` is that of the sign-in. */
export interface AcceptDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  hashPassword: (password: string) => Promise<string>
}

/** A new account, or what stands against it. `token`: used, expired or never issued. */
export type Accepted = { ok: true; staff: StaffMember } | { ok: false; problem: 'token' | 'name' | PasswordProblem }

/** What is wrong with a password that somebody chose. */
export type PasswordProblem = 'password_short' | 'password_long'

/** Shortest and longest password: long ones may be sentences, longer ones only keep the hash busy. */
export const passwordLength = { min: 12, max: 128 } as const

/** What stands against a password, by its length in letters. */
export function passwordProblem(password: string): PasswordProblem | undefined {
  const { length } = [...password]
  if (length < passwordLength.min) return 'password_short'
  return length > passwordLength.max ? 'password_long' : undefined
}

/** Makes the account that an invitation offers. The token is used up by it. */
export async function acceptInvitation(
  deps: AcceptDeps,
  { token, name, password, lang }: { token: string; name: string; password: string; lang: string },
): Promise<Accepted> {
  const at = deps.clock.now()
  const typed = name.normalize('NFC').trim()
  if (typed === '' || [...typed].length > 80) return { ok: false, problem: 'name' }
  const weak = passwordProblem(password)
  if (weak) return { ok: false, problem: weak }
  const passwordHash = await deps.hashPassword(password)
  return deps.store.transaction(async (tx): Promise<Accepted> => {
    const staff = await tx.staff.enrol({ token, name: typed, passwordHash, lang, at })
    if (!staff) return { ok: false, problem: 'token' }
    const subject = { subjectKind: 'staff', subjectId: staff.id }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'staff.accept', ...subject })
    return { ok: true, staff }
  })
}
