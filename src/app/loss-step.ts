import type { Part } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import {
  type LossOutcome,
  type LossState,
  type LossStepName,
  lossStep,
  type SeenLoss,
  seenLossProblem,
  toldLossStates,
} from '../domain/loss-report.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Household } from '../ports/households.ts'
import type { LossReport } from '../ports/losses.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import type { DisasterDeps } from './disaster-switch.ts'
import { say } from './scene.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** Characters of what is written with a step: with the lines around it, it fits one message. */
export const longestLossNote = 500

/** A step as it was filled in. */
export interface LossWish {
  staff: StaffMember
  reportId: string
  step: LossStepName
  note: string
  seen?: Partial<SeenLoss>
  outcome?: LossOutcome
}

/** How it ended. `moved`: somebody was quicker, or it does not go on from there. */
export type LossStepped =
  | { ok: true; state: LossState }
  | { ok: false; problem: 'not_found' | 'moved' | 'outcome' | 'too_long' | 'loss' | 'capital' | 'more_than_all' }

/** A report with the household that it is of. */
export interface SeenReport {
  report: LossReport
  household: Household
}

/** A report of a member of staff's unit, or undefined: one of another unit does not exist for them, and an administrator has no business with any. */
export async function seenLoss(tx: Tx, staff: StaffMember, id: string): Promise<SeenReport | undefined> {
  const report = /^\d{1,18}$/.test(id) && seesLosses(staff) ? await tx.losses.find(id) : undefined
  const household = report && (await tx.households.find(report.householdId))
  if (!report || !household) return undefined
  const place = { officeId: household.commune.officeId, communeId: household.commune.id }
  return sees(scopeOf(staff), place) ? { report, household } : undefined
}

/** Who reads what single households lost: the bank's people and the commune's chair. */
export function seesLosses({ role }: Pick<StaffMember, 'role'>): boolean {
  return may(role, 'disasters.see') && may(role, 'cases.see')
}

/** Moves a report on, and tells the household where that is its concern. */
export async function stepLoss(deps: DisasterDeps, wish: LossWish): Promise<LossStepped> {
  const at = deps.clock.now()
  const done = await deps.store.transaction((tx) => step(tx, wish, at))
  if (done.ok) await wakeReplies(deps.jobs)
  return done
}

async function step(tx: Tx, { staff, reportId, ...wish }: LossWish, at: Date): Promise<LossStepped> {
  const found = may(staff.role, 'disasters.verify') ? await seenLoss(tx, staff, reportId) : undefined
  if (!found) return { ok: false, problem: 'not_found' }
  const { report } = found
  const to = lossStep(report.state, wish.step)
  if (to === undefined) return { ok: false, problem: 'moved' }
  const problem = problemOf(wish)
  if (problem) return { ok: false, problem }
  const note = wish.note.normalize('NFC').trim()
  const seen = wish.step === 'verify' ? { seen: { ...(wish.seen as SeenLoss), on: dayOf(at) } } : {}
  const outcome = wish.step === 'decide' && wish.outcome ? { outcome: wish.outcome } : {}
  const move = { from: report.state, to, by: staff.id, note, at, ...seen, ...outcome }
  if (!(await tx.losses.move(reportId, move))) return { ok: false, problem: 'moved' }
  const subject = { subjectKind: 'loss_report', subjectId: reportId, detail: { state: to } }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: `loss.${wish.step}`, ...subject })
  if (toldLossStates.includes(to)) await tell(tx, found, { to, note, at, ...outcome })
  return { ok: true, state: to }
}

function problemOf({ step: name, note, seen, outcome }: Omit<LossWish, 'staff' | 'reportId'>) {
  if ([...note.trim()].length > longestLossNote) return 'too_long'
  if (name === 'verify') return seenLossProblem(seen ?? {})
  return name === 'decide' && !outcome ? 'outcome' : undefined
}

interface Told {
  to: LossState
  note: string
  at: Date
  outcome?: LossOutcome
}

/** To the account that reported, while it is still that household's; no sum is named. */
async function tell(tx: Tx, { report, household }: SeenReport, { to, note, at, outcome }: Told): Promise<void> {
  const account = report.accountId === undefined ? undefined : await tx.accounts.find(report.accountId)
  if (account?.householdId !== household.id) return
  const phone = (await tx.units.office(household.commune.officeId))?.phone ?? ''
  const parts: Part[] = [
    { as: 'title', words: { key: 'flows/disaster-loss:told.title' } },
    say(`flows/disaster-loss:told.${to}`),
    ...(outcome ? [say(`flows/disaster-loss:told.outcome.${outcome}`)] : []),
    ...(note === '' ? [] : [say('flows/disaster-loss:told.note', { note })]),
    say('flows/disaster-loss:told.ask', { phone }),
  ]
  await tellHousehold(tx, { accountId: account.id, message: { parts }, at })
}
