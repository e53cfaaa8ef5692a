import type { Given, Json } from '../conversation/question.ts'
import type { OfferedDay } from '../conversation/said-day.ts'
import type { Part } from '../conversation/words.ts'
import { addDays, type Day } from '../domain/day.ts'
import { householdOf } from './given.ts'
import { type Scene, say } from './scene.ts'
import { reminderGiven, type ToldLoans } from './told-loans.ts'

/** A promise to pay what a message reminded of. `named`: the household named the day itself. */
export interface Promised {
  told: ToldLoans
  day: Day
  named: boolean
}

/** Puts a promise on record. For a day that the household named the plan asks once, on its morning, unless it is paid by then. */
export async function keepPromise({ tx, account, now }: Scene, { told, day, named }: Promised): Promise<void> {
  const of = { accountId: account.id, day, named, at: now }
  await tx.promises.keep(told.instalments.map(({ loanId, dueDate, kind }) => ({ ...of, loanId, dueDate, kind })))
}

/** What is said to a promise with a day: the day as it was understood, and a warning where it is later than what is asked for. */
export async function promiseParts(scene: Scene, { told, day }: Promised): Promise<Part[]> {
  const noted = say(`flows/promise:${day === scene.day ? 'named_today' : 'named'}`, { day: { day } })
  if (day <= told.until || told.until < scene.day) return [noted]
  const officeId = (await householdOf(scene))?.commune.officeId
  const office =
    (officeId === undefined ? undefined : await scene.tx.units.office(officeId)) ?? (await scene.tx.units.mainOffice())
  return [noted, say('flows/promise:late', { day: { day: told.until }, phone: office.phone })]
}

/** The question for the day: the one that is asked for and tomorrow are offered, any other is typed. */
export function promiseOpening(
  { day: today }: Scene,
  { instalments, until }: ToldLoans,
): { flow: 'promise'; given: Given } {
  const tomorrow = addDays(today, 1)
  const offered: OfferedDay[] = [
    ...(until >= today ? [{ id: 'session', day: until }] : []),
    ...(until === tomorrow ? [] : [{ id: 'tomorrow', day: tomorrow }]),
  ]
  const reminders = reminderGiven(instalments.map(({ reminderId }) => ({ id: reminderId })))
  const given: Given = { ...reminders, today, until, offered: offered as unknown as Json }
  return { flow: 'promise', given }
}
