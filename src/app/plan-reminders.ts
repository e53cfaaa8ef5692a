import { addDays, atHour, type Day, dayOf, hourOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { dueWindow, planReminder, type ReminderKind, type SkipReason } from '../domain/reminder-plan.ts'
import type { Account } from '../ports/accounts.ts'
import type { Clock } from '../ports/clock.ts'
import type { Household } from '../ports/households.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Loan } from '../ports/loans.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'
import { type PayingPlace, payingPlace } from './loan-parts.ts'
import { reminderMessage } from './reminder-message.ts'
import type { Scene } from './scene.ts'

/** What a run came to: reminders written, and why others were not. `already` were written by an earlier run. */
export interface PlanCounts {
  planned: number
  already: number
  skipped: Record<SkipReason | 'no_account' | 'no_place', number>
}

/** Loans looked at in one transaction. */
const pageSize = 500

/** Writes the reminders of a day for every loan that is due. Run again it adds only what is new: the unique key sees to that. */
export async function planReminders(
  deps: { store: Store; jobs: Jobs; clock: Clock },
  { day, dryRun }: { day: Day; dryRun?: boolean },
): Promise<PlanCounts> {
  const counts = noCounts()
  let afterId = '0'
  for (;;) {
    const run = { day, now: deps.clock.now(), counts, dryRun: dryRun ?? false, offices: new Map() }
    const last = await deps.store.transaction((tx) => planPage(tx, run, afterId))
    if (last === undefined) break
    afterId = last
  }
  if (counts.planned > 0 && !dryRun) await deps.jobs.wake('send-batch', { lane: lanes.reminder })
  return counts
}

/** Writes what is due today for one household: it has just linked an account, and need not wait until tomorrow. */
export async function remindHousehold({ tx, now, day }: Scene, householdId: string): Promise<void> {
  const loans = await tx.loans.due({ ...dueWindow(day), afterId: '0', limit: pageSize, householdId })
  await planLoans(tx, { day, now, counts: noCounts(), dryRun: false, offices: new Map() }, loans)
}

interface Run {
  day: Day
  now: Date
  counts: PlanCounts
  dryRun: boolean
  /** The offices met so far. */
  offices: Map<number, Office>
}

async function planPage(tx: Tx, run: Run, afterId: string): Promise<string | undefined> {
  const loans = await tx.loans.due({ ...dueWindow(run.day), afterId, limit: pageSize })
  await planLoans(tx, run, loans)
  return loans.at(-1)?.id
}

async function planLoans(tx: Tx, run: Run, loans: readonly Loan[]): Promise<void> {
  const recipients = await tx.reminders.recipients([...new Set(loans.map((l) => l.householdId))])
  const households = await tx.households.findAll([...recipients.keys()])
  const mailings: Mailings = {}
  for (const loan of loans) {
    const account = recipients.get(loan.householdId)
    const household = households.get(loan.householdId)
    if (account && household) await planLoan(tx, run, { loan, account, household, mailings })
    else run.counts.skipped.no_account += 1
  }
  for (const id of Object.values(mailings)) await tx.outbox.seal(id)
}

/** One for each kind, since each has its own end; opened with the first reminder, so that none is left empty. */
type Mailings = Partial<Record<ReminderKind, string>>

async function planLoan(
  tx: Tx,
  run: Run,
  { loan, account, household, mailings }: { loan: Loan; account: Account; household: Household; mailings: Mailings },
): Promise<void> {
  const place = await payingPlace({ tx }, household)
  const office = await officeOf(tx, run, household.commune.officeId)
  if (!place || !office) {
    run.counts.skipped.no_place += 1
    return
  }
  const plan = planReminder(loan, { day: run.day, sessions: place.sessions, figuresMaxAge: office.figuresMaxAge })
  if ('skip' in plan) run.counts.skipped[plan.skip] += 1
  else if (run.dryRun) run.counts.planned += 1
  else await write(tx, run, { loan, account, mailings, household, place, office, plan })
}

async function officeOf(tx: Tx, { offices }: Run, id: number): Promise<Office | undefined> {
  const office = offices.get(id) ?? (await tx.units.office(id))
  if (office) offices.set(id, office)
  return office
}

type Due = Exclude<ReturnType<typeof planReminder>, { skip: SkipReason }>

interface Writing {
  loan: Loan
  account: Account
  mailings: Mailings
  household: Household
  place: PayingPlace
  office: Office
  plan: Due
}

/** The claim comes first: two runs at once write one reminder. */
async function write(
  tx: Tx,
  run: Run,
  { loan, account, mailings, household, place, office, plan }: Writing,
): Promise<void> {
  const id = await tx.reminders.claim({ ...plan, loanId: loan.id, accountId: account.id, at: run.now })
  if (id === undefined) {
    run.counts.already += 1
    return
  }
  mailings[plan.kind] ??= await tx.outbox.openMailing({
    kind: 'reminder',
    lane: lanes.reminder,
    onUncertain: 'resend',
    notAfter: atHour(plan.sessionDay, 24),
    at: run.now,
  })
  const message = reminderMessage({ id, ...plan }, { loan, place, office, name: household.headName })
  const key = `reminder:${loan.id}:${plan.dueDate}:${plan.kind}`
  const notBefore = earliest(run.now, office)
  const how = {
    lane: lanes.reminder,
    key,
    mailingId: mailings[plan.kind]!,
    at: run.now,
    ...(notBefore ? { notBefore } : {}),
  }
  await tx.outbox.write(account, message, how)
  run.counts.planned += 1
}

/** Outside the office's hours a reminder waits for the next morning. */
function earliest(now: Date, { quietUntil, quietFrom }: Office): Date | undefined {
  const hour = hourOf(now)
  if (hour < quietUntil) return atHour(dayOf(now), quietUntil)
  return hour >= quietFrom ? atHour(addDays(dayOf(now), 1), quietUntil) : undefined
}

function noCounts(): PlanCounts {
  const skipped = { nothing_due: 0, not_today: 0, not_ordinary: 0, stale_figures: 0, no_account: 0, no_place: 0 }
  return { planned: 0, already: 0, skipped }
}
