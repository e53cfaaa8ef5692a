import { begin } from '../conversation/engine.ts'
import type { Message } from '../conversation/words.ts'
import { disasterNotice } from '../flows/disaster-notice.ts'
import { say } from './scene.ts'

/**
 * What a household reads when its commune was switched on: who writes, that people come first, and that Loa has stopped its reminders. What
 * becomes of a debt is not said: that is the bank's decision.
 */
export function disasterLetter(id: string, office: { name: string; phone: string }): Message {
  const parts: Message['parts'] = [
    { as: 'title', words: { key: 'flows/disaster-notice:title' } },
    say('flows/disaster-notice:who', { office: office.name }),
    say('flows/disaster-notice:pause'),
    say('flows/disaster-notice:help', { phone: office.phone }),
  ]
  const turn = begin(disasterNotice as never, { ref: BigInt(id).toString(36), given: {} })
  return turn.kind === 'ask' ? { parts, prompt: turn.prompt } : { parts }
}

/** The disaster that a button's ref names, or undefined when it names none. */
export function disasterIdOf(ref: string): string | undefined {
  if (!/^[0-9a-z]{1,12}$/.test(ref)) return undefined
  return [...ref].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
}
