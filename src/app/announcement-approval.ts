import { approvalProblem } from '../domain/announcement-approval.ts'
import { dayOf } from '../domain/day.ts'
import { unsentStates } from '../ports/announcements.ts'
import type { Tx } from '../ports/store.ts'
import { type Author, audienceProblems, noteAnnouncement, seenAnnouncement } from './announce.ts'
import { checkAnnouncement, unsettled } from './announcement-checks.ts'
import { type StepDeps, toBeMended } from './announcement-finding.ts'
import { approvalRule } from './announcement-rules.ts'

/**
 * What stands against a step towards sending. `own_words`: they wrote of it themselves. `not_approver`: not their role. `changed`: it is
 * not what they read any more. `not_now`: it does not stand where that is possible. `no_reason`: returned without a word why. `stopped`: a machine found something that
 * has to be mended. `unticked`: a warning that nobody has ticked.
 */
export type ApprovalStop =
  | 'not_found'
  | 'not_now'
  | 'own_words'
  | 'not_approver'
  | 'changed'
  | 'outside'
  | 'over'
  | 'no_reason'
  | 'stopped'
  | 'unticked'

/** How a step ended. */
export type Stepped = { ok: true } | { ok: false; problem: ApprovalStop }

/** The longest reason for returning one, in characters. */
export const longestReason = 300

/** Hands an announcement to a second person. Whoever of the office may write announcements may do so. */
export async function submitAnnouncement(
  deps: StepDeps,
  { author, id }: { author: Author; id: string },
): Promise<Stepped> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx): Promise<Stepped> => {
    const found = await seenAnnouncement(tx, author, id)
    if (!found) return { ok: false, problem: 'not_found' }
    const { findings } = await checkAnnouncement({ ...deps, store: tx }, found)
    if (toBeMended(findings).length > 0) return { ok: false, problem: 'stopped' }
    if (found.lastDay !== undefined && found.lastDay < dayOf(at)) return { ok: false, problem: 'over' }
    if ((await audienceProblems(tx, author, found.audience)).audience) return { ok: false, problem: 'outside' }
    const step = { from: ['draft', 'returned'], to: 'waiting', version: found.version } as const
    if (!(await tx.announcements.step(id, step))) return { ok: false, problem: 'not_now' }
    await noteAnnouncement(tx, { author, action: 'announcement.submit', id, at })
    return { ok: true }
  })
}

/** What a second person says to an announcement, and which version of it they read. */
export interface Decision {
  author: Author
  id: string
  version: number
  decide: 'approve' | 'return'
  /** Why it is returned. */
  why?: string
  /** The warnings that they have ticked, by id. */
  ticked?: readonly string[]
}

/** Approves an announcement or returns it. Never who wrote any of it, and never what is not any more as they read it. */
export async function decideAnnouncement(deps: StepDeps, decision: Decision): Promise<Stepped> {
  return deps.store.transaction((tx) => decideIn(tx, deps, decision))
}

async function decideIn(tx: Tx, deps: StepDeps, decision: Decision): Promise<Stepped> {
  const at = deps.clock.now()
  const { author, id, version, decide, why = '', ticked = [] } = decision
  const found = await seenAnnouncement(tx, author, id)
  if (!found) return { ok: false, problem: 'not_found' }
  const rule = await approvalRule(tx.settings, found.officeId)
  const problem = approvalProblem(approverOf(author), { rule, writers: found.writers })
  if (problem) return { ok: false, problem }
  if ((await audienceProblems(tx, author, found.audience)).audience) return { ok: false, problem: 'outside' }
  if (found.version !== version) return { ok: false, problem: 'changed' }
  if (decide === 'approve') {
    if (found.status !== 'waiting') return { ok: false, problem: 'not_now' }
    const { findings } = await checkAnnouncement({ ...deps, store: tx }, found)
    const open = unsettled(findings, ticked)
    if (open) return { ok: false, problem: open }
  }
  const reason = [...why.normalize('NFC').trim()].slice(0, longestReason).join('')
  if (decide === 'return' && reason === '') return { ok: false, problem: 'no_reason' }
  const decided = { by: author.id, at, ...(decide === 'return' ? { why: reason } : {}) }
  const step =
    decide === 'approve'
      ? ({ from: ['waiting'], to: 'approved' } as const)
      : ({ from: unsentStates.filter((state) => state !== 'draft' && state !== 'returned'), to: 'returned' } as const)
  if (!(await tx.announcements.step(id, { ...step, version, decided }))) return { ok: false, problem: 'not_now' }
  await noteAnnouncement(tx, {
    author,
    action: `announcement.${decide}`,
    id,
    at,
    detail: { version, ticked: [...ticked] },
  })
  return { ok: true }
}

function approverOf({ kind, id, role }: Author) {
  return { id, ...(kind === 'staff' && role !== undefined ? { role } : {}) }
}
