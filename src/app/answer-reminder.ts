import { advance, begin } from '../conversation/engine.ts'
import type { Given } from '../conversation/question.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import type { Day } from '../domain/day.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Reminder } from '../ports/reminders.ts'
import { proceed, standing } from './proceed.ts'
import { reminderIdOf } from './reminder-message.ts'
import { type Said, type Scene, say } from './scene.ts'
import { ownLoans, reminderGiven } from './told-loans.ts'

/** What was typed with an answer, as far as it was read. Without `only` the answer is about all that the message reminded of. */
export interface TypedWith {
  text: string
  day?: Day
  to?: string
  /** The loan that the person named. */
  only?: string
}

/**
 * A tap below a reminder, or words that mean one. The button names the reminder; it counts only when the reminder was sent to this very account,
 * and for all loans of its message. A second tap on the same answer changes nothing, but that who
 * will pay may name another day; another answer takes its place, since things do change.
 */
export async function answerReminder(scene: Scene, talk: Talk, token: Token & { typed?: TypedWith }): Promise<Said> {
  const { ref, node, option, typed } = token
  const reminders = await remindersBelow(scene, ref)
  const meant = typed?.only === undefined ? reminders : reminders.filter(({ loanId }) => loanId === typed.only)
  if (!(await ownLoans(scene, meant))) return standing(scene, talk, [say('common:old_button')])
  if (option !== 'will_pay' && meant.every(({ answer }) => answer === option))
    return { talk, parts: [say('flows/reminder:answered_before')] }
  const given: Given = { ...reminderGiven(meant), ...(typed ? saidWith(typed) : {}) }
  const flow = reminderFlow as never
  const turn = advance(flow, begin(flow, { ref, given }).saved, { reply: { tap: option }, node })
  return turn.kind === 'done' ? proceed(scene, talk, turn) : standing(scene, talk, [say('common:unknown_button')])
}

/** All that the message under that button reminded of. Nothing where it went to another account. */
export async function remindersBelow({ tx, account }: Scene, ref: string): Promise<Reminder[]> {
  const id = reminderIdOf(ref)
  const reminders = id === undefined || account.householdId === undefined ? [] : await tx.reminders.together(id)
  return reminders.filter(({ accountId }) => accountId === account.id)
}

function saidWith({ text, day, to }: TypedWith): Given {
  return { said: text, ...(day === undefined ? {} : { saidDay: day }), ...(to === undefined ? {} : { saidTo: to }) }
}
