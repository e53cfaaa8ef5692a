import type { Day } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { readDong } from '../domain/money.ts'
import { readPhone } from '../domain/phone.ts'
import { type DayLimits, readTypedDay } from '../domain/typed-day.ts'
import type { Filler, Option, Prompt, Reply, Words } from './words.ts'

/** Facts that a flow was started with: known before the first question, kept with the talk so that a replay sees the same. */
export type Given = Record<string, Json>

/** Plain data, as it can be kept. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Where a question stands: the flow's run, the node's name, what was known before and what has been answered since. */
export interface Place {
  flow: string
  ref: string
  node: string
  given: Given
  answers: Record<string, unknown>
}

/**
 * A kind of question: how it is put, and how a reply is read. Reading is pure and never throws; undefined means unreadable.
 * One that takes several replies finds what it came to so far among the answers of the place, under its own node.
 */
export interface Question<Value> {
  prompt(place: Place): Prompt
  read(reply: Reply, place: Place): Value | undefined
  /** Of a question that takes several replies: whether it waits for another one after this value. Without it one reply is all. */
  goesOn?(value: Value): boolean
  /** What is said to a reply that could not be read, where the node's own `error` would not do. */
  problem?(place: Place): Words
}

/** One of some answers that are always the same. */
export function choice<const Id extends string>(...ids: [Id, ...Id[]]): Question<Id> {
  const known = (id: string): Id | undefined => ids.find((i) => i === id)
  return {
    prompt: (place) => ({ ...base(place), kind: 'choice', options: ids.map((id) => labelled(place, id)) }),
    read: (reply) => ('tap' in reply ? known(reply.tap) : undefined),
  }
}

/** An entry of a list to pick from: an id whose label is a locale key of the node, or one that brings its name or its words. */
export type Entry = string | { id: string; name: string } | { id: string; words: Words }

/** One of the entries that are known only where the question stands, such as the communes of an office. */
export function pick(list: (place: Place) => readonly Entry[]): Question<string> {
  const options = (place: Place): Option[] => list(place).map((entry) => optionOf(place, entry))
  return {
    prompt: (place) => ({ ...base(place), kind: 'choice', options: options(place) }),
    read: (reply, place) => ('tap' in reply ? options(place).find((o) => o.id === reply.tap)?.id : undefined),
  }
}

/** The same question with fillers in its words, worked out where it stands. */
export function filled<Value>(
  question: Question<Value>,
  fillers: (place: Place) => Record<string, Filler>,
): Question<Value> {
  return {
    ...question,
    prompt: (place) => {
      const prompt = question.prompt(place)
      return { ...prompt, ask: { ...prompt.ask, with: fillers(place) } }
    },
  }
}

/** Limits, both included: always the same, or worked out where the question stands. */
export type Limits = { min: number; max: number } | ((place: Place) => { min: number; max: number })

/** An amount of money within limits, in dong, typed as people type it. */
export function amount(limits: Limits): Question<number> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'amount' }),
    read: (reply, place) => within(at(limits, place), 'text' in reply ? readDong(reply.text) : undefined),
  }
}

/** A whole number within limits; one word of a unit behind it is allowed ("36 tháng"), but not one of years: who counts years says so. */
export function number(limits: Limits): Question<number> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'number' }),
    read: (reply, place) => {
      const read = 'text' in reply ? /^(\d{1,6})(?: (\p{L}+))?$/u.exec(fold(reply.text)) : null
      return within(at(limits, place), read && !years.test(read[2] ?? '') ? Number(read[1]) : undefined)
    },
  }
}

/** A stretch of time in whole months within limits: "36", "36 tháng", "3 năm", "2 năm 6 tháng", "3 năm rưỡi". */
export function months(limits: Limits): Question<number> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'number' }),
    read: (reply, place) => within(at(limits, place), 'text' in reply ? readMonths(fold(reply.text)) : undefined),
  }
}

/** A day within limits (both included), typed as people type it, by the calendar of the sun. */
export function day(limits: (place: Place) => DayLimits): Question<Day> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'day' }),
    read: (reply, place) => ('text' in reply ? readTypedDay(reply.text, limits(place)) : undefined),
  }
}

/** The same question where nothing is an answer too: "không", "chưa có" and their like are kept as an empty text. */
export function orNone(question: Question<string>): Question<string> {
  return {
    ...question,
    read: (reply, place) => ('text' in reply && none.test(fold(reply.text)) ? '' : question.read(reply, place)),
  }
}

const none =
  /^(?:khong|khong co|chua|chua co|chua biet|chua ro|khong biet|khong ai|bo qua|none|no|nobody|not yet|skip)$/

/** Words of the person's own, of at most `max` characters (code points) and at least `min`. */
export function text(limits: { min: number; max: number }): Question<string> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'text' }),
    read: (reply) => {
      const typed = 'text' in reply ? reply.text.normalize('NFC').trim() : ''
      return within(limits, [...typed].length) === undefined || !/[\p{L}\p{N}]/u.test(typed) ? undefined : typed
    },
  }
}

/** The sender's own number as the platform vouches for it: a typed one proves nothing and is not read. */
export function ownPhone(): Question<string> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'phone' }),
    read: (reply) => ('phone' in reply ? readPhone(reply.phone) : undefined),
  }
}

/** A Vietnamese phone number, shared or typed, with words around it or without, as ten digits. */
export function phone(): Question<string> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'phone' }),
    read: (reply) => ('phone' in reply ? readPhone(reply.phone) : 'text' in reply ? phoneIn(reply.text) : undefined),
  }
}

function base({ flow, ref, node }: Place) {
  return { flow, ref, node, ask: { key: `flows/${flow}:${node}.ask` } }
}

function labelled({ flow, node }: Place, id: string): Option {
  return { id, label: { key: `flows/${flow}:${node}.options.${id}` } }
}

function optionOf(place: Place, entry: Entry): Option {
  if (typeof entry === 'string') return labelled(place, entry)
  return {
    id: entry.id,
    label: 'words' in entry ? entry.words : { key: 'common:named', with: { name: entry.name } },
  }
}

/** The one number in a line; of two, nobody knows which is meant. */
function phoneIn(typed: string): string | undefined {
  const [only, ...more] = typed.match(/\+?\(?\d[\d\s().-]{7,}\d/g) ?? []
  return only !== undefined && more.length === 0 ? readPhone(only) : undefined
}

const years = /^(?:nam|years?)$/

function readMonths(typed: string): number | undefined {
  const plain = /^(\d{1,4})(?: (?:thang|months?))?$/.exec(typed)
  if (plain) return Number(plain[1])
  const long = /^(\d{1,2}) (?:nam|years?)(?: (ruoi)| (\d{1,2}) (?:thang|months?))?$/.exec(typed)
  return long ? Number(long[1]) * 12 + (long[2] ? 6 : Number(long[3] ?? 0)) : undefined
}

function at(limits: Limits, place: Place): { min: number; max: number } {
  return typeof limits === 'function' ? limits(place) : limits
}

function within(limits: { min: number; max: number }, value: number | undefined): number | undefined {
  return value !== undefined && value >= limits.min && value <= limits.max ? value : undefined
}
