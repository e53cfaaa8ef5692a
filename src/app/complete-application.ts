import type { Json } from '../conversation/question.ts'
import { type ApplicationState, hasEnded } from '../domain/application.ts'
import { type BankField, type BankProblem, readBankPart } from '../domain/bank-part.ts'
import { dayOf } from '../domain/day.ts'
import { may } from '../domain/staff.ts'
import type { Application } from '../ports/applications.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { applicationMessage } from './application-message.ts'
import { type DecideDeps, seenApplication } from './decide-application.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** The bank's part of 01/TD as it was typed. */
export interface Completion {
  staff: StaffMember
  applicationId: string
  typed: Partial<Record<BankField, string>>
}

/** How it ended. `too_late`: what was decided rests on these figures, so they no longer change. */
export type Completed =
  | { ok: true }
  | { ok: false; problem: 'not_found' | 'not_yours' | 'too_late' }
  | { ok: false; problem: 'fields'; fields: Partial<Record<BankField, BankProblem>> }

/** Keeps the bank's part of a request, as often as it is corrected before the decision. The household is told the first time. */
export async function completeApplication(deps: DecideDeps, completion: Completion): Promise<Completed> {
  const at = deps.clock.now()
  const completed = await deps.store.transaction((tx) => complete(tx, completion, at))
  if (completed.ok) await wakeReplies(deps.jobs)
  return completed
}

async function complete(tx: Tx, { staff, applicationId, typed }: Completion, at: Date): Promise<Completed> {
  const application = await seenApplication(tx, staff, applicationId)
  if (!application) return { ok: false, problem: 'not_found' }
  if (!may(staff.role, 'applications.complete')) return { ok: false, problem: 'not_yours' }
  if (!isOpenToFigures(application)) return { ok: false, problem: 'too_late' }
  const read = readBankPart(typed, dayOf(at))
  if (!read.ok) return { ok: false, problem: 'fields', fields: read.problems }
  await tx.applications.complete(applicationId, { ...read.part } satisfies Record<string, Json>, at)
  const subject = { subjectKind: 'application', subjectId: applicationId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'application.complete', ...subject })
  if (application.bank === undefined) await tellFirst(tx, application, at)
  return { ok: true }
}

/** True until the decision: afterwards the figures are what was decided on. */
export function isOpenToFigures({ state }: Application): boolean {
  return !hasEnded(state) && !decided.includes(state)
}

const decided: readonly ApplicationState[] = ['approved', 'notified', 'disbursed']

async function tellFirst(tx: Tx, { accountId, code, programme }: Application, at: Date): Promise<void> {
  const message = applicationMessage({ code, programme, event: 'complete' })
  await tellHousehold(tx, { ...(accountId ? { accountId } : {}), message, at })
}
