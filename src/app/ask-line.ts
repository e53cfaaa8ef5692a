import { z } from 'zod'
import { type Day, readDay } from '../domain/day.ts'
import { explain, idOf, readJson } from '../domain/json-line.ts'

/** One line of `ask --jsonl` as it comes in. */
export const askLineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  /** The language of the answer; Vietnamese where it is not said. */
  locale: z.enum(['vi', 'en']).nullish(),
  /** The day whose law answers; today where it is not said. */
  asOf: z
    .string()
    .refine((text) => readDay(text) !== undefined, 'must be a date that exists, as YYYY-MM-DD')
    .nullish(),
  /** Lines of the same talk that follow each other: what was talked about is carried over. */
  conversation: z.union([z.string(), z.number()]).nullish(),
})

/** One line as it goes out: what was understood and what is answered, or what is wrong with the line. */
export const askAnswerSchema = z.union([
  z.strictObject({
    id: z.union([z.string(), z.number()]),
    intent: z.string(),
    programme: z.string().nullable(),
    confidence: z.number().min(0).max(1),
    /** Present where a person has to see it. */
    sensitive: z.string().optional(),
    reply: z.strictObject({
      text: z.string(),
      citations: z.array(z.strictObject({ text: z.string(), url: z.string().optional() })),
      /** What may be tapped next. */
      choices: z.array(z.strictObject({ id: z.string(), label: z.string() })).optional(),
    }),
  }),
  z.strictObject({ id: z.union([z.string(), z.number(), z.null()]), error: z.string() }),
])

/** One line, read. */
export interface AskLine {
  id: string | number
  text: string
  lang: string
  /** The day whose law answers, where it was said. */
  asOf?: Day
  conversation?: string | number
}

/** Reads one line; a line that cannot be read says which field is wrong. */
export function readAskLine(line: string): AskLine | { id: string | number | null; error: string } {
  const json = readJson(line)
  if (json === undefined) return { id: null, error: 'the line is not JSON' }
  const read = askLineSchema.safeParse(json)
  if (!read.success) return { id: idOf(json), error: explain(read.error) }
  const { id, text, locale, asOf, conversation } = read.data
  return {
    id,
    text,
    lang: locale ?? 'vi',
    ...(asOf != null && { asOf: asOf as Day }),
    ...(conversation != null && { conversation }),
  }
}

/** The published shape of both sides. */
export function askJsonSchema(): { line: unknown; answer: unknown } {
  return {
    line: z.toJSONSchema(askLineSchema, { io: 'input' }),
    answer: z.toJSONSchema(askAnswerSchema, { io: 'input' }),
  }
}
