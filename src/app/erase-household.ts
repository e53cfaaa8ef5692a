import { lanes } from '../domain/delivery.ts'
import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import { purposes } from '../ports/consents.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { paperProblem } from './hand-out-data.ts'
import { say } from './scene.ts'
import { seenHousehold } from './search-people.ts'

/** What erasing needs. */
export interface EraseDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** What was typed: the number of the customer stands for "yes, this household". */
export interface TypedErasure {
  paper: string
  customerId: string
}

/** How erasing ended. */
export type Erased = { ok: true } | { ok: false; why: 'not_found' | 'no_paper' | 'long_paper' | 'other_customer' }

/**
 * Erases what is kept of everybody of a household, takes back what they allowed, and unlinks their accounts, which are told so. What the
 * bank's own list says stays, and so do requests that the bank works on. Who did it, by which paper, is on record.
 */
export async function eraseHousehold(
  { store, clock, jobs }: EraseDeps,
  { staff, householdId, ...typed }: TypedErasure & { staff: StaffMember; householdId: string },
): Promise<Erased> {
  const at = clock.now()
  const erased = await store.transaction(async (tx): Promise<Erased> => {
    const household = may(staff.role, 'people.erase') ? await seenHousehold(tx, staff, householdId) : undefined
    if (!household) return { ok: false, why: 'not_found' }
    const problem = paperProblem(typed.paper)
    if (problem) return { ok: false, why: problem }
    if (typed.customerId.trim() !== household.customerId) return { ok: false, why: 'other_customer' }
    await eraseAll(tx, { householdId, at })
    const by = { at, actorKind: 'staff', actorId: staff.id } as const
    const subject = { subjectKind: 'household', subjectId: householdId, detail: { paper: typed.paper.trim() } }
    await tx.audit.write({ ...by, action: 'people.erase', ...subject })
    return { ok: true }
  })
  if (erased.ok) await jobs.wake('send-batch', { lane: lanes.reply })
  return erased
}

async function eraseAll(tx: Tx, { householdId, at }: { householdId: string; at: Date }): Promise<void> {
  // Whoever is just being heard is heard to the end first: nothing is written into what was erased.
  for (const { id } of await tx.accounts.ofHousehold(householdId)) await tx.talks.hold(id)
  const accounts = await tx.accounts.ofHousehold(householdId)
  for (const { id } of accounts) await tx.consents.withdraw(id, purposes, at)
  await tx.ownData.eraseHousehold(householdId, at)
  const { phone } = await tx.units.mainOffice()
  const told = { parts: [say('personal-data:told', { phone })] }
  for (const account of accounts) {
    if (account.byPhone || account.status !== 'active') continue
    await tx.outbox.write(account, told, { lane: lanes.reply, at })
  }
}
