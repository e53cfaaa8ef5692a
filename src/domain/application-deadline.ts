import { type ApplicationState, applicationStates, hasEnded } from './application-state.ts'
import { addDays, atHour, type Day, dayOf, daysBetween, readDay } from './day.ts'
import { addWorkingDays, type ClosedDays, closingHour } from './working-calendar.ts'

/** The time that a state may take. */
export interface DeadlineRule {
  days: number
  /** Working days of the office, or all days. */
  count: 'working_days' | 'days'
  /** From the day on which the state was entered, or from the day that was said with the step: the day of the money. */
  from: 'entry' | 'said_day'
  /** `rule`: the bank's own, which an office does not change. `aim`: what the house sets itself, no law; an office may set another. */
  kind: 'rule' | 'aim'
  /** Where a rule stands. */
  source?: string
}

const aim = { from: 'entry', kind: 'aim' } as const

/** The time of each state that waits for somebody. A draft has none: it is the household's own. */
export const deadlineRules: Partial<Record<ApplicationState, DeadlineRule>> = {
  submitted: { ...aim, days: 2, count: 'working_days' },
  // Groups meet once a month, before the session of their point.
  with_group: { ...aim, days: 30, count: 'days' },
  listed: { ...aim, days: 3, count: 'working_days' },
  commune_confirmed: { ...aim, days: 3, count: 'working_days' },
  direct: { ...aim, days: 5, count: 'working_days' },
  // From a complete and valid file on.
  with_officer: {
    ...{ days: 3, count: 'working_days', from: 'entry', kind: 'rule' },
    source: 'dichvucong.gov.vn, ma_thu_tuc=1338',
  },
  waiting_for_capital: { ...aim, days: 30, count: 'days' },
  approved: { ...aim, days: 2, count: 'working_days' },
  // The money is paid on the day that was named; it is in the books by the evening of the next working day.
  notified: { days: 1, count: 'working_days', from: 'said_day', kind: 'aim' },
  // All new loans are checked within that time of being paid.
  disbursed: {
    ...{ days: 30, count: 'days', from: 'said_day', kind: 'rule' },
    source: '727/HD-NHCS (2026-02-11)',
  },
  returned: { ...aim, days: 10, count: 'working_days' },
}

/** What an office has set for itself. */
export interface OfficeTimes {
  /** Its aims by state, in the unit of the state's rule. */
  aims: Partial<Record<ApplicationState, number>>
  closed: ClosedDays
}

/** An office that has set nothing. */
export const usualTimes: OfficeTimes = { aims: {}, closed: new Set() }

/** The states whose time an office may set. */
export const aimedStates = applicationStates.filter((state) => deadlineRules[state]?.kind === 'aim')

/** The longest aim, in days of its unit: what is longer is no aim. */
export const longestAim = 90

/** The entry into a state: when, and the day that was said with the step. */
export interface Entry {
  enteredAt: Date
  day?: Day
}

/**
 * The moment by which something has to happen to a request that has come to that state: a close of business. Undefined where nothing
 * is waited for. Nobody is late at the moment of getting it: there is at least the next working day.
 */
export function deadlineAt(
  state: ApplicationState,
  { enteredAt, day }: Entry,
  { aims, closed }: OfficeTimes = usualTimes,
): Date | undefined {
  const rule = deadlineRules[state]
  if (!rule || hasEnded(state)) return undefined
  const entered = dayOf(enteredAt)
  const from = rule.from === 'said_day' ? (day ?? entered) : entered
  const days = daysOf(state, { aims }) ?? rule.days
  const due = rule.count === 'days' ? addDays(from, days) : addWorkingDays(from, days, closed)
  const [, latest = due] = [due, addWorkingDays(entered, 1, closed)].sort()
  return atHour(latest, closingHour)
}

/** The days of a state for an office: its own aim, else the house's, or what the bank's rule gives. Undefined where nothing is waited for. */
export function daysOf(state: ApplicationState, { aims }: Pick<OfficeTimes, 'aims'>): number | undefined {
  const rule = deadlineRules[state]
  return rule?.kind === 'aim' ? (aims[state] ?? rule.days) : rule?.days
}

/**
 * The reminder that whoever sits on a request is due on that day: 0 from the working day before the deadline on, 1 once it is over, and
 * one more every week after. Undefined while it is too early.
 */
export function reminderTurn(dueAt: Date, day: Day, closed?: ClosedDays): number | undefined {
  const due = dayOf(dueAt)
  if (day > due) return 1 + Math.floor((daysBetween(due, day) - 1) / 7)
  return day >= addWorkingDays(due, -1, closed) ? 0 : undefined
}

/** True once the time of a request is over. */
export function isLate({ dueAt }: { dueAt?: Date }, now: Date): boolean {
  return dueAt !== undefined && dueAt.getTime() < now.getTime()
}

/** Reads what an office has set from where it is kept. What cannot be read is left out: then the house's own holds. */
export function readTimes(kept: unknown): OfficeTimes {
  const { aims, closed } = (kept ?? {}) as { aims?: Record<string, unknown>; closed?: unknown }
  const days = Array.isArray(closed) ? closed.flatMap((day) => readDay(String(day)) ?? []) : []
  const own = aimedStates.flatMap((state) => {
    const days = aims?.[state]
    return isAim(days) ? [[state, days] as const] : []
  })
  return { aims: Object.fromEntries(own), closed: new Set(days) }
}

/** True for a number of days that an aim may have. */
export function isAim(days: unknown): days is number {
  return typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= longestAim
}
