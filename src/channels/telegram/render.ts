import { tokenOf } from '../../conversation/token.ts'
import type { Message, Option, Part, Prompt, Words } from '../../conversation/words.ts'
import { charactersOf, fit, type Layout, numberLines, split } from '../fit.ts'
import { can, numbersInRow, pairedLabel } from './can.ts'

/** One `sendMessage` without its chat. https://core.telegram.org/bots/api#sendmessage */
export interface TelegramMessage {
  text: string
  parse_mode: 'HTML'
  link_preview_options: { is_disabled: true }
  reply_markup?: InlineKeyboard | ReplyKeyboard | RemoveKeyboard
}

/** The messages in their order, the keyboard with the last; or why there are none. */
export type Rendering = { ok: true; messages: TelegramMessage[] } | { ok: false; problem: string }

/** Draws a message for Telegram. Long texts become several messages between paragraphs; nothing is cut. */
export function render(message: Message, say: (words: Words) => string): Rendering {
  const { prompt } = message
  const layout = prompt && fit(prompt, can, (o) => say(o.label))
  const paragraphs = [
    ...message.parts.flatMap((part) => paragraphsOf(say(part.words), part.as)),
    ...(prompt && layout ? asking({ prompt, layout, say }) : []),
  ]
  if (paragraphs.length === 0) return { ok: false, problem: 'the message has no text' }
  const pages = split(paragraphs, { limit: can.text, length: (p) => p.length })
  if (!pages) return { ok: false, problem: `a paragraph is longer than ${can.text} characters` }
  const keyboard = prompt && layout ? keyboardOf({ prompt, layout, say }) : noKeyboard
  return {
    ok: true,
    messages: pages.map((page, i) => ({
      text: page.map((p) => p.html).join('\n\n'),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(i === pages.length - 1 ? { reply_markup: keyboard } : {}),
    })),
  }
}

interface InlineKeyboard {
  inline_keyboard: { text: string; callback_data: string }[][]
}
interface ReplyKeyboard {
  keyboard: { text: string; request_contact?: true }[][]
  one_time_keyboard: true
  resize_keyboard: true
}
interface RemoveKeyboard {
  remove_keyboard: true
}
// `length` counts what is left when Telegram has read the marks, in UTF-16 units.
interface Paragraph {
  html: string
  length: number
}
interface Asking {
  prompt: Prompt
  layout: Layout
  say: (words: Words) => string
}

// Takes away the button that shares a phone number, once the talk has gone on.
const noKeyboard: RemoveKeyboard = { remove_keyboard: true }

const marks: Record<Part['as'], readonly [string, string]> = {
  title: ['<b>', '</b>'],
  text: ['', ''],
  source: ['<i>', '</i>'],
}

function paragraphsOf(text: string, as: Part['as']): Paragraph[] {
  const [open, close] = marks[as]
  return text
    .split(/\n{2,}/)
    .map((plain) => plain.trim())
    .filter((plain) => plain !== '')
    .map((plain) => ({ html: `${open}${escaped(plain)}${close}`, length: plain.length }))
}

// The three characters that Telegram asks to escape: https://core.telegram.org/bots/api#html-style
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function asking({ prompt, layout, say }: Asking): Paragraph[] {
  const label = (o: Option) => say(o.label)
  const lines = [[say(prompt.ask), prompt.hint ? say(prompt.hint) : ''].filter(Boolean).join('\n')]
  if (layout.as === 'number_buttons' || layout.as === 'numbers') lines.push(numberLines(layout.options, label))
  if (layout.as === 'numbers') lines.push(say({ key: 'channels:choose_number' }))
  if (prompt.kind === 'phone') lines.push(say({ key: 'channels:or_type_phone' }))
  if (prompt.kind !== 'phone' && layout.also.as === 'words') lines.push(say(orType(layout.also.options)))
  return lines.flatMap((line) => paragraphsOf(line, 'text'))
}

function orType(options: Option[]): Words {
  return { key: 'channels:or_type', with: { choices: { list: options.map((o) => ({ words: o.label })) } } }
}

function keyboardOf({ prompt, layout, say }: Asking): NonNullable<TelegramMessage['reply_markup']> {
  const label = (o: Option) => say(o.label)
  const also = prompt.also ?? []
  if (prompt.kind === 'phone') {
    const share = { text: say({ key: 'channels:share_phone' }), request_contact: true as const }
    const words = rowsOf(also, 2).map((row) => row.map((o) => ({ text: label(o) })))
    return { keyboard: [[share], ...words], one_time_keyboard: true, resize_keyboard: true }
  }
  const button = (o: Option, text: string) => ({ text, callback_data: tokenOf(prompt, o.id) })
  const rows = optionRows(layout, label).map((row) => row.map(({ option, text }) => button(option, text)))
  if (layout.also.as === 'buttons') rows.push(...rowsOf(also, 2).map((row) => row.map((o) => button(o, label(o)))))
  return rows.length > 0 ? { inline_keyboard: rows } : noKeyboard
}

function optionRows(layout: Layout, label: (o: Option) => string) {
  const { options } = layout
  if (layout.as === 'number_buttons') {
    return rowsOf(
      options.map((option, i) => ({ option, text: String(i + 1) })),
      numbersInRow,
    )
  }
  if (layout.as !== 'buttons') return []
  const drawn = options.map((option) => ({ option, text: label(option) }))
  return rowsOf(drawn, drawn.every((b) => charactersOf(b.text) <= pairedLabel) ? 2 : 1)
}

function rowsOf<T>(things: T[], perRow: number): T[][] {
  const rows: T[][] = []
  for (let i = 0; i < things.length; i += perRow) rows.push(things.slice(i, i + perRow))
  return rows
}
