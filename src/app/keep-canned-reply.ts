import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { longestAnswer } from './answer-case.ts'

/** Characters of a title, and of a text: filled, it has to fit one answer. */
export const longestCanned = { title: 60, text: longestAnswer - 300 } as const

/** What keeping needs. */
export interface CannedDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** A text as it was typed. With an id it takes the place of that one. */
export interface TypedCanned {
  id?: string
  title: string
  text: string
}

/** What may be wrong, by field. */
export type CannedProblem = 'title_empty' | 'title_long' | 'title_taken' | 'text_empty' | 'text_long'

/** How it ended. `not_found`: not for this member of staff, or there is none such in their office. */
export type CannedKept = { ok: true; id: string } | { ok: false; problem: 'not_found' | CannedProblem }

/** Keeps a text that the office sends often, and writes down who did. */
export async function keepCannedReply(
  { store, clock }: CannedDeps,
  { staff, typed }: { staff: StaffMember; typed: TypedCanned },
): Promise<CannedKept> {
  const title = typed.title.normalize('NFC').trim()
  const text = typed.text.normalize('NFC').trim()
  const { officeId } = staff
  if (officeId === undefined || !may(staff.role, 'replies.keep')) return { ok: false, problem: 'not_found' }
  const at = clock.now()
  return store.transaction(async (tx): Promise<CannedKept> => {
    if (typed.id !== undefined && !(await found(tx, officeId, typed.id))) return { ok: false, problem: 'not_found' }
    const problem = problemOf({ title, text })
    if (problem) return { ok: false, problem }
    const own = typed.id === undefined ? {} : { id: typed.id }
    const id = await tx.cannedReplies.keep(officeId, { ...own, title, text, by: staff.id, at })
    if (id === undefined) return { ok: false, problem: 'title_taken' }
    await noted(tx, { staff, action: 'reply.keep', id, at })
    return { ok: true, id }
  })
}

/** Drops a text of the own office, and writes down who did. False where there is none such for this member of staff. */
export async function dropCannedReply(
  { store, clock }: CannedDeps,
  { staff, id }: { staff: StaffMember; id: string },
): Promise<boolean> {
  const { officeId } = staff
  if (officeId === undefined || !may(staff.role, 'replies.keep')) return false
  const at = clock.now()
  return store.transaction(async (tx) => {
    if (!(await found(tx, officeId, id))) return false
    await tx.cannedReplies.drop(officeId, id)
    await noted(tx, { staff, action: 'reply.drop', id, at })
    return true
  })
}

function problemOf({ title, text }: { title: string; text: string }): CannedProblem | undefined {
  if (title === '') return 'title_empty'
  if ([...title].length > longestCanned.title) return 'title_long'
  if (text === '') return 'text_empty'
  return [...text].length > longestCanned.text ? 'text_long' : undefined
}

function found(tx: Tx, officeId: number, id: string) {
  return /^\d{1,18}$/.test(id) ? tx.cannedReplies.find(officeId, id) : undefined
}

async function noted(tx: Tx, { staff, action, id, at }: { staff: StaffMember; action: string; id: string; at: Date }) {
  const subject = { subjectKind: 'reply', subjectId: id }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action, ...subject })
}
