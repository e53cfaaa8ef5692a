import type { Talk } from '../conversation/talk.ts'
import type { Account } from '../ports/accounts.ts'
import type { Case } from '../ports/cases.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { type CaseDeps, handledCase } from './answer-case.ts'
import { say } from './scene.ts'
import { askingSolved } from './solved-question.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** What ends a case. `reason`: of one whose household cannot be asked. */
export interface CaseEnd {
  staff: StaffMember
  caseId: string
  reason?: string
}

/** How it ended: `asked` waits for the household's word. */
export type CaseEnded =
  | { ok: true; how: 'asked' | 'closed' }
  | { ok: false; problem: 'not_found' | 'closed' | 'asked_before' | 'no_reason' | 'too_long' }

/** Characters of a reason: enough for how, with whom and when. */
export const longestReason = 500

/**
 * Staff say that a case is settled. Only the household closes it: it is asked. Whom no question reaches is not asked, and then the
 * reason stands in the case.
 */
export async function closeCase(deps: CaseDeps, end: CaseEnd): Promise<CaseEnded> {
  const at = deps.clock.now()
  const done = await deps.store.transaction(async (tx) => {
    const found = await handledCase(tx, end.staff, end.caseId)
    if (!found) return { ok: false, problem: 'not_found' } as const
    if (found.state === 'closed') return { ok: false, problem: 'closed' } as const
    return (await canBeAsked(tx, found)) ? ask(tx, { found, end, at }) : closeFor(tx, { found, end, at })
  })
  if (done.ok) await wakeReplies(deps.jobs)
  return done
}

/** True where the person of a case can be asked: they wrote to Loa, and its messages arrive. */
export async function canBeAsked(tx: Pick<Tx, 'accounts'>, { accountId }: Pick<Case, 'accountId'>): Promise<boolean> {
  const account: Account | undefined = accountId === undefined ? undefined : await tx.accounts.find(accountId)
  return account?.status === 'active' && account.byPhone !== true
}

interface Ending {
  found: Case
  end: CaseEnd
  at: Date
}

async function ask(tx: Tx, { found, end, at }: Ending): Promise<CaseEnded> {
  const { id, code, kind, accountId } = found
  // The talk is held first, as everywhere, and changed only where the question is put.
  if (accountId) await tx.talks.hold(accountId)
  if (!(await tx.cases.askSolved(id, at))) return { ok: false, problem: 'asked_before' }
  if (accountId) await tx.talks.change(accountId, at, (talk) => listening(talk, id))
  await note(tx, { found, end, at }, 'case.ask_solved')
  const fillers = { code, kind: { words: { key: `cases:kinds.${kind}` } }, name: end.staff.name }
  const message = askingSolved(id, [
    { as: 'title', words: { key: 'cases:told.solved.title', with: fillers } },
    say('cases:told.solved.text', fillers),
  ])
  await tellHousehold(tx, { ...(accountId ? { accountId } : {}), message, at })
  return { ok: true, how: 'asked' }
}

/** Loa puts the question, so that it hears the answer; what is no answer to it is still said to the case. */
function listening({ quiet: _, ...talk }: Talk, caseId: string): Talk {
  return { ...talk, caseId }
}

async function closeFor(tx: Tx, { found, end, at }: Ending): Promise<CaseEnded> {
  const reason = (end.reason ?? '').normalize('NFC').trim()
  if (reason === '') return { ok: false, problem: 'no_reason' }
  if ([...reason].length > longestReason) return { ok: false, problem: 'too_long' }
  await tx.cases.say(found.id, { by: 'staff', staff: end.staff.id, text: reason, at })
  if (!(await tx.cases.close(found.id, at, 'by_staff'))) return { ok: false, problem: 'closed' }
  await note(tx, { found, end, at }, 'case.close')
  return { ok: true, how: 'closed' }
}

async function note(tx: Tx, { found, end, at }: Ending, action: string): Promise<void> {
  const subject = { subjectKind: 'case', subjectId: found.id }
  await tx.audit.write({ at, actorKind: 'staff', actorId: end.staff.id, action, ...subject })
}
