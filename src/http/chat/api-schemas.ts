import { z } from 'zod'
import { onceId, startCode, tapToken } from './inbound.ts'

/** What a program says: words, a button, or the code of a link. */
export const sentMessage = z
  .strictObject({
    id: onceId,
    text: z.string().min(1).optional(),
    tap: tapToken.optional(),
    start: startCode.optional(),
  })
  .refine(({ text, tap, start }) => [text, tap, start].filter((said) => said !== undefined).length === 1)
  .meta({ description: 'One message of the person: either words, or a button, or the code of a link.' })

/** Something to press. */
export const button = z.object({ label: z.string(), token: z.string() }).meta({ description: 'Something to press.' })

/** A paragraph of a message. */
export const paragraph = z
  .object({ as: z.enum(['title', 'text', 'source']), text: z.string() })
  .meta({ description: 'A paragraph; `source` names a document or the date of figures.' })

/** What is asked for. */
export const question = z
  .object({
    ask: z.string(),
    hint: z.string().optional(),
    input: z.enum(['choice', 'amount', 'day', 'number', 'text', 'phone']),
    answers: z.array(button),
    also: z.array(button),
  })
  .meta({ description: 'What is asked for. A choice may also be answered in words.' })

/** One line of the talk as programs read it. */
export const shownMessage = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.enum(['person', 'bot']),
    text: z.string().describe('All that is said, in plain text.'),
    paragraphs: z.array(paragraph).optional(),
    prompt: question.optional(),
  })
  .meta({ description: 'One line of the talk.' })

/** A stretch of the talk. */
export const shownMessages = z
  .object({ messages: z.array(shownMessage), next: z.string().describe('Give it as `after` to read on.') })
  .meta({
    description: 'A stretch of the talk, oldest first. Messages may repeat between two reads: compare ids.',
  })

/** What is answered when a request is refused. */
export const refusal = z
  .object({ error: z.string(), field: z.string().optional() })
  .meta({ description: 'One sentence, and the field at fault where there is one.' })

/** One line of the talk as programs read it. */
export type ShownMessage = z.infer<typeof shownMessage>
