import { tokenOf } from '../../conversation/token.ts'
import type { Message, Option, Part, Prompt, Words } from '../../conversation/words.ts'
import type { Paragraph, Press, PromptView, Run, View } from '../../ports/web-channel.ts'
import { fit } from '../fit.ts'
import { can } from './can.ts'

/** Draws a message as words of one language. The page decides how it looks; nothing is cut. */
export function render(message: Message, say: (words: Words) => string): View {
  const paragraphs = message.parts.flatMap((part) => partOf(part, say))
  return message.prompt ? { paragraphs, prompt: promptOf(message.prompt, say) } : { paragraphs }
}

function partOf({ words, as, picture }: Part, say: (words: Words) => string): Paragraph[] {
  // What is no address cannot be drawn, and its words say the same.
  if (!picture || !URL.canParse(picture.address)) return paragraphsOf(say(words), as)
  const { address, ...shown } = picture
  // By its path alone: a page shows what comes from its own server, by whatever name it was opened.
  return [{ as, lines: linesOf(say(words)), picture: { ...shown, path: new URL(address).pathname } }]
}

function promptOf(prompt: Prompt, say: (words: Words) => string): PromptView {
  const press = (option: Option): Press => ({ label: say(option.label), token: tokenOf(prompt, option.id) })
  const layout = fit(prompt, can, (option) => say(option.label))
  return {
    ask: paragraphsOf(say(prompt.ask), 'text'),
    hint: prompt.hint ? paragraphsOf(say(prompt.hint), 'text') : [],
    answers: layout.options.map(press),
    also: layout.also.options.map(press),
    input: prompt.kind,
    ...(prompt.wants === 'photo' ? { photo: true as const } : {}),
  }
}

function paragraphsOf(text: string, as: Paragraph['as']): Paragraph[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ as, lines: linesOf(paragraph) }))
}

function linesOf(text: string): Run[][] {
  return text.split('\n').map(runsOf)
}

// An address ends before the mark that ends its sentence, and before a bracket that was opened outside of it.
const address = /https?:\/\/[^\s<>"()]+[^\s<>"().,;:!?]/g

function runsOf(line: string): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const found of line.matchAll(address)) {
    if (found.index > from) runs.push({ text: line.slice(from, found.index) })
    runs.push({ text: found[0], href: found[0] })
    from = found.index + found[0].length
  }
  if (from < line.length || runs.length === 0) runs.push({ text: line.slice(from) })
  return runs
}
