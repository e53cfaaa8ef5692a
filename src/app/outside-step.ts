import {
  type Actor,
  type ApplicationEventName,
  type ApplicationReason,
  type StepProblem,
  step,
} from '../domain/application.ts'
import type { Day } from '../domain/day.ts'
import type { Application } from '../ports/applications.ts'
import type { Tx } from '../ports/store.ts'
import { applicationMessage, toldKey } from './application-message.ts'
import { tellHousehold } from './tell-household.ts'

/** A step of somebody without a staff account: the leader of a group by their chat account, a commune chair by their link. */
export interface OutsideStep {
  application: Application
  event: ApplicationEventName
  by: Actor
  actor: { kind: 'leader' | 'chair_link'; id: string }
  /** The name that whoever acts by a link typed when they opened it. */
  opener?: string
  reason?: ApplicationReason
  /** For the file. */
  note?: string
  /** Words for the household. */
  noteToHousehold?: string
  day?: Day
  at: Date
}

/** How it ended. `too_late`: somebody else was quicker. */
export type OutsideStepped = { ok: true } | { ok: false; problem: StepProblem | 'too_late' }

/**
 * Moves a request on by the same rules as staff do, writes who did it, and tells the household. Whoever calls has seen to it that the
 * request is theirs to see, and wakes the senders after the commit.
 */
export async function takeOutsideStep(tx: Tx, wish: OutsideStep): Promise<OutsideStepped> {
  const { application, event, actor, reason, note, noteToHousehold, day, at } = wish
  const { id, state: from, returnedFrom, accountId, code, programme } = application
  const standing = { state: from, ...(returnedFrom ? { returnedFrom } : {}), bankPart: application.bank !== undefined }
  const kept = note ?? noteToHousehold
  const said = { ...(reason ? { reason } : {}), ...(kept ? { note: kept } : {}), ...(day ? { day } : {}) }
  const stepped = step(standing, { ...said, event, by: wish.by })
  if (!stepped.ok) return stepped
  const told = accountId === undefined ? {} : { told: toldKey(event) }
  const actedBy = { actorKind: actor.kind, actorId: actor.id, at }
  const move = { ...said, ...told, ...actedBy, from, to: stepped.to, event }
  if (!(await tx.applications.move(id, move))) return { ok: false, problem: 'too_late' }
  await tx.audit.write({
    ...actedBy,
    action: `application.${event}`,
    ...{ subjectKind: 'application', subjectId: id },
    detail: { from, to: stepped.to, ...(reason ? { reason } : {}), ...(wish.opener ? { name: wish.opener } : {}) },
  })
  const forThem = noteToHousehold ? { note: noteToHousehold } : {}
  const message = applicationMessage({ code, programme, event, ...(reason ? { reason } : {}), ...forThem })
  await tellHousehold(tx, { ...(accountId ? { accountId } : {}), message, at })
  return { ok: true }
}
