import { isDaysOf, type ReminderKind, type ReminderPlan, reminderKinds } from '../domain/reminder-plan.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** The plan of an office as it was typed: the kinds that are ticked, and the days of each. */
export interface TypedPlan {
  staff: StaffMember
  on: readonly string[]
  days: Readonly<Record<string, string>>
}

/** How it ended. `not_yours`: only the director of an office sets its plan. `problems`: what could not be read, by kind. */
export type PlanSet =
  | { ok: true }
  | { ok: false; problem: 'not_yours' }
  | { ok: false; problem: 'fields'; problems: Partial<Record<ReminderKind, string>> }

/** Sets what an office reminds of and when, from the next run on. What is planned stays as it is. */
export async function setReminderPlan(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, on, days }: TypedPlan,
): Promise<PlanSet> {
  const { role, officeId } = staff
  if (role !== 'director' || officeId === undefined) return { ok: false, problem: 'not_yours' }
  const problems: Partial<Record<ReminderKind, string>> = {}
  const rules = reminderKinds.map((kind) => {
    const typed = (days[kind] ?? '').trim()
    const count = typed === '' ? Number.NaN : Number(typed)
    if (!isDaysOf(kind, count)) problems[kind] = typed
    return [kind, { on: on.includes(kind), days: count }] as const
  })
  if (Object.keys(problems).length > 0) return { ok: false, problem: 'fields', problems }
  const plan = Object.fromEntries(rules) as ReminderPlan
  const at = clock.now()
  await store.transaction(async (tx) => {
    await tx.reminders.setPlan(officeId, plan)
    await tx.audit.write({
      ...{ at, actorKind: 'staff', actorId: staff.id, action: 'office.reminders' },
      ...{ subjectKind: 'office', subjectId: String(officeId) },
      detail: Object.fromEntries(rules.map(([kind, rule]) => [kind, rule.on ? rule.days : 'off'])),
    })
  })
  return { ok: true }
}
