import { drawnIll } from '../drawn-ill.ts'
import type { Fault } from './faults.ts'

/** Bad weather: every `sendMessage` draws whether something goes wrong with it, and what. */
export interface StormOptions {
  /** The same seed does the same to the nth call of a chat, in whatever order the calls of all chats come. */
  seed: number
  /** The share of the calls, 0 to 1 each and at most 1 together. `blocked` is the share of the people instead: they stay blocked. */
  share: Partial<Record<Ill, number>>
  /** What `chatWait` and `botWait` ask for, in seconds; one where not said. */
  retryAfter?: number
  /** After so many ills the calls of a chat are well; never where not said. Blocked people do not count. */
  perChat?: number
  /** When `hang` and `silent` cut the connection, in milliseconds; never where not said: the caller has to give up. */
  cutMs?: number
}

/**
 * What can befall a call. Surely not delivered: `reset`, `hang`, `error500`, `gateway`, `chatWait`, `botWait`, `blocked`.
 * Delivered unless the platform refused it for another reason: `lost`, `silent`, `gatewayAfter`.
 * `chatWait` is a 429 of this chat, `botWait` a 429 of every chat until the time is over.
 */
export type Ill =
  | 'reset'
  | 'hang'
  | 'error500'
  | 'gateway'
  | 'chatWait'
  | 'botWait'
  | 'lost'
  | 'silent'
  | 'gatewayAfter'
  | 'blocked'

/** One call that something befell, in the order of the calls. `nth` counts the calls of the chat from 1. */
export interface Struck {
  chat: number
  nth: number
  how: Ill
}

/** A storm under way. `impatient` are the calls to a chat before its own wait was over: a program that obeys makes none. */
export interface Storm {
  strike: (chat: number, nowMs: number) => Fault | undefined
  struck: Struck[]
  impatient: () => number
}

/** Lets a storm loose. */
export function makeStorm({ seed, share, retryAfter = 1, perChat = Infinity, cutMs }: StormOptions): Storm {
  const struck: Struck[] = []
  const calls = new Map<number, number>()
  const ills = new Map<number, number>()
  const waits = new Map<number, number>()
  let botUntil = 0
  let impatient = 0
  const tooMany = (seconds: number): Fault => ({
    how: 'refuse',
    code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  })
  // What is left of a wait, as the platform counts: whole seconds, unless the storm was given fractions.
  const left = (until: number, now: number) => Math.min(retryAfter, Math.ceil((until - now) / 1000))
  const drawn = (chat: number, nth: number): Ill | undefined => {
    if (chance(seed, chat, 0) < (share.blocked ?? 0)) return 'blocked'
    return (ills.get(chat) ?? 0) < perChat ? drawnIll(share, { order, drawn: chance(seed, chat, nth) }) : undefined
  }
  const strike = (chat: number, now: number): Fault | undefined => {
    const nth = (calls.get(chat) ?? 0) + 1
    calls.set(chat, nth)
    const note = (how: Ill) => struck.push({ chat, nth, how })
    if (now < (waits.get(chat) ?? 0)) {
      impatient += 1
      note('chatWait')
      return tooMany(left(waits.get(chat)!, now))
    }
    if (now < botUntil) {
      note('botWait')
      return tooMany(left(botUntil, now))
    }
    const how = drawn(chat, nth)
    if (how === undefined) return undefined
    note(how)
    if (how === 'blocked') return { how: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' }
    ills.set(chat, (ills.get(chat) ?? 0) + 1)
    if (how === 'chatWait') waits.set(chat, now + retryAfter * 1000)
    if (how === 'botWait') botUntil = now + retryAfter * 1000
    if (how === 'chatWait' || how === 'botWait') return tooMany(retryAfter)
    return { how, ...(cutMs === undefined ? {} : { cutMs }) }
  }
  return { strike, struck, impatient: () => impatient }
}

// `blocked` is drawn apart, so that it does not depend on how often somebody was called.
const order = [
  'reset',
  'hang',
  'error500',
  'gateway',
  'chatWait',
  'botWait',
  'lost',
  'silent',
  'gatewayAfter',
] as const satisfies readonly Exclude<Ill, 'blocked'>[]

// A number from 0 to below 1 that depends on nothing but the three: the finisher of MurmurHash3 over each of them.
function chance(seed: number, chat: number, nth: number): number {
  let hash = 0x9e3779b9
  for (const part of [seed, chat, Math.floor(chat / 2 ** 32), nth]) {
    hash = Math.imul(hash ^ part, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}
