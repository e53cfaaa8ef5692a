import { type Day, daysBetween } from './day.ts'
import { type LoanStatus, remindsOrdinarily } from './loan.ts'
import type { Dong } from './money.ts'
import type { Occasion } from './reminder-occasion.ts'
import { byUrgency, mostPerInstalment, type PlannedReminder, type ReminderKind } from './reminder-plan.ts'

/**
 * Why a loan is not reminded of, or not now. `nothing_due`: the figures have no amount. A status: a loan in trouble gets a person, not a
 * message. `paused`: its commune was struck by a disaster. `stale_figures`: too old to be named. `paid_since`: a payment is known
 * that the figures do not show yet. `not_known_yet`: no figures of the session
 * or later, so that nobody can say that it was not paid. `enough`: as often as is decent. `missed`: nothing was planned on its day, and now
 * it is too late. `one_a_day`: the household was written to that day.
 */
export const skipReasons = [
  'nothing_due',
  'overdue',
  'frozen',
  'adjustment_pending',
  'risk_pending',
  'paused',
  'stale_figures',
  'paid_since',
  'not_known_yet',
  'enough',
  'missed',
  'no_place',
  'no_account',
  'one_a_day',
] as const

/** One of `skipReasons`. */
export type SkipReason = (typeof skipReasons)[number]

/** What the plan needs to know of a loan. */
export interface PlannedLoan {
  status: LoanStatus
  nextDueDate?: Day
  nextPrincipal?: Dong
  interestDue: Dong
  asOf: Day
  /** Something was paid on it after the day of its figures. */
  paidSince?: boolean
}

/** What a loan gets, or why it gets nothing, with the instalment that it would have been about. */
export type Plan = PlannedReminder | { skip: SkipReason; dueDate: Day }

/** What a loan gets on a day on which there is an occasion. `figuresMaxAge` in days. */
export function planReminder(
  loan: PlannedLoan,
  occasion: Occasion,
  { day, figuresMaxAge, paused }: { day: Day; figuresMaxAge: number; paused: boolean },
): Plan {
  const { kind, of, sessionDay, askBy, toLeader } = occasion
  const dueDate = dueIn(loan, occasion)
  const skip = (reason: SkipReason) => ({ skip: reason, dueDate: dueDate ?? loan.nextDueDate ?? occasion.from })
  if (!dueDate) return skip('nothing_due')
  if (!remindsOrdinarily(loan.status)) return skip(loan.status as SkipReason)
  if (paused) return skip('paused')
  if (daysBetween(loan.asOf, day) > figuresMaxAge) return skip('stale_figures')
  if (loan.paidSince) return skip('paid_since')
  if (kind === 'after' && loan.asOf < sessionDay) return skip('not_known_yet')
  return { kind, of, dueDate, sessionDay, day, ...(askBy ? { askBy } : {}), ...(toLeader ? { toLeader } : {}) }
}

/** The instalment of a loan that an occasion is about; undefined where it has none, or has paid it by its figures. */
function dueIn(loan: PlannedLoan, { of, from, until }: Occasion): Day | undefined {
  if (of === 'interest') return loan.interestDue > 0 ? from : undefined
  const { nextDueDate: due, nextPrincipal = 0 } = loan
  return due !== undefined && from <= due && due <= until && nextPrincipal > 0 ? due : undefined
}

/** One of the things that a household would be told on a day. */
export interface Wish {
  loanId: string
  plan: PlannedReminder
}

/** What a household has been told of its loans before, and on which day. */
export type Told = readonly { loanId: string; dueDate: Day; kind: ReminderKind; day?: Day }[]

/**
 * What one household is told on a day, in one message, the most urgent first: of each loan the one thing that presses most, nothing a
 * second time, and no instalment too often. `merged` is said by another line of the same loan on that day. The given order decides between
 * equals.
 */
export function linesOf<W extends Wish>(
  wishes: readonly W[],
  told: Told,
): { lines: W[]; already: W[]; enough: W[]; merged: W[] } {
  const said = { lines: [] as W[], already: [] as W[], enough: [] as W[], merged: [] as W[] }
  const open: W[] = []
  for (const wish of wishes) {
    const ofLoan = told.filter(({ loanId }) => loanId === wish.loanId)
    const before = ofLoan.filter(({ dueDate }) => dueDate === wish.plan.dueDate)
    if (before.some(({ kind }) => kind === wish.plan.kind)) said.already.push(wish)
    else if (ofLoan.some(({ day }) => day === wish.plan.day)) said.merged.push(wish)
    else if (isTooMany(before, wish.plan.kind)) said.enough.push(wish)
    else open.push(wish)
  }
  for (const wish of open.sort((a, b) => rank(a) - rank(b))) {
    const spoken = said.lines.some(({ loanId }) => loanId === wish.loanId)
    said[spoken ? 'merged' : 'lines'].push(wish)
  }
  return said
}

function isTooMany(before: Told, kind: ReminderKind): boolean {
  return kind !== 'after' && before.filter((one) => one.kind !== 'after').length >= mostPerInstalment
}

function rank({ plan }: Wish): number {
  return byUrgency.indexOf(plan.kind)
}
