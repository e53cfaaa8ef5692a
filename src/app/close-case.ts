import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { type CaseDeps, type CaseDone, seenCase } from './answer-case.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** Ends a case and says so to the household, with the way to a new one. */
export async function closeCase(
  deps: CaseDeps,
  { staff, caseId }: { staff: StaffMember; caseId: string },
): Promise<CaseDone> {
  const at = deps.clock.now()
  const done = await deps.store.transaction((tx) => close(tx, { staff, caseId, at }))
  if (done.ok) await wakeReplies(deps.jobs)
  return done
}

async function close(
  tx: Tx,
  { staff, caseId, at }: { staff: StaffMember; caseId: string; at: Date },
): Promise<CaseDone> {
  const found = await seenCase(tx, staff, caseId)
  if (!found) return { ok: false, problem: 'not_found' }
  if (!(await tx.cases.close(caseId, at))) return { ok: false, problem: 'closed' }
  const subject = { subjectKind: 'case', subjectId: caseId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.close', ...subject })
  const parts = [
    { as: 'title', words: { key: 'cases:told.closed.title', with: { code: found.code } } },
    { as: 'text', words: { key: 'cases:told.closed.text' } },
    { as: 'text', words: { key: 'cases:told.honest' } },
  ] as const
  await tellHousehold(tx, {
    ...(found.accountId ? { accountId: found.accountId } : {}),
    message: { parts: [...parts] },
    at,
  })
  return { ok: true }
}
