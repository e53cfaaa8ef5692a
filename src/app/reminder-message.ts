import { begin } from '../conversation/engine.ts'
import type { Facts, Message, Part } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Loan } from '../ports/loans.ts'
import type { Office } from '../ports/units.ts'
import type { PayingPlace } from './loan-parts.ts'
import { say } from './scene.ts'

/** What one reminder says: how much, on which day, where, by figures of which day, whom to call, and that nobody may ask for a fee. */
export function reminderMessage(
  reminder: { id: string; kind: ReminderKind; sessionDay: Day },
  about: { loan: Loan; place: PayingPlace; office: Office; name: string },
): Message {
  const { loan, place, office, name } = about
  const principal = loan.nextPrincipal ?? 0
  const due = {
    programme: { words: { key: `programmes/${loan.programme.replaceAll('_', '-')}:name` } },
    code: loan.loanCode.slice(-4),
    total: { dong: principal + loan.interestDue },
  }
  const where = { day: { day: reminder.sessionDay }, at: place.opensAt, place: place.name, address: place.address }
  const phone = office.phone
  const asOf = { day: loan.asOf }
  const parts: Part[] = [
    { as: 'title', words: { key: `flows/reminder:title.${reminder.kind}`, with: { name } } },
    say('flows/reminder:due', { ...due, principal: { dong: principal }, interest: { dong: loan.interestDue } }),
    say('flows/reminder:where', where),
    say('flows/reminder:no_fee', { phone }),
    { as: 'source', words: { key: 'flows/reminder:as_of', with: { day: asOf, office: office.name } } },
  ]
  const facts: Facts = { form: 'reminder', with: { name, ...due, ...where, phone, as_of: asOf, office: office.name } }
  const turn = begin(reminderFlow as never, { ref: refOf(reminder.id), given: {} })
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
