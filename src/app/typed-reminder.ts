import { begin } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import { fold } from '../domain/fold.ts'
import { readReminderReply } from '../domain/reminder-reply.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import { answerReminder, remindersBelow } from './answer-reminder.ts'
import { interestParts } from './explain-interest.ts'
import { householdOf } from './given.ts'
import { type Said, type Scene, say } from './scene.ts'
import { ownLoans, type ToldLoans } from './told-loans.ts'
import { lastSaid, optionShown, optionTyped, typedBelow } from './typed-answer.ts'

/**
 * What was typed right below a reminder: the number or the words of one of its answers, or an answer in one's own words. Undefined where the last
 * thing that we said is no reminder, and for words that are none of it: they are heard as everywhere else. Words that a person has to see first are
 * never taken for an answer.
 */
export async function typedReminderAnswer(scene: Scene, talk: Talk, text: string): Promise<Said | undefined> {
  const flow = reminderFlow as never
  const put = await typedBelow(scene, flow, '')
  const below = put ?? (await belowPromise(scene, talk))
  const told = below ? await ownLoans(scene, await remindersBelow(scene, below.ref)) : undefined
  if (!below || !told) return undefined
  const option = put && (await optionBelow(scene, text))
  if (option !== undefined) return answerReminder(scene, talk, { ...below, option })
  const { sensitive, onlyAsks } = scene.understanding.read(text)
  if (sensitive !== undefined && sensitive !== 'third_party_debt' && !onlyAsks) return undefined
  return ownWords(scene, talk, { below, told, text })
}

/** The option whose number or words were typed, in the order in which the message showed them. */
async function optionBelow(scene: Scene, text: string): Promise<string | undefined> {
  const shown = (await lastSaid(scene))?.prompt
  const flow = reminderFlow as never
  return shown?.kind === 'choice' ? optionShown(scene, shown.options, text) : optionTyped(scene, flow, text)
}

/** "Đổi lại thứ 6", right below the word that a promise was noted, is about the same reminder. */
async function belowPromise(scene: Scene, { past }: Talk): Promise<Token | undefined> {
  const last = await lastSaid(scene)
  const noted = last && !last.prompt && last.parts.some(({ words }) => words.key.startsWith('flows/promise:'))
  const ref = noted ? past.reminder?.saved.ref : undefined
  return ref === undefined ? undefined : { flow: 'reminder', ref, node: 'answer', option: '' }
}

async function ownWords(
  scene: Scene,
  talk: Talk,
  { below, told, text }: { below: Token; told: ToldLoans; text: string },
): Promise<Said | undefined> {
  const read = readReminderReply(text, { today: scene.day, until: told.until })
  if (!read) return undefined
  if (read.means === 'unsure') return askAgain(talk, below, [say('flows/reminder:unsure')])
  const only = loanNamed(scene, told, text)
  if (read.means === 'why') return askAgain(talk, below, await why(scene))
  const { means, ...said } = read
  const typed = { text, ...said, ...(only === undefined ? {} : { only }) }
  return answerReminder(scene, talk, { ...below, option: means, typed })
}

/** What the amount is made of, and why months differ. */
async function why(scene: Scene): Promise<Said['parts']> {
  const household = await householdOf(scene)
  return household ? interestParts(scene, household) : []
}

/** The question of the reminder once more, with its buttons. */
function askAgain(talk: Talk, { ref }: Token, parts: Said['parts']): Said {
  const turn = begin(reminderFlow as never, { ref, given: {} })
  return { talk, parts, ...(turn.kind === 'ask' ? { prompt: turn.prompt } : {}) }
}

/** The one loan of several that the words name, by the end of its number or by its programme. */
function loanNamed({ understanding }: Scene, { instalments }: ToldLoans, text: string): string | undefined {
  if (new Set(instalments.map(({ loanId }) => loanId)).size < 2) return undefined
  const words = fold(text).split(' ')
  const { programme } = understanding.read(text)
  const byCode = instalments.filter(({ loan }) => words.includes(loan.loanCode.slice(-4)))
  const named = byCode.length > 0 ? byCode : instalments.filter(({ loan }) => loan.programme === programme)
  const ids = [...new Set(named.map(({ loanId }) => loanId))]
  return ids.length === 1 ? ids[0] : undefined
}
