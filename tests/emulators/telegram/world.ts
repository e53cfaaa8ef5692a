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
export interface World {
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
  commands: unknown[]
  sentAt: number[]
  tooMany: number
  nextMessageId: () => number
  /** Wakes all that wait for something to happen. */
  changed: () => void
  /** Resolves with the first thing found, looked for again after every event; fails after `ms`, saying what was awaited. */
  until: <T>(look: () => T | undefined | false, about: { ms: number; what: () => string }) => Promise<T>
}

/** Waiting without polling: `changed` wakes every `until`. */
export function makeEvents(): Pick<World, 'changed' | 'until'> {
  const watchers = new Set<() => void>()
  return {
    changed: () => {
      for (const look of [...watchers]) look()
    },
    until: (look, { ms, what }) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = look()
          if (found === undefined || found === false) return
          clearTimeout(timer)
          watchers.delete(check)
          resolve(found)
        }
        const timer = setTimeout(() => {
          watchers.delete(check)
          reject(new Error(`Nothing after ${ms} ms: ${what()}`))
        }, ms)
        watchers.add(check)
        check()
      }),
  }
}
