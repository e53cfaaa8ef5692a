import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'

/** Writes down who gave a case to whom. */
export async function noteAssigned(
  tx: Pick<Tx, 'audit'>,
  { staff, caseId, to, at }: { staff: StaffMember; caseId: string; to: string; at: Date },
): Promise<void> {
  const subject = { subjectKind: 'case', subjectId: caseId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.assign', ...subject, detail: { to } })
}
