import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { Household } from '../ports/households.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenHousehold } from './search-people.ts'

/** What issuing needs. `randomBytes` is the system's secure source of chance. */
export interface IssueDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  randomBytes: (count: number) => Uint8Array
}

/** A code on paper: for one household, once, until then. */
export interface IssuedCode {
  household: Household
  /** Eight characters; shown in two groups of four. */
  code: string
  expiresAt: Date
}

/** 32 signs that cannot be taken for one another on paper: no I, O, 0 and 1. Five bits each, so that every byte falls evenly. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const length = 8
const validDays = 30

/** Issues a one-time code that ties an account to a household; an earlier one that was not used ends. Undefined when the household is not theirs. */
export async function issueLinkCode(
  deps: IssueDeps,
  { staff, householdId }: { staff: StaffMember; householdId: string },
): Promise<IssuedCode | undefined> {
  const at = deps.clock.now()
  const code = randomCode(deps)
  const expiresAt = new Date(at.getTime() + validDays * 86_400_000)
  return deps.store.transaction(async (tx) => {
    const household = may(staff.role, 'people.link') ? await seenHousehold(tx, staff, householdId) : undefined
    if (!household) return undefined
    await tx.linking.issue({ householdId, code, by: staff.id, at, expiresAt })
    const subject = { subjectKind: 'household', subjectId: householdId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'people.link_code', ...subject })
    return { household, code, expiresAt }
  })
}

/** Eight characters of chance for a code on paper. */
export function randomCode({ randomBytes }: Pick<IssueDeps, 'randomBytes'>): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
