import { z } from 'zod'
import { type Day, readDay } from '../domain/day.ts'
import { explain, idOf, readJson } from '../domain/json-line.ts'
import { type Facts, factsSchema } from './facts.ts'
import { type ProgrammeId, programmeIds } from './ids.ts'
import { weighAll } from './index.ts'
import type { Weighed } from './weigh.ts'

/** One line of `check --jsonl` as it comes in. */
export const checkLineSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  facts: factsSchema,
  asOf: z
    .string()
    .refine((text) => readDay(text) !== undefined, 'must be a date that exists, as YYYY-MM-DD')
    .nullish(),
  programmes: z.array(z.enum(programmeIds)).nullish(),
})

/** One verdict as it goes out; money in whole dong. */
export const checkVerdictSchema = z.strictObject({
  verdict: z.enum(['eligible', 'ineligible', 'needs_info', 'ask_officer', 'not_in_force']),
  maxAmountVnd: z.number().optional(),
  maxAdditionalVnd: z.number().optional(),
  amountUnit: z.string().optional(),
  ratePctPerYear: z.number().optional(),
  overdueRatePct: z.number().optional(),
  termMonths: z.number().optional(),
  collateralRequired: z.boolean().optional(),
  reasons: z.array(
    z.strictObject({
      rule: z.string(),
      met: z.boolean().nullable(),
      /** Tells apart what null hides: a fact to be told, a matter for the office, a thing presumed. */
      standing: z.enum(['met', 'unmet', 'unknown', 'unsettled', 'presumed']),
      citation: z.string(),
    }),
  ),
  missing: z.array(z.string()),
})

/** One line of `check --jsonl` as it goes out: the verdicts, or what is wrong with the line. */
export const checkAnswerSchema = z.union([
  z.strictObject({ id: z.union([z.string(), z.number()]), programmes: z.record(z.string(), checkVerdictSchema) }),
  z.strictObject({ id: z.union([z.string(), z.number(), z.null()]), error: z.string() }),
])

/** The public form of a verdict. */
export type CheckVerdict = z.infer<typeof checkVerdictSchema>

/** What one line is answered with; `ok` is false for a line that could not be read. */
export interface CheckAnswer {
  ok: boolean
  line: string
}

/** Answers one line of `check --jsonl`. A line that cannot be read is answered with an error that names the field. */
export function answerCheckLine(line: string, today: Day): CheckAnswer {
  const json = readJson(line)
  if (json === undefined) return refused(null, 'the line is not JSON')
  const read = checkLineSchema.safeParse(json)
  if (!read.success) return refused(idOf(json), explain(read.error))
  const { id, facts, asOf, programmes } = read.data
  const weighed = weighAll(facts as Facts, (asOf ?? today) as Day, programmes ?? programmeIds)
  const entries = Object.entries(weighed).map(([name, w]) => [name, checkVerdict(w)] as [ProgrammeId, CheckVerdict])
  return { ok: true, line: JSON.stringify({ id, programmes: Object.fromEntries(entries) }) }
}

/** The verdict under its public names. */
export function checkVerdict(weighed: Weighed): CheckVerdict {
  const { maxAmountDong, maxAdditionalDong, reasons, verdict, missing, ...rest } = weighed
  return {
    verdict,
    ...(maxAmountDong !== undefined && { maxAmountVnd: maxAmountDong }),
    ...(maxAdditionalDong !== undefined && { maxAdditionalVnd: maxAdditionalDong }),
    ...rest,
    reasons: reasons.map(({ rule, met, standing, citation }) => ({ rule, met, standing, citation: citation.text })),
    missing,
  }
}

/** The JSON schemas of a line and of its answer, as `check --schema` prints them. */
export function checkJsonSchema(): { line: unknown; answer: unknown } {
  return {
    line: z.toJSONSchema(checkLineSchema, { io: 'input' }),
    answer: z.toJSONSchema(checkAnswerSchema, { io: 'input' }),
  }
}

function refused(id: string | number | null, error: string): CheckAnswer {
  return { ok: false, line: JSON.stringify({ id, error }) }
}
