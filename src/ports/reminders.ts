import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { SkipReason, Told } from '../domain/reminder-choice.ts'
import type { OfficePlan } from '../domain/reminder-day.ts'
import type { Occasion } from '../domain/reminder-occasion.ts'
import type { ReminderKind, ReminderPlan } from '../domain/reminder-plan.ts'
import type { Account } from './accounts.ts'

/** A reminder that was written. */
export interface Reminder {
  id: string
  loanId: string
  dueDate: Day
  kind: ReminderKind
  sessionDay: Day
  accountId: string
  answer?: ReminderAnswer
}

/** One loan that a message is to remind of, and the amounts that it names: principal 0 where it is about interest alone. */
export interface NewReminder {
  loanId: string
  dueDate: Day
  kind: ReminderKind
  sessionDay: Day
  principal: Dong
  interest: Dong
}

/** All that one household is told on one day: one message, of different loans. */
export interface NewReminderMessage {
  householdId: string
  accountId: string
  day: Day
  lines: readonly NewReminder[]
}

/** A message of one's own to write: the id of the delivery that is to say it, and the ids of its reminders by their loans. */
export interface ClaimedMessage {
  deliveryId: string
  ids: ReadonlyMap<string, string>
}

/** What a person may answer to a reminder. */
export type ReminderAnswer = 'will_pay' | 'paid' | 'in_difficulty' | 'not_mine'

/** An occasion, and whose loans are asked for: of a point, of groups whose leader collects, of those without a point, or of those who promised. */
export type Asked = Occasion &
  (
    | { whose: 'point'; pointId: number }
    | { whose: 'leader'; officeId: number; collectionDays: readonly number[] }
    | { whose: 'nowhere'; officeId: number }
    | { whose: 'promise'; officeId: number }
  )

/**
 * A loan that an occasion concerns: which of the `Asked` it is, whose it is, who answers for it and where it is paid. Of a promise also
 * the instalment, and whether that is one of interest.
 */
export interface DueLoan {
  at: number
  loanId: string
  householdId: string
  headName: string
  communeId: number
  officeId: number
  pointId?: number
  promised?: { dueDate: Day; of: 'principal' | 'interest' }
}

/** A loan that is not reminded of, and why. */
export interface SkippedReminder {
  loanId: string
  dueDate: Day
  kind: ReminderKind
  reason: SkipReason
}

/** What the reminders say to whom, as far as it is written down: one per loan, instalment and kind, one message per household and day. */
export interface Reminders {
  /** What still waits to go to an account on the same channel, and that nobody asked for, goes to another one instead. */
  passOn(from: string, to: string): Promise<void>
  /** The account that each household is reminded on: active, with consent to reminders, no terminal, the first in the household's own order. */
  recipients(householdIds: readonly string[]): Promise<Map<string, Pick<Account, 'id' | 'channel'>>>
  /** Every office with its plan and its closed days. */
  plans(): Promise<({ officeId: number } & OfficePlan)[]>
  plan(officeId: number): Promise<OfficePlan>
  setPlan(officeId: number, plan: ReminderPlan): Promise<void>
  /** The loans, but for closed ones, that occasions concern, each once for every occasion, in order of their households; of one where it is named. */
  due(asked: readonly Asked[], householdId?: string): Promise<DueLoan[]>
  /** What was said of these loans before. */
  told(loanIds: readonly string[]): Promise<Told>
  /** Which of these households have their message of that day. */
  writtenTo(householdIds: readonly string[], day: Day): Promise<Set<string>>
  /** Claims messages of different households: gives those that nobody had claimed before, by their households. */
  claim(messages: readonly NewReminderMessage[], at: Date): Promise<Map<string, ClaimedMessage>>
  /** Claims the day of households for one message that is no reminder: gives the deliveries kept for it, of those whose day was free. */
  claimDay(day: Day, householdIds: readonly string[]): Promise<Map<string, string>>
  /** Notes what was not reminded of on a day, in place of what was noted of the same before, and takes back what was noted of what is `said`. */
  note(day: Day, of: { skipped: readonly SkippedReminder[]; said: readonly NewReminder[] }): Promise<void>
  /**
   * Gives free what was planned from one day until another and did not leave because it did not hold any more at the moment of sending:
   * it may be planned anew, by the figures of now. Noted as not reminded of until then. Gives how many messages.
   */
  release(days: { from: Day; until: Day }): Promise<number>
  /**
   * A message that was kept for an earlier day and is only leaving today, or has just left, is the one of today: gives the households whose
   * day is claimed so. `from` is the earliest day that is looked at.
   */
  carryOver(days: { from: Day; to: Day }): Promise<number>
  /** Deletes what was noted of days before that one: what was not reminded of, and which day had its message. */
  forgetDays(before: Day): Promise<void>
  find(id: string): Promise<Reminder | undefined>
  /** All that its message reminded of, itself included, in the order of the message. */
  together(id: string): Promise<Reminder[]>
  answer(id: string, answer: ReminderAnswer, at: Date): Promise<void>
  /** The reminders that stand still because of their words, where there are any. */
  standing(): Promise<StandingReminders | undefined>
  /** Lets them go on, and gives how many mailings did. */
  resume(): Promise<number>
}

/** Reminders that stand still: how many at most, planned since when, and the code of what stood against them. */
export interface StandingReminders {
  waiting: number
  since: Date
  code: string
}
