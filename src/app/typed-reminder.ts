import { begin } from '../conversation/engine.ts'
import { matchOption } from '../conversation/match.ts'
import type { Token } from '../conversation/token.ts'
import type { Option } from '../conversation/words.ts'
import { fold } from '../domain/fold.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Scene } from './scene.ts'

/** The newest lines of the talk among which the last word of ours is looked for: the person may have written several times. */
const newestLines = 6

/**
 * The answer to a reminder that was typed where no button can be pressed: the number or the words of one of its options, right below it.
 * Undefined where the last thing that we said is no reminder: then a number is meant for what was said since.
 */
export async function typedReminderAnswer(scene: Scene, text: string): Promise<Token | undefined> {
  const option = optionOf(scene, text)
  if (!option) return undefined
  const lines = await scene.tx.history.of(scene.account.id, { limit: newestLines })
  const last = lines.findLast((line) => line.by !== 'person')
  const prompt = last?.by === 'bot' ? last.message.prompt : undefined
  return prompt?.flow === reminderFlow.id
    ? { flow: prompt.flow, ref: prompt.ref, node: prompt.node, option: option.id }
    : undefined
}

/** A sentence that only holds such words is no answer: it may tell more, and is heard as what it is. */
function optionOf({ language, account }: Scene, text: string): Option | undefined {
  const options = offered()
  const labels = options.map((option) => language.say(option.label, account.lang))
  const index = matchOption(text, { labels, negations: [] }) ?? -1
  const whole = /^\D*\d{1,2}$/.test(fold(text)) || fold(labels[index] ?? '') === fold(text)
  return whole ? options[index] : undefined
}

function offered(): readonly Option[] {
  const turn = begin(reminderFlow as never, { ref: '', given: {} })
  return turn.kind === 'ask' && turn.prompt.kind === 'choice' ? turn.prompt.options : []
}
