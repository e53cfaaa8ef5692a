import type { StaffMember } from '../ports/staff.ts'
import { type CaseDeps, longestAnswer, seenCase } from './answer-case.ts'

/** How it ended. */
export type Noted = { ok: true } | { ok: false; problem: 'not_found' | 'note_empty' | 'note_long' }

/** Keeps what staff write for each other. It is never sent, and changes nothing about who waits for whom. */
export async function noteCase(
  { store, clock }: Pick<CaseDeps, 'store' | 'clock'>,
  { staff, caseId, text }: { staff: StaffMember; caseId: string; text: string },
): Promise<Noted> {
  const at = clock.now()
  const typed = text.normalize('NFC').trim()
  if (typed === '') return { ok: false, problem: 'note_empty' }
  if ([...typed].length > longestAnswer) return { ok: false, problem: 'note_long' }
  return store.transaction(async (tx): Promise<Noted> => {
    if (!(await seenCase(tx, staff, caseId))) return { ok: false, problem: 'not_found' }
    await tx.cases.say(caseId, { by: 'note', staff: staff.id, text: typed, at })
    const subject = { subjectKind: 'case', subjectId: caseId }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.note', ...subject })
    return { ok: true }
  })
}
