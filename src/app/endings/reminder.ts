import { dayOf } from '../../domain/day.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import type { reminder } from '../../flows/reminder.ts'
import type { ReminderAnswer } from '../../ports/reminders.ts'
import { handOver } from '../hand-over.ts'
import { type Scene, say } from '../scene.ts'
import { unlinkAccount } from '../unlink-account.ts'
import type { EndingsOf, EndPlace } from './ending.ts'

/** What a person answers to a reminder reaches whoever has to know, at once. */
export const reminderEndings: EndingsOf<typeof reminder> = {
  will_pay: async ({ scene, turn }) => {
    await record(scene, turn, 'will_pay')
    return { parts: [say('flows/reminder:will_pay')] }
  },
  in_difficulty: async ({ scene, turn }) => {
    const loanId = await record(scene, turn, 'in_difficulty')
    const text = scene.language.say({ key: 'flows/reminder:case_in_difficulty' }, 'vi')
    const { id, code, dueAt } = await handOver(scene, {
      kind: 'difficulty',
      about: 'repayment',
      text,
      by: 'bot',
      loanId,
    })
    return {
      parts: [say('flows/reminder:in_difficulty', { code, hour: closingHour, day: { day: dayOf(dueAt) } })],
      change: (talk) => ({ ...talk, caseId: id }),
    }
  },
  not_mine: async ({ scene, turn }) => {
    const loanId = await record(scene, turn, 'not_mine')
    const text = scene.language.say({ key: 'flows/reminder:case_not_mine' }, 'vi')
    await handOver(scene, { kind: 'not_mine', text, by: 'bot', loanId })
    await unlinkAccount(scene, scene.account.id)
    return { parts: [say('flows/reminder:not_mine')] }
  },
}

/** The reminder's id is the run's ref; `answer-reminder` has checked whose it is. */
async function record({ tx, now }: Scene, turn: EndPlace['turn'], answer: ReminderAnswer): Promise<string> {
  const id = String(turn.saved.given.reminderId)
  await tx.reminders.answer(id, answer, now)
  return String(turn.saved.given.loanId)
}
