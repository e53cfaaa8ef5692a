import { may } from '../domain/staff.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { DecideDeps } from './decide-application.ts'
import { tellEnded } from './leader-link.ts'
import { seenGroup } from './seen-group.ts'
import { wakeReplies } from './tell-household.ts'

/** The office ends the role of an account in a group; the account is told. False when there is nothing to end, or nothing that is theirs to see. */
export async function endLeader(
  deps: DecideDeps,
  { staff, groupId, roleId }: { staff: StaffMember; groupId: string; roleId: string },
): Promise<boolean> {
  const at = deps.clock.now()
  const ended = await deps.store.transaction(async (tx) => {
    const seen = may(staff.role, 'people.link') ? await seenGroup(tx, staff, groupId) : undefined
    if (!seen || !/^\d{1,18}$/.test(roleId)) return false
    const role = (await tx.leaders.ofGroup(seen.group.id)).find(({ id }) => id === roleId)
    const done = await tx.leaders.end({ roleId, groupId: seen.group.id, at, why: 'office' })
    if (!done || !role) return false
    const subject = { subjectKind: 'group', subjectId: groupId, detail: { role: role.role, account: role.accountId } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'group.end_lead', ...subject })
    await tellEnded({ tx, now: at }, { accountId: role.accountId, group: seen.group.name })
    return true
  })
  if (ended) await wakeReplies(deps.jobs)
  return ended
}
