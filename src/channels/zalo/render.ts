import { tokenOf } from '../../conversation/token.ts'
import type { Message, Option, Prompt, Words } from '../../conversation/words.ts'
import { type Can, fit, type Layout, numberLines } from '../fit.ts'
import { can } from './can.ts'
import type { Learnt } from './faces.ts'
import type { InfoRequest, TextMessage, ZaloButton } from './message.ts'
import { layOut } from './paragraphs.ts'

/** What a message is drawn for: the reader's language, what was learnt of Zalo, and how a button's payload is written for this person. */
export interface Drawing {
  say: (words: Words) => string
  learnt: Learnt
  payload: (token: string) => string
  /** The picture on the card that asks for a phone number; without one there is no card, and the number is typed. */
  cardPicture?: string | undefined
}

/** The texts in their order, what stands below the last of them, and the card after it; or why there are none. */
export type Rendering =
  | { ok: true; texts: string[]; buttons: ZaloButton[]; card?: InfoRequest }
  | { ok: false; problem: string }

/**
 * Draws a message for Zalo: plain text, the buttons with the last part. As long as nobody has pressed a button here, the answers stand
 * in the text as numbered lines as well: whatever Zalo does with buttons, everybody can answer. Nothing is cut.
 */
export function render(message: Message, drawing: Drawing): Rendering {
  const { prompt } = message
  const layout = prompt && fit(prompt, canNow(drawing.learnt), (o) => drawing.say(o.label))
  const card = prompt?.kind === 'phone' ? cardOf(drawing) : undefined
  const texts = [
    ...message.parts.map((part) => drawing.say(part.words)),
    ...(prompt && layout ? asking({ prompt, layout, card: card !== undefined, ...drawing }) : []),
  ]
  const pages = layOut(texts, can.text)
  if (!pages) return { ok: false, problem: `a word is longer than ${can.text} characters` }
  if (pages.length === 0) return { ok: false, problem: 'the message has no text' }
  const buttons = prompt && layout ? buttonsOf({ prompt, layout, ...drawing }) : []
  return { ok: true, texts: pages, buttons, ...(card ? { card } : {}) }
}

/** A text with buttons, written in one of the two ways that sources know. */
export function withButtons(text: string, { buttons, typed }: { buttons: ZaloButton[]; typed: boolean }): TextMessage {
  if (buttons.length === 0) return { text }
  const payload = { ...(typed ? { template_type: 'button' as const } : {}), buttons }
  return { text, attachment: { type: 'template', payload } }
}

type Asking = Drawing & { prompt: Prompt; layout: Layout }

function canNow({ buttons }: Learnt): Can {
  return buttons === 'rejected' || buttons === 'dropped' ? { ...can, buttons: 0 } : can
}

function asking({ prompt, layout, learnt, say, card }: Asking & { card: boolean }): string[] {
  const label = (o: Option) => say(o.label)
  const pressed = learnt.buttons === 'accepted'
  const lines = [[say(prompt.ask), prompt.hint ? say(prompt.hint) : ''].filter(Boolean).join('\n')]
  if (layout.options.length > 0 && !(pressed && layout.as === 'buttons')) {
    lines.push(numberLines(layout.options, label))
    if (!pressed || layout.as === 'numbers') lines.push(say({ key: 'channels:choose_number' }))
  }
  if (prompt.kind === 'phone')
    lines.push(say({ key: card ? 'channels:zalo.card_or_type' : 'channels:zalo.type_phone' }))
  if (layout.also.options.length > 0 && !(pressed && layout.also.as === 'buttons')) {
    lines.push(say({ key: 'channels:or_type', with: { choices: { list: layout.also.options.map(worded) } } }))
  }
  return lines
}

function worded(option: Option) {
  return { words: option.label }
}

function buttonsOf({ prompt, layout, say, payload }: Asking): ZaloButton[] {
  const button = (option: Option, title: string): ZaloButton => ({
    title,
    type: 'oa.query.hide',
    payload: payload(tokenOf(prompt, option.id)),
  })
  const numbered = layout.as === 'number_buttons'
  const drawn = numbered || layout.as === 'buttons' ? layout.options : []
  return [
    ...drawn.map((option, i) => button(option, numbered ? String(i + 1) : say(option.label))),
    ...(layout.also.as === 'buttons' ? layout.also.options.map((option) => button(option, say(option.label))) : []),
  ]
}

// Title and text are ours and short; the test of the locales holds them within Zalo's limits.
function cardOf({ learnt, say, cardPicture }: Drawing): InfoRequest | undefined {
  if (cardPicture === undefined || learnt.card === 'rejected' || learnt.card === 'dropped') return undefined
  const title = say({ key: 'channels:zalo.card_title' })
  const subtitle = say({ key: 'channels:zalo.card_text' })
  const elements: InfoRequest['attachment']['payload']['elements'] = [{ title, subtitle, image_url: cardPicture }]
  return { attachment: { type: 'template', payload: { template_type: 'request_user_info', elements } } }
}
