import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { householdPeople } from './household-people.ts'
import { seenHousehold } from './search-people.ts'

/** Characters of the note that says which paper the household asked by: its number and day. */
export const longestRequest = 60

/** How handing out ended. */
export type HandedOut =
  | { ok: true; data: Record<string, unknown> }
  | { ok: false; why: 'not_found' | 'no_paper' | 'long_paper' | 'nobody_chosen' }

/** Asks for everything that is kept of a household: all who write for it have signed. */
export const wholeHousehold = 'household'

/**
 * Everything that is kept of somebody, to take away: a director does it, since complaints about officers are in it. They ask on paper; who
 * handed it out, by which paper, is on record. Where several people of a household write to us, each has a talk of their own: `whose` is
 * the account of the one who asks, or `wholeHousehold`.
 */
export function handOutData(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, householdId, paper, whose }: { staff: StaffMember; householdId: string; paper: string; whose: string },
): Promise<HandedOut> {
  return store.transaction(async (tx) => {
    const household = may(staff.role, 'people.export') ? await seenHousehold(tx, staff, householdId) : undefined
    if (!household) return { ok: false, why: 'not_found' }
    const problem = paperProblem(paper)
    if (problem) return { ok: false, why: problem }
    const people = await householdPeople(tx, householdId)
    const person = people.find(({ accountId }) => accountId === whose)
    if (people.length > 1 && !person && whose !== wholeHousehold) return { ok: false, why: 'nobody_chosen' }
    const data = await (person ? tx.ownData.export(person.accountId) : tx.ownData.exportHousehold(householdId))
    const detail = { paper: paper.trim(), ...(person ? { account: person.accountId } : {}) }
    const subject = { subjectKind: 'household', subjectId: householdId, detail }
    const by = { at: clock.now(), actorKind: 'staff', actorId: staff.id } as const
    await tx.audit.write({ ...by, action: 'people.export', ...subject })
    return { ok: true, data }
  })
}

/** What is wrong with the note of the paper, or undefined. */
export function paperProblem(paper: string): 'no_paper' | 'long_paper' | undefined {
  if (paper.trim() === '') return 'no_paper'
  return [...paper.trim()].length > longestRequest ? 'long_paper' : undefined
}
