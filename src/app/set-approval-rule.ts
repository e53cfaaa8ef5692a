import { type ApprovalRule, maySetApproval, readApprovalRule } from '../domain/announcement-approval.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { setApprovalRule } from './announcement-rules.ts'

/** What setting the rule needs. */
export interface RuleDeps {
  store: Pick<Store, 'transaction' | 'units'>
  clock: Clock
}

/** How it ended. `not_yours`: neither the director of that office nor an administrator. `no_rule`: nothing was chosen. */
export type RuleSet = { ok: true } | { ok: false; problem: 'not_yours' | 'no_rule' }

/** Sets who has to agree to the announcements of an office, for somebody of staff. */
export async function setOfficeRule(
  deps: RuleDeps,
  { staff, officeId, typed }: { staff: StaffMember; officeId: number; typed: string },
): Promise<RuleSet> {
  if (!maySetApproval(staff, officeId) || !(await deps.store.units.office(officeId)))
    return { ok: false, problem: 'not_yours' }
  const rule = readApprovalRule(typed)
  if (!rule) return { ok: false, problem: 'no_rule' }
  await putApprovalRule(deps, { by: { actorKind: 'staff', actorId: staff.id }, rule, officeId })
  return { ok: true }
}

/** Puts a rule in force and on record: of an office, or of the whole installation where none is named. */
export async function putApprovalRule(
  { store, clock }: Pick<RuleDeps, 'clock'> & { store: Pick<Store, 'transaction'> },
  { by, ...of }: { by: Pick<AuditEntry, 'actorKind' | 'actorId'>; rule: ApprovalRule; officeId?: number },
): Promise<void> {
  const { rule, officeId } = of
  const subject =
    officeId === undefined
      ? { subjectKind: 'installation', subjectId: 'announcements' }
      : { subjectKind: 'office', subjectId: String(officeId) }
  await store.transaction(async (tx) => {
    await setApprovalRule(tx.settings, of)
    await tx.audit.write({ at: clock.now(), ...by, action: 'announcement.rule', ...subject, detail: { rule } })
  })
}
