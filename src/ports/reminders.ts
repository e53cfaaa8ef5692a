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

/** What a person may answer to a reminder. */
export type ReminderAnswer = 'will_pay' | 'in_difficulty' | 'not_mine'

/** The reminders that were written: one per loan, due date and kind, whatever happens. */
export interface Reminders {
  /** The account that each household is reminded on: active, with consent to reminders, no terminal, the one heard of last. */
  recipients(householdIds: readonly string[]): Promise<Map<string, Account>>
  /** Claims a reminder. Undefined when it was claimed before. */
  claim(reminder: Omit<Reminder, 'id' | 'answer'> & { at: Date }): Promise<string | undefined>
  find(id: string): Promise<Reminder | undefined>
  answer(id: string, answer: ReminderAnswer, at: Date): Promise<void>
}
