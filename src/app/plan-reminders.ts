import type { Day } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import {
  type DueStretch,
  dueDaysAbout,
  dueStretches,
  planReminder,
  remindedSessions,
  type SkipReason,
} from '../domain/reminder-plan.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { DueAt, DueLoan } from '../ports/loans.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Office, Point } from '../ports/units.ts'
import type { Scene } from './scene.ts'
import { claimOf, type DueReminder, writeReminders } from './write-reminders.ts'

/**
 * What a run came to: reminders written (in a dry run: to be written), and why others were not. `already` were written by an
 * earlier run. Only loans with an instalment due at a session that the day reminds of are counted, and as `no_place` those of
 * which nobody knows the session.
 */
export interface PlanCounts {
  planned: number
  already: number
  skipped: Record<SkipReason | 'no_account' | 'no_place', number>
}

/** Loans planned in one transaction, with all that belongs to them: a run that dies in the middle leaves nothing half written. */
const pageSize = 500

/** Pages in work at once: while the database writes one down, another is drawn up. */
const lines = 2

/**
 * Writes the reminders of a day. The fixed transaction day decides: only the points with a session today or soon are asked what
 * their households have to pay there, office by office. Run again it adds only what is new: the unique key sees to that.
 */
export async function planReminders(
  { store, jobs, clock }: { store: Store; jobs: Jobs; clock: Clock },
  { day, dryRun = false }: { day: Day; dryRun?: boolean },
): Promise<PlanCounts> {
  const run = { day, dryRun, counts: noCounts(), offices: new Map() }
  const pages = pagesOf(store, day)
  const line = async () => {
    for await (const page of pages) await store.transaction((tx) => planPage(tx, { ...run, now: clock.now() }, page))
  }
  await allOf(Array.from({ length: lines }, line))
  run.counts.skipped.no_place = await store.loans.dueNowhere(dueDaysAbout(day))
  if (run.counts.planned > 0 && !dryRun) await jobs.wake('send-batch', { lane: lanes.reminder })
  return run.counts
}

/** Writes what is due today for one household: it has just linked an account, and need not wait until tomorrow. */
export async function remindHousehold({ tx, now, day }: Scene, householdId: string): Promise<void> {
  const point = await tx.units.pointOfHousehold(householdId)
  const sessions = point ? sessionsAt(point, day) : []
  if (sessions.length === 0) return
  const loans = await tx.loans.dueAt(sessions.map(dueAt), householdId)
  await planPage(tx, { day, now, dryRun: false, counts: noCounts(), offices: new Map() }, { sessions, loans })
}

interface Run {
  day: Day
  now: Date
  dryRun: boolean
  counts: PlanCounts
  /** The offices met so far. */
  offices: Map<number, Office>
}

/** A session that the day reminds of, and what is paid there. */
interface PointSession {
  point: Point
  stretch: DueStretch
}

function sessionsAt(point: Point, day: Day): PointSession[] {
  return dueStretches(point.sessions, day).map((stretch) => ({ point, stretch }))
}

function dueAt({ point, stretch: { from, until } }: PointSession): DueAt {
  return { pointId: point.id, from, until }
}

/** Loans that are due at sessions of one office. */
interface Page {
  sessions: readonly PointSession[]
  loans: readonly DueLoan[]
}

async function* pagesOf(store: Store, day: Day): AsyncGenerator<Page> {
  const points = await store.units.pointsAbout(remindedSessions(day))
  for (const sessions of byOffice(points.flatMap((point) => sessionsAt(point, day)))) {
    const due = await store.loans.dueAt(sessions.map(dueAt))
    for (let from = 0; from < due.length; from += pageSize) yield { sessions, loans: due.slice(from, from + pageSize) }
  }
}

async function planPage(tx: Tx, run: Run, page: Page): Promise<void> {
  const due = await dueReminders(tx, run, page)
  if (due.length === 0) return
  const recipients = await tx.reminders.recipients([...new Set(due.map(({ loan }) => loan.householdId))])
  const reminders = due.flatMap((reminder) => {
    const account = recipients.get(reminder.loan.householdId)
    return account ? [{ ...reminder, account }] : []
  })
  const written = run.dryRun
    ? await tx.reminders.unclaimed(reminders.map(claimOf))
    : await writeReminders(tx, reminders, run.now)
  run.counts.planned += written
  run.counts.already += reminders.length - written
  run.counts.skipped.no_account += due.length - reminders.length
}

/** What the loans of a page are reminded of; why others are not is counted. */
async function dueReminders(tx: Tx, run: Run, { sessions, loans }: Page): Promise<Omit<DueReminder, 'account'>[]> {
  const figures = new Map((await tx.loans.findAll(loans.map((due) => due.loanId))).map((loan) => [loan.id, loan]))
  const reminders: Omit<DueReminder, 'account'>[] = []
  for (const { loanId, at, officeId, headName } of loans) {
    const [loan, { point, stretch }] = [figures.get(loanId), sessions[at]!]
    if (!loan) continue
    const office = await officeOf(tx, run, officeId)
    const plan = planReminder(loan, { day: run.day, stretch, figuresMaxAge: office.figuresMaxAge })
    if ('skip' in plan) run.counts.skipped[plan.skip] += 1
    else reminders.push({ plan, loan, place: point, office, name: headName })
  }
  return reminders
}

async function officeOf(tx: Tx, { offices }: Run, id: number): Promise<Office> {
  const office = offices.get(id) ?? (await tx.units.office(id))
  if (!office) throw new Error(`no office ${id}`)
  offices.set(id, office)
  return office
}

function byOffice(sessions: readonly PointSession[]): PointSession[][] {
  const offices = new Map<number, PointSession[]>()
  for (const session of sessions)
    offices.set(session.point.officeId, [...(offices.get(session.point.officeId) ?? []), session])
  return [...offices.values()]
}

/** Waits for all to end before it throws what one of them threw: nothing goes on behind the back of who called. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(works)
  await Promise.all(works)
}

function noCounts(): PlanCounts {
  const skipped = { nothing_due: 0, not_ordinary: 0, stale_figures: 0, no_account: 0, no_place: 0 }
  return { planned: 0, already: 0, skipped }
}
