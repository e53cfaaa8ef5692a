import type { Message } from '../conversation/words.ts'
import { routesOf } from '../domain/case.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Case } from '../ports/cases.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** What answering needs. */
export interface CaseDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** How it ended. */
export type CaseDone = { ok: true } | { ok: false; problem: 'not_found' | 'empty' | 'too_long' | 'closed' }

/** Characters of one answer: with the lines around it, it fits one message on every channel. */
export const longestAnswer = 1500

/** Keeps an answer in the case and tells the household, in one transaction. */
export async function answerCase(
  deps: CaseDeps,
  { staff, caseId, text }: { staff: StaffMember; caseId: string; text: string },
): Promise<CaseDone> {
  const at = deps.clock.now()
  const typed = text.normalize('NFC').trim()
  if (typed === '') return { ok: false, problem: 'empty' }
  if ([...typed].length > longestAnswer) return { ok: false, problem: 'too_long' }
  const done = await deps.store.transaction((tx) => answer(tx, { staff, caseId, text: typed, at }))
  if (done.ok) await wakeReplies(deps.jobs)
  return done
}

async function answer(
  tx: Tx,
  { staff, caseId, text, at }: { staff: StaffMember; caseId: string; text: string; at: Date },
): Promise<CaseDone> {
  const found = await seenCase(tx, staff, caseId)
  if (!found) return { ok: false, problem: 'not_found' }
  if (found.state === 'closed') return { ok: false, problem: 'closed' }
  await tx.cases.say(caseId, { by: 'staff', staff: staff.id, text, at })
  const subject = { subjectKind: 'case', subjectId: caseId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.answer', ...subject })
  const message = answerMessage(found, { staff, text })
  await tellHousehold(tx, { ...(found.accountId ? { accountId: found.accountId } : {}), message, at })
  return { ok: true }
}

/** A case that this member of staff may see, or undefined: of another unit, or routed past them, it does not exist for them. */
export async function seenCase(tx: Tx, staff: StaffMember, id: string): Promise<Case | undefined> {
  const found = /^\d{1,18}$/.test(id) ? await tx.cases.find(id) : undefined
  if (!found || !may(staff.role, 'cases.see') || !sees(scopeOf(staff), found)) return undefined
  return routesOf(staff.role).includes(found.routedTo) ? found : undefined
}

function answerMessage({ code }: Case, { staff, text }: { staff: StaffMember; text: string }): Message {
  return {
    parts: [
      { as: 'title', words: { key: 'cases:told.answer.title', with: { code } } },
      { as: 'text', words: { key: 'cases:told.answer.text', with: { text } } },
      { as: 'text', words: { key: 'cases:told.answer.signed', with: { name: staff.name } } },
      { as: 'text', words: { key: 'cases:told.answer.next' } },
      { as: 'text', words: { key: 'cases:told.honest' } },
    ],
  }
}
