import type { StaffMember } from '../ports/staff.ts'
import { type CaseDeps, handledCase } from './answer-case.ts'
import { isQuiet, speakingAgain } from './hear-colleague.ts'
import { say } from './scene.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/**
 * Gives a talk back to the machine: from now on Loa answers in it again, and says so. False where the case is not theirs, or Loa is not
 * quiet in its talk.
 */
export async function handBack(
  deps: CaseDeps,
  { staff, caseId }: { staff: StaffMember; caseId: string },
): Promise<boolean> {
  const at = deps.clock.now()
  const done = await deps.store.transaction(async (tx) => {
    const found = await handledCase(tx, staff, caseId)
    const accountId = found?.accountId
    if (accountId === undefined) return false
    const changed = await tx.talks.change(accountId, at, (talk) => {
      return talk.caseId === caseId && isQuiet(talk, at) ? speakingAgain(talk) : undefined
    })
    if (!changed) return false
    const subject = { subjectKind: 'case', subjectId: caseId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.hand_back', ...subject })
    await tellHousehold(tx, { accountId, message: { parts: [say('cases:told.handed_back')] }, at })
    return true
  })
  if (done) await wakeReplies(deps.jobs)
  return done
}
