import { begin } from '../conversation/engine.ts'
import type { AnyFlow } from '../conversation/flow.ts'
import { matchOption } from '../conversation/match.ts'
import type { Token } from '../conversation/token.ts'
import type { Message, Option } from '../conversation/words.ts'
import { fold } from '../domain/fold.ts'
import type { Scene } from './scene.ts'

/** The newest lines of the talk among which the last word of ours is looked for: the person may have written several times. */
const newestLines = 6

/**
 * The button that an answer means which was typed right below a question that Loa put by itself. Undefined where the last thing that we
 * said is no question of that flow: then the words are meant for what was said since.
 */
export async function typedBelow(scene: Scene, flow: AnyFlow, option: string): Promise<Token | undefined> {
  const prompt = (await lastSaid(scene))?.prompt
  return prompt?.flow === flow.id ? { flow: prompt.flow, ref: prompt.ref, node: prompt.node, option } : undefined
}

/** The last thing that we said. Undefined where a colleague spoke last, or nobody. */
export async function lastSaid({ tx, account }: Scene): Promise<Message | undefined> {
  const lines = await tx.history.of(account.id, { limit: newestLines })
  const last = lines.findLast((line) => line.by !== 'person')
  return last?.by === 'bot' ? last.message : undefined
}

/**
 * The option of a flow's first question that was typed: its number or its words. A sentence that only holds such words is no answer: it
 * may tell more, and is heard as what it is.
 */
export function optionTyped(scene: Scene, flow: AnyFlow, text: string): string | undefined {
  return optionShown(scene, offered(flow), text)
}

/** The same of options in the order in which they were shown: a message may put another one first. */
export function optionShown(
  { language, account }: Scene,
  options: readonly Option[],
  text: string,
): string | undefined {
  const labels = options.map((option) => language.say(option.label, account.lang))
  const index = matchOption(text, { labels, negations: [] }) ?? -1
  const whole = /^\D*\d{1,2}$/.test(fold(text)) || fold(labels[index] ?? '') === fold(text)
  return whole ? options[index]?.id : undefined
}

function offered(flow: AnyFlow): readonly Option[] {
  const turn = begin(flow, { ref: '', given: {} })
  return turn.kind === 'ask' && turn.prompt.kind === 'choice' ? turn.prompt.options : []
}
