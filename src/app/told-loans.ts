import type { Given, Json } from '../conversation/question.ts'
import type { Day } from '../domain/day.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'
import type { Loan } from '../ports/loans.ts'
import type { Instalment } from '../ports/promises.ts'
import type { Reminder } from '../ports/reminders.ts'
import type { Scene } from './scene.ts'

/** The instalments that an answer is about: those of one message, or the one that the person named. */
export interface ToldLoans {
  instalments: (Instalment & { reminderId: string; kind: ReminderKind; loan: Loan })[]
  /** The day on which the message asked to pay. */
  until: Day
}

/** What a talk about a reminder carries: which reminders, nothing more. What they are about is read anew each time. */
export function reminderGiven(reminders: readonly Pick<Reminder, 'id'>[]): Given {
  return { reminders: reminders.map(({ id }) => id) as Json }
}

/**
 * What the reminders that a talk carries are about. Only reminders that went to this very account count, and only loans of the household that it is
 * linked to now: undefined where none is left.
 */
export async function toldLoans({ tx, account }: Scene, { reminders }: Given): Promise<ToldLoans | undefined> {
  const ids = Array.isArray(reminders) ? reminders.map(String) : []
  const found = (await Promise.all(ids.map((id) => tx.reminders.find(id)))).filter((each) => each !== undefined)
  return ownLoans({ tx, account }, found)
}

/** The same of reminders that were found. */
export async function ownLoans(
  { tx, account }: Pick<Scene, 'tx' | 'account'>,
  reminders: readonly Reminder[],
): Promise<ToldLoans | undefined> {
  const theirs = reminders.filter(({ accountId }) => accountId === account.id)
  const loans = await tx.loans.findAll(theirs.map(({ loanId }) => loanId))
  const own = new Map(loans.filter((loan) => loan.householdId === account.householdId).map((loan) => [loan.id, loan]))
  const instalments = theirs.flatMap(({ id, loanId, dueDate, kind }) => {
    const loan = own.get(loanId)
    return loan ? [{ reminderId: id, loanId, dueDate, kind, loan }] : []
  })
  const until = theirs
    .map(({ sessionDay }) => sessionDay)
    .sort()
    .at(-1)
  return instalments.length === 0 || until === undefined ? undefined : { instalments, until }
}
