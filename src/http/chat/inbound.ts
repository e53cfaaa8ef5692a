import { createHash } from 'node:crypto'
import { z } from 'zod'
import { plainText } from '../../domain/plain-text.ts'
import type { Inbound, InboundKind } from '../../ports/channel.ts'
import type { Visitor } from './visitor.ts'

/** The one-time id of a message, made by the page or the program that sends it. The same id with the same content counts once. */
export const onceId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .meta({
    description: 'Made anew for each message: 8 to 64 letters, digits, "-" or "_". A repeat is accepted and ignored.',
  })

/** What a button carries. Whether it is one of ours, and still open, the talk itself finds out. */
export const tapToken = z.string().min(1).max(200).meta({ description: 'The `token` of a button, as it was given.' })

/** What the link of a code carries. Telegram's rule for `?start=`, so that one link works on both. */
export const startCode = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** One thing that a visitor says, as the talk takes it in. */
export function inboundOf(visitor: Visitor, said: { id: string; what: InboundKind; lang: string; at: Date }): Inbound {
  const { id, what, lang, at } = said
  const { channel, address } = visitor.sender
  // The content is part of the id: a page that the browser brought back from its memory may say something else with an old id.
  const content = createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 10)
  return { channel, updateId: `${address}.${id}.${content}`, address, at, lang, what }
}

/** Typed words as they are kept: without what no database takes and nobody sees. Undefined when nothing is left. */
export function cleanText(text: string): string | undefined {
  const clean = plainText(text).normalize('NFC').trim()
  return clean === '' ? undefined : clean
}
