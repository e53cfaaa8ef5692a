import type { Json } from '../conversation/question.ts'
import { type ApplicationEventName, type ApplicationReason, type StepProblem, step } from '../domain/application.ts'
import { type Day, dayOf, readDay } from '../domain/day.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Account } from '../ports/accounts.ts'
import type { Application } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { applicationMessage, type ToldStep, toldKey } from './application-message.ts'
import { tellLeader } from './leader-told.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

/** What deciding needs. */
export interface DecideDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** A step that a member of staff wants to take. */
export interface Decision {
  staff: StaffMember
  applicationId: string
  event: ApplicationEventName
  reason?: ApplicationReason
  /** For the household where it is sent back, refused or waits; the number of the paper where a signature is recorded. */
  note?: string
  /** The day on which the money is to be fetched or was paid, or its use was checked. */
  day?: Day
}

/** How it ended. `not_found`: not of this unit either. `too_late`: somebody else was quicker. `bad_day`: not a day on which that can be. */
export type Decided = { ok: true } | { ok: false; problem: StepProblem | 'not_found' | 'too_late' | 'bad_day' }

/** Moves a request one step on, writes who did it, and tells the household: all in one transaction. */
export async function decideApplication(deps: DecideDeps, decision: Decision): Promise<Decided> {
  const at = deps.clock.now()
  const decided = await deps.store.transaction((tx) => decide(tx, decision, at))
  if (decided.ok) await wakeReplies(deps.jobs)
  return decided
}

async function decide(tx: Tx, decision: Decision, at: Date): Promise<Decided> {
  const { staff, applicationId, event } = decision
  const application = await seenApplication(tx, staff, applicationId)
  if (!application) return { ok: false, problem: 'not_found' }
  const { state, returnedFrom } = application
  const standing = { state, ...(returnedFrom ? { returnedFrom } : {}), bankPart: application.bank !== undefined }
  const stepped = step(standing, { ...said(decision), event, by: staff.role })
  if (!stepped.ok) return stepped
  if (!dayFits(decision, application, dayOf(at))) return { ok: false, problem: 'bad_day' }
  const account = await accountOf(tx, application)
  const move = {
    ...said(decision),
    ...(account ? { told: toldKey(event) } : {}),
    from: state,
    to: stepped.to,
    event,
    actorKind: 'staff',
    actorId: staff.id,
    at,
  } as const
  if (!(await tx.applications.move(applicationId, move))) return { ok: false, problem: 'too_late' }
  await keepDay(tx, application, { decision, at })
  await tx.audit.write(entry(decision, { from: state, to: stepped.to, at }))
  const message = applicationMessage(await toldStep(tx, application, { decision, account }))
  await tellHousehold(tx, { ...(account ? { accountId: account.id } : {}), message, at })
  if (event === 'pass_to_group') await tellLeader(tx, application, at)
  return { ok: true }
}

/** A request that this member of staff may see, or undefined: one of another unit does not exist for them. */
export async function seenApplication(tx: Tx, staff: StaffMember, id: string): Promise<Application | undefined> {
  const application = /^\d{1,18}$/.test(id) ? await tx.applications.find(id) : undefined
  return application && may(staff.role, 'applications.see') && sees(scopeOf(staff), application)
    ? application
    : undefined
}

function said({ reason, note, day }: Decision) {
  return { ...(reason ? { reason } : {}), ...(note ? { note } : {}), ...(day ? { day } : {}) }
}

/** A notice names a day from today on, a payment one up to today, a check one between the payment and today. */
function dayFits({ event, day }: Decision, { bank }: Application, today: Day): boolean {
  if (event === 'notify') return day !== undefined && day >= today
  if (!(event in dayFields)) return true
  const paidOn = readDay(String(bank?.disbursedOn ?? ''))
  return day !== undefined && day <= today && (event === 'disburse' || paidOn === undefined || day >= paidOn)
}

/** Where the day of a step is kept in the bank's part. */
const dayFields: Partial<Record<ApplicationEventName, string>> = {
  notify: 'receiveOn',
  disburse: 'disbursedOn',
  check_use: 'useCheckedOn',
  find_wrong_use: 'useCheckedOn',
}

/** The day of the money belongs to the bank's part: it is kept where the amount is. */
async function keepDay(
  tx: Tx,
  application: Application,
  { decision, at }: { decision: Decision; at: Date },
): Promise<void> {
  const field = dayFields[decision.event]
  if (!field || !decision.day) return
  await tx.applications.complete(application.id, { ...application.bank, [field]: decision.day }, at)
}

function entry(
  { staff, applicationId, event, reason }: Decision,
  { from, to, at }: { from: string; to: string; at: Date },
) {
  const detail: Record<string, Json> = { from, to, ...(reason ? { reason } : {}) }
  const subject = { subjectKind: 'application', subjectId: applicationId }
  return { at, actorKind: 'staff', actorId: staff.id, action: `application.${event}`, ...subject, detail } as const
}

async function toldStep(
  tx: Tx,
  application: Application,
  { decision, account }: { decision: Decision; account: Account | undefined },
): Promise<ToldStep> {
  const { event, reason, note, day } = decision
  const { code, programme } = application
  // The number of a paper is for the file; words to the household go with what sends it back or lets it wait.
  const forThem = ['return', 'return_unconfirmed', 'refuse', 'wait_for_capital'].includes(event) ? note : undefined
  const proven = account?.householdId !== undefined && account.householdId === application.householdId
  const amount = event === 'approve' && proven ? Number(application.bank?.amount) : undefined
  return {
    ...{ code, programme, event },
    ...(reason ? { reason } : {}),
    ...(forThem ? { note: forThem } : {}),
    ...(day ? { day } : {}),
    ...(event === 'notify' ? { place: await placeOf(tx, application) } : {}),
    ...(amount === undefined ? {} : { amount }),
  }
}

async function accountOf(tx: Tx, { accountId }: Application): Promise<Account | undefined> {
  return accountId === undefined ? undefined : tx.accounts.find(accountId)
}

/** Money is paid at the transaction point of the commune; where none is known, at the office. */
async function placeOf(tx: Tx, { communeId, officeId }: Application): Promise<string> {
  const point = communeId === undefined ? undefined : await tx.units.pointOfCommune(communeId)
  if (point) return [point.name, point.address].filter(Boolean).join(', ')
  const office = await tx.units.office(officeId)
  return [office?.name, office?.address].filter(Boolean).join(', ')
}
