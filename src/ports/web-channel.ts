import type { Message } from '../conversation/words.ts'
import type { Channel } from './channel.ts'

/** The web chat: a channel that also draws its messages, for the page and for programs. */
export interface WebChannel extends Channel {
  id: 'web'
  draw(message: Message, lang: string): View
}

/** A message in words of one language, drawn by nobody yet. */
export interface View {
  paragraphs: Paragraph[]
  prompt?: PromptView
}

/** A paragraph as lines of runs. With a picture, a page shows that in place of the lines. */
export interface Paragraph {
  as: 'title' | 'text' | 'source'
  lines: Run[][]
  picture?: PictureView
}

/** A picture on our own server, by its path. `alt` says what it shows; width and height are in points. */
export interface PictureView {
  path: string
  alt: string
  width: number
  height: number
}

/** Words in one piece; with `href` they are a link. */
export interface Run {
  text: string
  href?: string
}

/** A question: what may be pressed, and what may be typed. */
export interface PromptView {
  ask: Paragraph[]
  hint: Paragraph[]
  answers: Press[]
  /** Words that work everywhere: back, menu, person, stop. */
  also: Press[]
  /** Set where a picture is an answer as well. */
  photo?: true
  /** What the answer is. A choice may be typed as well. */
  input: 'choice' | 'amount' | 'day' | 'number' | 'text' | 'phone'
}

/** Something to press. The token is sent back. */
export interface Press {
  label: string
  token: string
}

/** Tells the web chat from the other channels. */
export function isWebChannel(channel: Channel | undefined): channel is WebChannel {
  return channel?.id === 'web' && 'draw' in channel
}
