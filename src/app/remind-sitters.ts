import { type Owner, ownerOf } from '../domain/application.ts'
import { isLate, type OfficeTimes, reminderTurn } from '../domain/application-deadline.ts'
import { addDays, atHour, type Day, dayOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { isWorkingDay } from '../domain/working-calendar.ts'
import type { Account } from '../ports/accounts.ts'
import type { DueApplication } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store, Tx } from '../ports/store.ts'
import { waitingMessage } from './application-message.ts'
import { withCodeWord } from './code-word.ts'
import { remindLeaders } from './remind-leaders.ts'
import { wakeReplies } from './tell-household.ts'

/** How many reminders were written: for staff in the console, and to households as messages. */
export interface Reminded {
  staff: number
  households: number
}

/** Requests looked at in one transaction: what is reminded of and what is written to the household happen together. */
const pageSize = 200

/** So far ahead requests are looked at: over the longest row of days off, the working day before a deadline lies within. */
const horizonDays = 14

/** A message that could not leave for so many days is said no more. */
const messageDays = 3

/**
 * Reminds whoever sits on a request: from the working day before its deadline on, once it is over, and then every week. Staff find it in
 * the console, the leader of a group in the chat; a household gets one message for each deadline, within the hours of its office. Run again it writes only what is new.
 */
export async function remindSitters(
  { store, jobs, clock }: { store: Store; jobs: Jobs; clock: Clock },
  day: Day,
): Promise<Reminded> {
  await store.applications.setMissingDeadlines()
  const run: Run = { day, at: clock.now(), times: new Map(), reminded: { staff: 0, households: 0 }, leaders: 0 }
  const before = atHour(addDays(day, horizonDays), 0)
  let afterId: string | undefined
  do {
    const page = { before, limit: pageSize, ...(afterId === undefined ? {} : { afterId }) }
    const due = await store.applications.dueBefore(page)
    if (due.length > 0) await store.transaction((tx) => remindPage(tx, run, due))
    afterId = due.length < pageSize ? undefined : due.at(-1)?.id
  } while (afterId !== undefined)
  if (run.reminded.households > 0) await jobs.wake('send-batch', { lane: lanes.reminder })
  if (run.leaders > 0) await wakeReplies(jobs)
  return run.reminded
}

interface Run {
  day: Day
  at: Date
  /** What the offices met so far have set for themselves. */
  times: Map<number, OfficeTimes>
  reminded: Reminded
  /** Leaders of groups who were written to. */
  leaders: number
}

async function remindPage(tx: Tx, run: Run, due: readonly DueApplication[]): Promise<void> {
  const mailings = new Map<number, string>()
  const groups: string[] = []
  for (const application of due) {
    const { closed } = await timesOf(tx, run, application.officeId)
    const turn = isWorkingDay(run.day, closed) ? reminderTurn(application.dueAt, run.day, closed) : undefined
    if (turn === undefined) continue
    const owner = ownerOf[application.state]
    if (owner === 'household') await remindHousehold(tx, run, { application, mailings })
    const staff = owner === 'household' ? (turn > 0 ? ('officer' as const) : undefined) : owner
    if (staff && (await claim(tx, run, { application, owner: staff, turn }))) {
      run.reminded.staff += 1
      if (staff === 'group') groups.push(application.id)
    }
  }
  run.leaders += await remindLeaders(tx, { applicationIds: groups, at: run.at })
  for (const mailingId of mailings.values()) await tx.outbox.seal(mailingId)
}

async function timesOf(tx: Tx, { times }: Run, officeId: number): Promise<OfficeTimes> {
  const known = times.get(officeId) ?? (await tx.applications.times(officeId))
  times.set(officeId, known)
  return known
}

function claim(
  tx: Tx,
  { at }: Run,
  { application, owner, turn }: { application: DueApplication; owner: Owner; turn: number },
): Promise<boolean> {
  return tx.applications.remind({ applicationId: application.id, since: application.since, owner, turn, at })
}

/** One message for each deadline, however often it is over: the claim is made only when there is somebody to write to. */
async function remindHousehold(
  tx: Tx,
  run: Run,
  { application, mailings }: { application: DueApplication; mailings: Map<number, string> },
): Promise<void> {
  const account = await reachable(tx, application.accountId)
  if (!account || !(await claim(tx, run, { application, owner: 'household', turn: 0 }))) return
  const { id, code, programme, dueAt, officeId } = application
  const reason = (await tx.applications.events(id)).at(-1)?.reason
  const over = isLate(application, run.at)
  const waiting = waitingMessage({ code, programme, day: dayOf(dueAt), over, ...(reason ? { reason } : {}) })
  const message = await withCodeWord(tx, account, waiting)
  const mailingId = mailings.get(officeId) ?? (await openMailing(tx, run, officeId))
  mailings.set(officeId, mailingId)
  const key = `application:${id}:${application.since.getTime()}`
  await tx.outbox.write(account, message, { lane: lanes.reminder, key, mailingId, at: run.at })
  run.reminded.households += 1
}

/** Whoever blocked us or took back what they allowed for their request is not written to. */
async function reachable(tx: Tx, accountId: string | undefined): Promise<Account | undefined> {
  const account = accountId === undefined ? undefined : await tx.accounts.find(accountId)
  if (account?.status !== 'active') return undefined
  return (await tx.consents.of(account.id)).includes('application') ? account : undefined
}

function openMailing(tx: Tx, { day, at }: Run, officeId: number): Promise<string> {
  const notAfter = atHour(addDays(day, messageDays), 0)
  return tx.outbox.openMailing({
    kind: 'request',
    lane: lanes.reminder,
    onUncertain: 'resend',
    officeId,
    notAfter,
    at,
  })
}
