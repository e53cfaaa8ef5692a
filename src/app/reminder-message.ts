import { begin } from '../conversation/engine.ts'
import type { Facts, Message, Part } from '../conversation/words.ts'
import type { PlannedReminder } from '../domain/reminder-plan.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Loan } from '../ports/loans.ts'
import type { Office } from '../ports/units.ts'
import type { PayingPlace } from './loan-parts.ts'
import { say } from './scene.ts'

/** One loan that a message reminds of. `id` is that of its reminder. */
export interface ReminderLine {
  id: string
  plan: PlannedReminder
  loan: Loan
}

/** Whom a message goes to, where they pay, and which office answers for it. `name` is that of the head of the household. */
export interface ReminderAbout {
  householdId: string
  name: string
  place: PayingPlace
  office: Office
}

/**
 * What the reminders of one household on one day say, in one message: how much, on which day, where, by figures of which day, whom to call,
 * and that nobody may ask for a fee. The buttons carry the id of the first of the lines: an answer is about them all.
 */
export function reminderMessage(lines: readonly ReminderLine[], about: ReminderAbout): Message {
  const [first] = lines
  if (!first) throw new Error('a reminder of nothing')
  const { place, office, name } = about
  const { plan, loan } = first
  const principal = loan.nextPrincipal ?? 0
  const due = {
    programme: { words: { key: `programmes/${loan.programme.replaceAll('_', '-')}:name` } },
    code: loan.loanCode.slice(-4),
    total: { dong: principal + loan.interestDue },
  }
  const where = { day: { day: plan.sessionDay }, at: place.opensAt, place: place.name, address: place.address }
  const phone = office.phone
  const asOf = { day: loan.asOf }
  const parts: Part[] = [
    { as: 'title', words: { key: `flows/reminder:title.${plan.kind}`, with: { name } } },
    say('flows/reminder:due', { ...due, principal: { dong: principal }, interest: { dong: loan.interestDue } }),
    say('flows/reminder:where', where),
    say('flows/reminder:no_fee', { phone }),
    { as: 'source', words: { key: 'flows/reminder:as_of', with: { day: asOf, office: office.name } } },
  ]
  const facts: Facts = { form: 'reminder', with: { name, ...due, ...where, phone, as_of: asOf, office: office.name } }
  const turn = begin(reminderFlow as never, { ref: refOf(first.id), given: {} })
  return turn.kind === 'ask' ? { parts, facts, prompt: turn.prompt } : { parts, facts }
}

/** A reminder's id as the ref of its buttons, and back. */
function refOf(id: string): string {
  return BigInt(id).toString(36)
}

/** The reminder that a button's ref names, or undefined when it names none. */
export function reminderIdOf(ref: string): string | undefined {
  if (!/^[0-9a-z]{1,12}$/.test(ref)) return undefined
  return [...ref].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
}
