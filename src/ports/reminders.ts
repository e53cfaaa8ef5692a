import type { Day } from '../domain/day.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'
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

/** A reminder that is to be written. */
export type NewReminder = Omit<Reminder, 'id' | 'answer'>

/** A reminder of one's own to write: its id, and the id of the delivery that is to say it. */
export interface ClaimedReminder {
  id: string
  deliveryId: string
}

/** What a person may answer to a reminder. */
export type ReminderAnswer = 'will_pay' | 'in_difficulty' | 'not_mine'

/** The reminders that were written: one per loan, due date and kind, whatever happens. */
export interface Reminders {
  /** What still waits to go to an account on the same channel, and that nobody asked for, goes to another one instead. */
  passOn(from: string, to: string): Promise<void>
  /** The account that each household is reminded on: active, with consent to reminders, no terminal, the first in the household's own order. */
  recipients(householdIds: readonly string[]): Promise<Map<string, Pick<Account, 'id' | 'channel'>>>
  /** Claims reminders of different loans: gives those that nobody had claimed before, by their loans. */
  claim(reminders: readonly NewReminder[], at: Date): Promise<Map<string, ClaimedReminder>>
  /** How many of them nobody has claimed yet. */
  unclaimed(reminders: readonly NewReminder[]): Promise<number>
  find(id: string): Promise<Reminder | undefined>
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
