import type { Day } from './day.ts'

/**
 * What a household is reminded of, by when it comes. Of principal: `month_before`, `last_ask` while asking for more time is in time
 * still, `soon`, `today` on the morning of the session, `after` once when the figures show that it was not paid. `interest`: before the
 * leader collects it, or before the session where the group has no day of its own. `promise`: on the day that the household named.
 */
export const reminderKinds = ['month_before', 'last_ask', 'soon', 'today', 'after', 'interest', 'promise'] as const

/** One of `reminderKinds`. */
export type ReminderKind = (typeof reminderKinds)[number]

/** The kinds by how much they press: where several fall on one day, the first of them says it. */
export const byUrgency: readonly ReminderKind[] = [
  'today',
  'promise',
  'after',
  'soon',
  'last_ask',
  'month_before',
  'interest',
]

/** Whether an office sends a kind, and how many days before the payment (for `after`: behind it). */
export interface ReminderRule {
  on: boolean
  days: number
}

/** What an office reminds of, and when. */
export type ReminderPlan = Readonly<Record<ReminderKind, ReminderRule>>

/**
 * The plan of an office that has set nothing. 30, 12, 3 and 0 days and one after: what was found to serve households best (facts of the
 * field, "ideal reminder"). Twelve days leave the five working days that asking for more time takes, and somewhat more.
 */
export const usualPlan: ReminderPlan = {
  month_before: { on: true, days: 30 },
  last_ask: { on: true, days: 12 },
  soon: { on: true, days: 3 },
  today: { on: true, days: 0 },
  after: { on: true, days: 1 },
  interest: { on: true, days: 3 },
  promise: { on: true, days: 0 },
}

/** The days that each kind may have. They do not meet, so that the kinds keep their order whatever an office sets. */
export const rangeOf: Readonly<Record<ReminderKind, { least: number; most: number }>> = {
  month_before: { least: 20, most: 45 },
  last_ask: { least: 8, most: 19 },
  soon: { least: 1, most: 7 },
  today: { least: 0, most: 0 },
  after: { least: 1, most: 3 },
  interest: { least: 1, most: 7 },
  promise: { least: 0, most: 0 },
}

/** The kinds whose days an office may set. The others have but one. */
export const datedKinds = reminderKinds.filter((kind) => rangeOf[kind].least < rangeOf[kind].most)

/**
 * Reminders to pay one instalment at most, `promise` included. Our own rule, on the safe side of what binds finance companies (Circular
 * 43/2016/TT-NHNN as changed by 18/2019/TT-NHNN: at most five a day). `after` does not count: it comes once, when no more will.
 */
export const mostPerInstalment = 4

/** True for a number of days that a kind may have. */
export function isDaysOf(kind: ReminderKind, days: unknown): days is number {
  const { least, most } = rangeOf[kind]
  return typeof days === 'number' && Number.isInteger(days) && days >= least && days <= most
}

/** Reads a plan from where it is kept. What cannot be read is as in `usualPlan`. */
export function readReminderPlan(kept: unknown): ReminderPlan {
  const rules = (kept ?? {}) as Partial<Record<ReminderKind, { on?: unknown; days?: unknown }>>
  const read = (kind: ReminderKind): ReminderRule => {
    const { on, days } = rules[kind] ?? {}
    const usual = usualPlan[kind]
    return { on: typeof on === 'boolean' ? on : usual.on, days: isDaysOf(kind, days) ? days : usual.days }
  }
  return Object.fromEntries(reminderKinds.map((kind) => [kind, read(kind)])) as Record<ReminderKind, ReminderRule>
}

/** The instalment that a loan is reminded of, when it is paid, and when that is said. */
export interface PlannedReminder {
  kind: ReminderKind
  /** Whether principal falls due, with the interest until then, or interest alone. */
  of: 'principal' | 'interest'
  /** The day of the instalment in the contract. For `interest` the first day of the month in which it is collected. */
  dueDate: Day
  /** The day on which it is paid: the session, or for interest the leader's collection where `toLeader` is true. */
  sessionDay: Day
  /** The day on which it is said: what falls on a day off is said earlier, so that `today` may be said the day before. */
  day: Day
  /** The last day on which asking for more time is in time, where that is known. Of `month_before` and `last_ask`. */
  askBy?: Day
  toLeader?: boolean
}
