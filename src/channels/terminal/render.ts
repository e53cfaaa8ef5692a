import type { Message, Option, Prompt, Words } from '../../conversation/words.ts'
import { fit, numberLines } from '../fit.ts'
import { can } from './can.ts'

/** A message as plain lines: paragraphs, then the question with its numbered answers. */
export function render(message: Message, say: (words: Words) => string): string {
  const paragraphs = message.parts.map((part) => say(part.words))
  const asked = message.prompt ? question(message.prompt, say) : []
  return [...paragraphs, ...asked].join('\n\n')
}

function question(prompt: Prompt, say: (words: Words) => string): string[] {
  const label = (option: Option) => say(option.label)
  const { options, also } = fit(prompt, can, label)
  const ways = also.options.map(label).join(', ')
  return [
    say(prompt.ask),
    ...(prompt.hint ? [say(prompt.hint)] : []),
    ...(options.length > 0 ? [numberLines(options, label)] : []),
    ...(ways === '' ? [] : [say({ key: 'channels:or_type', with: { choices: ways } })]),
  ]
}
