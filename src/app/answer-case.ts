import type { Message } from '../conversation/words.ts'
import { type CannedFiller, fillersIn } from '../domain/canned-text.ts'
import { handles, isFor } from '../domain/case.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Case } from '../ports/cases.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { quieted } from './hear-colleague.ts'
import { noteAssigned } from './note-assigned.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** What answering needs. */
export interface CaseDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** How it ended. */
export type CaseDone = { ok: true } | { ok: false; problem: 'not_found' | 'empty' | 'too_long' | 'closed' }

/** How an answer ended. `unfilled`: fillers of a text that is sent often still stand in it. */
export type Answered = CaseDone | { ok: false; problem: 'unfilled'; fillers: CannedFiller[] }

/** An answer as it was typed. `heard`: how many lines of the household were on the page; what came after them is not answered by it. */
export interface TypedAnswer {
  staff: StaffMember
  caseId: string
  text: string
  heard?: number
}

/** Characters of one answer: with the lines around it, it fits one message on every channel. */
export const longestAnswer = 1500

/**
 * Keeps an answer in the case and tells the household, in one transaction. From then on Loa is quiet in that talk: what the household
 * types goes to the case, until it turns to Loa, staff hand back, or `quietHours` are over. Words that came while the answer was
 * typed leave the case waiting.
 */
export async function answerCase(deps: CaseDeps, { text, ...of }: TypedAnswer): Promise<Answered> {
  const at = deps.clock.now()
  const typed = text.normalize('NFC').trim()
  if (typed === '') return { ok: false, problem: 'empty' }
  if ([...typed].length > longestAnswer) return { ok: false, problem: 'too_long' }
  const fillers = fillersIn(typed)
  if (fillers.length > 0) return { ok: false, problem: 'unfilled', fillers }
  const done = await deps.store.transaction((tx) => answer(tx, { ...of, text: typed, at }))
  if (done.ok) await wakeReplies(deps.jobs)
  return done
}

async function answer(tx: Tx, { staff, caseId, text, heard, at }: TypedAnswer & { at: Date }): Promise<CaseDone> {
  const found = await handledCase(tx, staff, caseId)
  if (!found) return { ok: false, problem: 'not_found' }
  if (found.state === 'closed') return { ok: false, problem: 'closed' }
  const { accountId } = found
  if (accountId) await tx.talks.change(accountId, at, (talk) => quieted(talk, { caseId, at, now: at }))
  const unheard = heard === undefined ? undefined : await firstUnheard(tx, caseId, heard)
  await tx.cases.say(caseId, { by: 'staff', staff: staff.id, text, at })
  if (unheard) await tx.caseDesk.keepWaiting(caseId, unheard)
  if (found.assignedTo !== staff.id) await noteAssigned(tx, { staff, caseId, to: staff.id, at })
  const subject = { subjectKind: 'case', subjectId: caseId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.answer', ...subject })
  const message = answerMessage(found, { staff, text })
  await tellHousehold(tx, { ...(accountId ? { accountId } : {}), message, at })
  return { ok: true }
}

/** When the first words came that were not on the page; undefined where all were. */
async function firstUnheard(tx: Tx, caseId: string, heard: number): Promise<Date | undefined> {
  return (await tx.cases.lines(caseId)).filter(({ by }) => by === 'household')[heard]?.at
}

/** A case that this member of staff may see, or undefined: of another unit, or routed past them, it does not exist for them. */
export async function seenCase(tx: Tx, staff: StaffMember, id: string): Promise<Case | undefined> {
  const found = /^\d{1,18}$/.test(id) ? await tx.cases.find(id) : undefined
  if (!found || !may(staff.role, 'cases.see') || !sees(scopeOf(staff), found)) return undefined
  return isFor(staff.role, found) ? found : undefined
}

/** A case that this member of staff may see and handles: who is only told of it does not speak for who has it. */
export async function handledCase(tx: Tx, staff: StaffMember, id: string): Promise<Case | undefined> {
  const found = await seenCase(tx, staff, id)
  return found && handles(staff.role, found) ? found : undefined
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
