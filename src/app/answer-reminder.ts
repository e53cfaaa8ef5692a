import { advance, begin } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import { proceed, standing } from './proceed.ts'
import { reminderIdOf } from './reminder-message.ts'
import { type Said, type Scene, say } from './scene.ts'

/**
 * A tap below a reminder. The button names the reminder; it counts only when the reminder was sent to this very account.
 * A second tap on the same answer changes nothing; another answer takes its place, since things do change.
 */
export async function answerReminder(scene: Scene, talk: Talk, token: Token): Promise<Said> {
  const id = reminderIdOf(token.ref)
  const reminder = id === undefined ? undefined : await scene.tx.reminders.find(id)
  if (reminder?.accountId !== scene.account.id || scene.account.householdId === undefined)
    return standing(scene, talk, [say('common:old_button')])
  if (reminder.answer === token.option) return { talk, parts: [say('flows/reminder:answered_before')] }
  const given = { reminderId: reminder.id, loanId: reminder.loanId }
  const flow = reminderFlow as never
  const turn = advance(flow, begin(flow, { ref: token.ref, given }).saved, {
    reply: { tap: token.option },
    node: token.node,
  })
  return turn.kind === 'done' ? proceed(scene, talk, turn) : standing(scene, talk, [say('common:unknown_button')])
}
