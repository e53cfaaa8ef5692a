import { routesOf } from '../domain/case.ts'
import { may } from '../domain/staff.ts'
import type { Case } from '../ports/cases.ts'
import type { Clock } from '../ports/clock.ts'
import type { Line } from '../ports/history.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { seenCase } from './answer-case.ts'

/** A stretch of what was said, oldest first. `older` is the place to go on from, where there is more. */
export interface ReadTalk {
  lines: Line[]
  older?: string
}

/** Which stretch: the newest lines, or those before a place. */
export interface TalkPage {
  limit: number
  before?: string
}

/**
 * The talk with the person of a case over all their accounts, for whoever may see the case; who looked is written down. What was said
 * around cases that are routed past the reader is left out. It holds figures of loans, so that it takes the right to see people as well.
 * Undefined where that, or the case, is not theirs, or the case names no account.
 */
export async function readTalk(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, caseId, ...page }: TalkPage & { staff: StaffMember; caseId: string },
): Promise<(ReadTalk & { found: Case }) | undefined> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const found = may(staff.role, 'people.see') ? await seenCase(tx, staff, caseId) : undefined
    if (found?.accountId === undefined) return undefined
    const subject = { subjectKind: 'case', subjectId: found.id }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'case.talk', ...subject })
    return { found, ...(await stretch(tx, { staff, accountId: found.accountId, page })) }
  })
}

async function stretch(
  tx: Pick<Tx, 'history'>,
  { staff, accountId, page }: { staff: StaffMember; accountId: string; page: TalkPage },
): Promise<ReadTalk> {
  const { limit, ...from } = page
  const found = await tx.history.ofPerson(accountId, { ...from, limit: limit + 1, routes: routesOf(staff.role) })
  const lines = found.slice(-limit)
  return { lines, ...(found.length > limit && lines[0] ? { older: lines[0].place } : {}) }
}
