import { tokenOf } from '../conversation/token.ts'
import type { Option, Prompt } from '../conversation/words.ts'

/** What a channel can show. Every number carries its source, in the channel's own `can.ts`. */
export interface Can {
  /** Most buttons on one message; 0 where there are none. */
  buttons: number
  /** Longest label of a button, in characters as a reader counts them. */
  buttonLabel: number
  /** Most bytes that a button carries back. */
  tokenBytes: number
  /** Most rows of the platform's own list; 0 where there is none. */
  listRows: number
  /** Longest text of one message, in UTF-16 units. */
  text: number
}

/**
 * How a prompt is drawn. `number_buttons` are numbered lines in the text with buttons that say `1`, `2`, `3`;
 * `numbers` are the lines alone. `also` are the words that work everywhere: buttons where there is room, otherwise named in the text.
 */
export interface Layout {
  as: 'words' | 'buttons' | 'list' | 'number_buttons' | 'numbers'
  options: Option[]
  also: { as: 'buttons' | 'words'; options: Option[] }
}

/** The best form that holds every option. Nothing is cut and nothing is dropped: it steps down instead. */
export function fit(prompt: Prompt, can: Can, label: (option: Option) => string): Layout {
  const options = prompt.kind === 'choice' ? prompt.options : []
  const also = prompt.also ?? []
  const carried = (o: Option) => Buffer.byteLength(tokenOf(prompt, o.id)) <= can.tokenBytes
  const short = (o: Option) => charactersOf(label(o)) <= can.buttonLabel
  const as = formOf({ options, can, carried: options.every(carried), short: options.every(short) })
  const taken = as === 'buttons' || as === 'number_buttons' ? options.length : 0
  const room = taken + also.length <= can.buttons && also.every(carried) && also.every(short)
  return { as, options, also: { as: room ? 'buttons' : 'words', options: also } }
}

/** The options as lines, `1. Hộ nghèo`: a typed number answers as well as a tap. */
export function numberLines(options: Option[], label: (option: Option) => string): string {
  return options.map((o, i) => `${i + 1}. ${label(o)}`).join('\n')
}

/** Characters as a reader counts them: `ế` is one, however it is stored. */
export function charactersOf(text: string): number {
  return [...text.normalize('NFC')].length
}

/**
 * Paragraphs laid into as few messages as hold them, joined by a blank line; undefined when one of them alone is over the limit,
 * since a paragraph is never cut. `length` counts what the platform counts.
 */
export function split<P>(paragraphs: P[], { limit, length }: { limit: number; length: (p: P) => number }) {
  const messages: P[][] = []
  let left = 0
  for (const paragraph of paragraphs) {
    const size = length(paragraph)
    if (size > limit) return undefined
    const last = messages.at(-1)
    if (last && size + blankLine <= left) {
      last.push(paragraph)
      left -= size + blankLine
    } else {
      messages.push([paragraph])
      left = limit - size
    }
  }
  return messages
}

const blankLine = '\n\n'.length

function formOf(about: { options: Option[]; can: Can; carried: boolean; short: boolean }): Layout['as'] {
  const { options, can, carried, short } = about
  if (options.length === 0) return 'words'
  const buttons = carried && options.length <= can.buttons
  if (buttons && short) return 'buttons'
  if (carried && options.length <= can.listRows) return 'list'
  return buttons ? 'number_buttons' : 'numbers'
}
