import { mayManage } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

interface EndDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** Ends one session of one's own, at once. False when there is none of that id. */
export async function endOwnSession(
  deps: EndDeps,
  { staff, sessionId }: { staff: StaffMember; sessionId: string },
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const ended = await tx.staff.endSession(staff.id, sessionId)
    if (ended) await tx.audit.write(entry(deps, { by: staff.id, of: staff.id, count: 1 }))
    return ended
  })
}

/** Ends all sessions of one's own but the one that is used. Returns how many there were. */
export async function endOtherSessions(
  deps: EndDeps,
  { staff, but }: { staff: StaffMember; but: string },
): Promise<number> {
  return deps.store.transaction(async (tx) => {
    const count = await tx.staff.endSessions(staff.id, but)
    await tx.audit.write(entry(deps, { by: staff.id, of: staff.id, count }))
    return count
  })
}

/** Ends all sessions of a member of staff. False when it is not theirs to do; for one's own there is a page of one's own. */
export async function endStaffSessions(
  deps: EndDeps,
  { by, staffId }: { by: StaffMember; staffId: string },
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const member = await tx.staff.find(staffId)
    if (!member || member.id === by.id || !mayManage(by, member)) return false
    const count = await tx.staff.endSessions(staffId)
    await tx.audit.write(entry(deps, { by: by.id, of: staffId, count }))
    return true
  })
}

function entry({ clock }: EndDeps, { by, of, count }: { by: string; of: string; count: number }) {
  const who = { actorKind: 'staff', actorId: by, subjectKind: 'staff', subjectId: of } as const
  return { at: clock.now(), ...who, action: 'staff.sign_out', detail: { sessions: count } }
}
