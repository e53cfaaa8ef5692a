import { handles } from '../domain/case.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Case } from '../ports/cases.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { handledCase } from './answer-case.ts'
import { noteAssigned } from './note-assigned.ts'

/** How it ended. `moved_on`: meanwhile somebody else has it. `not_theirs`: whom it was to be given to may not see it. */
export type Assigned = { ok: true } | { ok: false; problem: 'not_found' | 'closed' | 'moved_on' | 'not_theirs' }

/** Who had the case when the page was drawn, and who is to have it. Empty is nobody. */
export interface Turnover {
  from: string
  to: string
}

/** Takes a case up, gives it to a colleague of the unit who may see it, or to nobody again. Who did is written down. */
export async function assignCase(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, caseId, from, to }: Turnover & { staff: StaffMember; caseId: string },
): Promise<Assigned> {
  const at = clock.now()
  return store.transaction(async (tx): Promise<Assigned> => {
    const found = await handledCase(tx, staff, caseId)
    if (!found) return { ok: false, problem: 'not_found' }
    if (found.state === 'closed') return { ok: false, problem: 'closed' }
    if (to !== '' && !(await colleaguesFor(tx, found)).some(({ id }) => id === to))
      return { ok: false, problem: 'not_theirs' }
    if ((found.assignedTo ?? '') === to) return { ok: true }
    const turn = { from: from || undefined, to: to || undefined }
    if (!(await tx.caseDesk.assign(caseId, turn))) return { ok: false, problem: 'moved_on' }
    await noteAssigned(tx, { staff, caseId, to, at })
    return { ok: true }
  })
}

/** Who of staff may have a case: those of its unit whose account is open and whose role handles it. In order of name. */
export async function colleaguesFor({ staff }: Pick<Tx, 'staff'>, found: Case): Promise<StaffMember[]> {
  const members = await staff.list({ officeId: found.officeId })
  return members.filter(
    (one) => !one.disabledAt && may(one.role, 'cases.see') && sees(scopeOf(one), found) && handles(one.role, found),
  )
}

/** One change of hands. `to` is absent where the case was given to nobody. */
export interface Handed {
  at: Date
  by: string
  to?: string
}

/** The latest changes of hands of a case, by name, newest first. Whoever may see the case may read them. */
export async function handsOf(store: Pick<Store, 'audit' | 'staff'>, found: Case): Promise<Handed[]> {
  const page = { action: 'case.assign', subjectKind: 'case', subjectId: found.id, limit: 20 }
  const rows = await store.audit.list(page)
  const names = new Map((await store.staff.list({ officeId: found.officeId })).map(({ id, name }) => [id, name]))
  return rows.map(({ at, actorId, actorName, detail }) => {
    const to = names.get(String(detail?.to ?? ''))
    return { at, by: actorName ?? actorId, ...(to === undefined ? {} : { to }) }
  })
}
