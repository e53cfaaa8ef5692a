import { readDong } from '../domain/money.ts'
import { readPhone } from '../domain/phone.ts'
import { fold } from './fold.ts'
import type { Option, Prompt, Reply, Words } from './words.ts'

/** Facts that a flow was started with: known before the first question, kept with the talk so that a replay sees the same. */
export type Given = Record<string, Json>

/** Plain data, as it can be kept. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Where a question stands: the flow's run, the node's name, and what is known there. */
export interface Place {
  flow: string
  ref: string
  node: string
  given: Given
}

/** A kind of question: how it is put, and how a reply is read. Reading is pure and never throws; undefined means unreadable. */
export interface Question<Value> {
  prompt(place: Place): Prompt
  read(reply: Reply, place: Place): Value | undefined
}

/** One of some answers that are always the same. */
export function choice<const Id extends string>(...ids: [Id, ...Id[]]): Question<Id> {
  const known = (id: string): Id | undefined => ids.find((i) => i === id)
  return {
    prompt: (place) => ({ ...base(place), kind: 'choice', options: ids.map((id) => labelled(place, id)) }),
    read: (reply) => ('tap' in reply ? known(reply.tap) : undefined),
  }
}

/** One of the answers listed in `given[list]`: ids whose labels are locale keys of the node, or `{ id, name }` with a name of its own. */
export function pick(list: string): Question<string> {
  const options = (place: Place): Option[] => {
    const entries = place.given[list]
    return Array.isArray(entries) ? entries.map((e) => optionOf(place, e)) : []
  }
  return {
    prompt: (place) => ({ ...base(place), kind: 'choice', options: options(place) }),
    read: (reply, place) => ('tap' in reply ? options(place).find((o) => o.id === reply.tap)?.id : undefined),
  }
}

/** An amount of money within limits, in dong, typed as people type it. */
export function amount(limits: { min: number; max: number }): Question<number> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'amount' }),
    read: (reply) => within(limits, 'text' in reply ? readDong(reply.text) : undefined),
  }
}

/** A whole number within limits; one word of a unit behind it is allowed ("36 tháng"). */
export function number(limits: { min: number; max: number }): Question<number> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'number' }),
    read: (reply) => {
      const read = 'text' in reply ? /^(\d{1,6})(?: \p{L}+)?$/u.exec(fold(reply.text)) : null
      return within(limits, read ? Number(read[1]) : undefined)
    },
  }
}

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

/** A Vietnamese phone number, shared or typed, as ten digits. */
export function phone(): Question<string> {
  return {
    prompt: (place) => ({ ...base(place), kind: 'phone' }),
    read: (reply) => readPhone('phone' in reply ? reply.phone : 'text' in reply ? reply.text : ''),
  }
}

function base({ flow, ref, node }: Place) {
  return { flow, ref, node, ask: { key: `flows/${flow}:${node}.ask` } }
}

function labelled({ flow, node }: Place, id: string): Option {
  return { id, label: { key: `flows/${flow}:${node}.options.${id}` } }
}

function optionOf(place: Place, entry: Json): Option {
  if (typeof entry === 'string') return labelled(place, entry)
  const { id, name, words } = entry as { id: string; name?: string; words?: { key: string } }
  const label: Words = words ?? { key: 'common:named', with: { name: name ?? id } }
  return { id, label }
}

function within(limits: { min: number; max: number }, value: number | undefined): number | undefined {
  return value !== undefined && value >= limits.min && value <= limits.max ? value : undefined
}
