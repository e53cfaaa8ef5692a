import type { Filler, Part } from '../../conversation/words.ts'
import type { Citation } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { type ProgrammeId, programmeKey } from '../../policy/index.ts'
import type { TermLine } from './term-lines.ts'

/** An answer to a question in free words. */
export interface Answer {
  parts: Part[]
  /** Every document that a figure of the answer stands in. */
  citations: Citation[]
  /** Ids of next steps: those of `next-step`, or `ask-<intent>-<programme>` where it is asked what was meant. */
  offers: string[]
  /** The programme that was talked about, for a follow-up. */
  topic?: ProgrammeId
}

/** More documents than this in the small print are read by nobody; the list of citations keeps them all. */
const mostSources = 5

/** A paragraph. */
export function text(key: string, fillers?: Record<string, Filler>): Part {
  return { as: 'text', words: fillers ? { key, with: fillers } : { key } }
}

/** The heading that names the programme. */
export function heading(id: ProgrammeId): Part {
  return { as: 'title', words: { key: programmeKey(id, 'name') } }
}

/** Words of a programme as a filler: its name, who it is for, what it may be used for. */
export function ofProgramme(id: ProgrammeId, field: string): Filler {
  return { words: { key: programmeKey(id, field) } }
}

/** A sentence and its figures below it. */
export function listed(
  key: string,
  lines: readonly Pick<TermLine, 'line'>[],
  fillers: Record<string, Filler> = {},
): Part {
  return text(key, { ...fillers, lines: { lines: lines.map((l) => l.line) } })
}

/** The same document named twice is one. */
export function distinct(cites: readonly Citation[]): Citation[] {
  return [...new Map(cites.map((c) => [c.text, c])).values()]
}

/** The small print: what the answer follows, and the day of the law. Nothing where nothing is cited. */
export function sourced(citations: readonly Citation[], day: Day): Part[] {
  if (citations.length === 0) return []
  const sources: Filler = { list: citations.slice(0, mostSources).map((c) => c.text) }
  return [{ as: 'source', words: { key: 'answers:source', with: { sources, day: { day } } } }]
}
