import type { Day } from '../domain/day.ts'
import { linesOf, planReminder, type SkipReason, skipReasons, type Told } from '../domain/reminder-choice.ts'
import { isInTime, type Occasion } from '../domain/reminder-occasion.ts'
import { byUrgency, type PlannedReminder } from '../domain/reminder-plan.ts'
import type { Account } from '../ports/accounts.ts'
import type { Loan } from '../ports/loans.ts'
import type { Asked, DueLoan, SkippedReminder } from '../ports/reminders.ts'
import type { Tx } from '../ports/store.ts'
import type { Office, Point } from '../ports/units.ts'
import type { Voices } from './reminder-voice.ts'
import { type DueMessage, reminderOf, writeReminders } from './write-reminders.ts'

/**
 * What a run came to: reminders written (in a dry run: to be written) in so many messages, and why others were not. `already` were written
 * by an earlier run. Only loans that the day reminds of are counted.
 */
export interface PlanCounts {
  planned: number
  messages: number
  already: number
  skipped: Record<SkipReason, number>
}

/** One run of the plan. */
export interface PlanRun {
  day: Day
  /** Days before it on which nothing was planned. */
  missed: readonly Day[]
  dryRun: boolean
  counts: PlanCounts
  /** The offices and points met so far. */
  offices: Map<number, Office>
  points: Map<number, Point>
  /** Communes in which reminders stand still. */
  paused: ReadonlySet<number>
}

/** Loans that occasions concern: all that one household has on that day is in one page. */
export interface Page {
  asked: readonly Asked[]
  due: readonly DueLoan[]
}

/** Counts of a run that has done nothing yet. */
export function noCounts(): PlanCounts {
  const skipped = Object.fromEntries(skipReasons.map((reason) => [reason, 0])) as Record<SkipReason, number>
  return { planned: 0, messages: 0, already: 0, skipped }
}

interface Wish {
  loanId: string
  /** It was to be said before, and now it is too late. */
  tooLate: boolean
  due: DueLoan
  loan: Loan
  plan: PlannedReminder
}

/** All that is known of a page. */
interface Known {
  accounts: Map<string, Pick<Account, 'id' | 'channel'>>
  /** By their loans. */
  told: Map<string, Told[number][]>
  writtenTo: Set<string>
}

/** Plans a page in one transaction: what each household is told is written, and what it is not told is noted with the reason. */
export async function planPage(
  tx: Tx,
  { run, now, voices }: { run: PlanRun; now: Date; voices: Voices },
  page: Page,
): Promise<void> {
  const noted: SkippedReminder[] = []
  const wishes = await wishesOf(tx, { run, skipped: noted }, page)
  const known = await knownOf(tx, run, wishes)
  const messages: DueMessage[] = []
  for (const those of byHousehold(wishes)) {
    const message = await messageOf(tx, { run, known, skipped: noted }, those)
    if (message) messages.push(message)
  }
  const skipped = onceEach(noted)
  const wanted = messages.flatMap(({ lines }) => lines.map(reminderOf))
  const said = run.dryRun ? wanted : await writeReminders(tx, messages, { at: now, voices })
  if (!run.dryRun) await tx.reminders.note(run.day, { skipped, said })
  const { counts } = run
  counts.messages += messages.length
  counts.planned += said.length
  // Another run wrote them meanwhile.
  counts.already += wanted.length - said.length
  for (const { reason } of skipped) counts.skipped[reason] += 1
}

/** What stands against principal stands against the interest of the same loan as well: it is noted of what presses most. */
function onceEach(noted: readonly SkippedReminder[]): SkippedReminder[] {
  const first = new Map<string, SkippedReminder>()
  for (const one of noted.toSorted((a, b) => byUrgency.indexOf(a.kind) - byUrgency.indexOf(b.kind))) {
    const which = `${one.loanId} ${one.reason}`
    if (!first.has(which)) first.set(which, one)
  }
  return [...first.values()]
}

/** What the loans of a page would be reminded of; why others are not is noted. */
async function wishesOf(
  tx: Tx,
  { run, skipped }: { run: PlanRun; skipped: SkippedReminder[] },
  { asked, due }: Page,
): Promise<Wish[]> {
  const ids = [...new Set(due.map(({ loanId }) => loanId))]
  const figures = new Map((await tx.loans.findAll(ids)).map((loan) => [loan.id, loan]))
  const paidSince = await tx.payments.paidSinceFigures(ids)
  const wishes: Wish[] = []
  for (const one of due) {
    const { loanId, officeId, communeId, promised, at } = one
    const loan = figures.get(loanId)
    if (!loan) continue
    const occasion = {
      ...asked[at]!,
      ...(promised ? { of: promised.of, from: promised.dueDate, until: promised.dueDate } : {}),
    }
    const { figuresMaxAge } = await officeOf(tx, run, officeId)
    const known = { ...loan, paidSince: paidSince.has(loanId) }
    const plan = planReminder(known, occasion, { day: run.day, figuresMaxAge, paused: run.paused.has(communeId) })
    if ('skip' in plan) skipped.push({ loanId, kind: occasion.kind, dueDate: plan.dueDate, reason: plan.skip })
    else wishes.push({ loanId, tooLate: isTooLate(occasion, run), due: one, loan, plan })
  }
  return wishes
}

function isTooLate(occasion: Occasion, { day }: PlanRun): boolean {
  return occasion.late === true && !isInTime(occasion, day)
}

async function knownOf(tx: Tx, { day }: PlanRun, wishes: readonly Wish[]): Promise<Known> {
  const households = [...new Set(wishes.map(({ loan }) => loan.householdId))]
  // First who was written to, then of what: another run at the same time has then said it, and not something else that day.
  const writtenTo = await tx.reminders.writtenTo(households, day)
  return {
    writtenTo,
    accounts: await tx.reminders.recipients(households),
    told: byLoan(await tx.reminders.told([...new Set(wishes.map(({ loanId }) => loanId))])),
  }
}

/** The one message of a household, where there is something to say and somebody to say it to. */
async function messageOf(
  tx: Tx,
  { run, known, skipped }: { run: PlanRun; known: Known; skipped: SkippedReminder[] },
  wishes: readonly Wish[],
): Promise<DueMessage | undefined> {
  const loanIds = [...new Set(wishes.map(({ loanId }) => loanId))]
  const told = loanIds.flatMap((id) => known.told.get(id) ?? [])
  const inTime = wishes.filter(({ tooLate }) => !tooLate)
  const { lines, already, enough } = linesOf(inTime, told)
  const skip = (those: readonly Wish[], reason: SkipReason) =>
    skipped.push(...those.map(({ loanId, plan }) => ({ loanId, kind: plan.kind, dueDate: plan.dueDate, reason })))
  run.counts.already += already.length
  skip(enough, 'enough')
  skip(missedOf(wishes, told), 'missed')
  const [first] = lines
  if (!first) return undefined
  const { householdId, headName: name, officeId, pointId } = first.due
  const place = pointId === undefined ? undefined : await pointOf(tx, run, { pointId, householdId })
  const account = known.accounts.get(householdId)
  const against = !place
    ? 'no_place'
    : !account
      ? 'no_account'
      : known.writtenTo.has(householdId)
        ? 'one_a_day'
        : undefined
  if (against) skip(lines, against)
  if (against || !place || !account) return undefined
  return { householdId, name, account, place, office: await officeOf(tx, run, officeId), day: run.day, lines }
}

/** What nobody said in time, and that was not said before either. */
function missedOf(wishes: readonly Wish[], told: Told): Wish[] {
  const late = wishes.filter(({ tooLate }) => tooLate)
  return late.length > 0 ? linesOf(late, told).lines : []
}

function byLoan(told: Told): Known['told'] {
  const loans: Known['told'] = new Map()
  for (const one of told) {
    const those = loans.get(one.loanId)
    if (those) those.push(one)
    else loans.set(one.loanId, [one])
  }
  return loans
}

/** They come in order of their households. */
function byHousehold(wishes: readonly Wish[]): Wish[][] {
  const households = new Map<string, Wish[]>()
  for (const wish of wishes) {
    const those = households.get(wish.due.householdId)
    if (those) those.push(wish)
    else households.set(wish.due.householdId, [wish])
  }
  return [...households.values()]
}

async function officeOf(tx: Tx, { offices }: PlanRun, id: number): Promise<Office> {
  const office = offices.get(id) ?? (await tx.units.office(id))
  if (!office) throw new Error(`no office ${id}`)
  offices.set(id, office)
  return office
}

/** Where a leader collects or somebody promised, the point of the household was not asked for before. */
async function pointOf(
  tx: Tx,
  { points }: PlanRun,
  { pointId, householdId }: { pointId: number; householdId: string },
): Promise<Point | undefined> {
  const point = points.get(pointId) ?? (await tx.units.pointOfHousehold(householdId))
  if (point) points.set(pointId, point)
  return point
}
