import type { IncomingHttpHeaders } from 'node:http'
import type { Shape } from './shape.ts'
import { Refusal, Unknown, type World } from './world.ts'

/** A call that is being answered. */
export interface Ask {
  world: World
  /** The fields of the body, of the query, or of the JSON in the query parameter `data`. */
  params: Record<string, unknown>
  headers: IncomingHttpHeaders
  /** The file of an upload. */
  file: { name: string; bytes: Buffer } | undefined
  /** Ends when the caller goes away. */
  gone: AbortSignal
  /** Is done once the answer is out, or would have been. */
  afterwards: (act: () => void) => void
}

/** A call that is known. */
export interface Endpoint {
  /** The name for faults and for `calls`. */
  name: string
  /** `json`: a body. `data`: one query parameter with JSON in it. `query`: plain parameters. `form`: as forms send it. `file`: one file. */
  takes: 'json' | 'data' | 'query' | 'form' | 'file'
  shape: Shape
  /** What stands in `data` of the answer; nothing where undefined. */
  run: (ask: Ask) => unknown
}

/** `<field> is invalid!`, as -201 words it. */
export function invalid(field: string): Refusal {
  return new Refusal(-201, `${field} is invalid!`)
}

/** What is too long or too many. */
export function tooLong(world: World, field: string): Refusal {
  const code = Number(world.way('tooLong'))
  return code === -201 ? invalid(field) : new Refusal(code, `${field} exceeds limit`)
}

/** An id, which must be text: as a number it has lost digits on its way. */
export function textId(value: unknown, field: string): string {
  if (typeof value === 'number') throw new Unknown(`${field} is a number, which loses digits`)
  if (typeof value !== 'string' || value === '') throw invalid(field)
  return value
}

/** A whole number within limits. Beyond them it is -210. */
export function wholeUpTo(value: unknown, { field, most }: { field: string; most: number }): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw invalid(field)
  if (value > most) throw new Refusal(-210, `${field} exceeds limit`)
  return value
}

/** An object with fields that are known, or -201. */
export function objectAt(value: unknown, about: { at: string; fields: readonly string[] }): Record<string, unknown> {
  const { at, fields } = about
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(at)
  const strange = Object.keys(value).filter((field) => !fields.includes(field))
  if (strange.length > 0) throw new Unknown(`${at}: ${strange.join(', ')}`)
  return value as Record<string, unknown>
}

/** How long a text is. What Zalo counts is not known. */
export function lengthOf(world: World, text: string): number {
  const units = world.way('textUnits')
  if (units === 'utf16') return text.length
  return [...(units === 'nfc' ? text.normalize('NFC') : text)].length
}
