import type { Happenings } from '../happenings.ts'
import type { Limits } from './limits.ts'
import type { Updates } from './updates.ts'

/** Why the Bot API says no: code and text as the real one words them (Client.cpp of github.com/tdlib/telegram-bot-api). */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Record<string, number> | undefined

  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** A "Bad Request" with its reason. */
export function badRequest(reason: string): Refusal {
  return new Refusal(400, `Bad Request: ${reason}`)
}

/** A stretch of marked text, in UTF-16 units. */
export interface Entity {
  type: string
  offset: number
  length: number
}

/** A button as a person sees it. `data` with inline buttons; `contact` shares the own number; neither: it types its label. */
export interface Button {
  label: string
  data?: string
  contact?: true
}

/** A message in a chat as a person sees it. */
export interface Shown {
  messageId: number
  by: 'bot' | 'person'
  text: string
  entities: Entity[]
  /** The buttons row by row, under the message or in place of the keyboard. */
  rows: Button[][]
  /** The labels of all buttons. */
  labels: string[]
  /** True when the buttons hang under the message, false when they replace the keyboard. */
  inline: boolean
  /** Milliseconds since 1970. */
  at: number
}

/** A chat of the bot, private or not. `new`: the person has never pressed Start. */
export interface Chat {
  id: number
  type: 'private' | 'group'
  /** First name of the person, or title of the group. */
  name: string
  lang?: string
  phone: string
  state: 'new' | 'open' | 'blocked' | 'deactivated' | 'kicked'
  upgradedTo?: number
  shown: Shown[]
  /** How many messages there were when the person last did something. */
  actedAt: number
}

/** Everything that the emulator knows. */
export interface World extends Happenings {
  token: string
  now: () => number
  chats: Map<number, Chat>
  updates: Updates
  limits: Limits
  /** Taps that wait for an answer: their id and the moment of the tap. */
  taps: Map<string, { at: number; answered: boolean }>
  tapSeconds: number
  /** Whatever no correct program does: unknown methods, unknown parameters. */
  violations: string[]
  /** Files that people sent, by their id: what a bot asks for and then fetches. */
  files: Map<string, Uint8Array>
  commands: unknown[]
  sentAt: number[]
  tooMany: number
  nextMessageId: () => number
}
