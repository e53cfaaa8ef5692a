import { mayManage } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

interface FactorDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** What somebody did with their own second factor: set it up, had new backup codes made, or switched it off. */
export type FactorChange = 'on' | 'codes' | 'off'

/** Writes down what somebody did with their own second factor. Set up or switched off, it ends their other sessions. */
export async function noteSecondFactor(
  deps: FactorDeps,
  { staff, change, sessionId }: { staff: StaffMember; change: FactorChange; sessionId: string },
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    if (change !== 'codes') await tx.staff.endSessions(staff.id, sessionId)
    const subject = { subjectKind: 'staff', subjectId: staff.id }
    const entry = { at: deps.clock.now(), actorKind: 'staff', actorId: staff.id, ...subject } as const
    await tx.audit.write({ ...entry, action: `second_factor.${change}` })
  })
}

/**
 * Takes somebody's second factor away because the phone is lost, and ends their sessions: at the next sign-in they set it up anew.
 * Without `by` the command line of the installation does so. False when it is not theirs to do: nobody does it to themselves.
 */
export async function resetSecondFactor(
  deps: FactorDeps,
  { by, staffId }: { by?: StaffMember; staffId: string },
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const member = await tx.staff.find(staffId)
    if (!member?.secondFactor || (by && (member.id === by.id || !mayManage(by, member)))) return false
    await tx.staff.dropSecondFactor(staffId)
    await tx.staff.endSessions(staffId)
    const actor = by
      ? ({ actorKind: 'staff', actorId: by.id } as const)
      : ({ actorKind: 'system', actorId: 'cli' } as const)
    const subject = { subjectKind: 'staff', subjectId: staffId }
    await tx.audit.write({ at: deps.clock.now(), ...actor, ...subject, action: 'second_factor.reset' })
    return true
  })
}
