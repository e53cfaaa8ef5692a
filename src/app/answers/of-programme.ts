import type { Part } from '../../conversation/words.ts'
import { type Citation, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { type ProgrammeId, programmes, type TermsOn, termsOn } from '../../policy/index.ts'
import type { Intent } from '../../understanding/index.ts'
import { type Answer, distinct, heading, listed, ofProgramme, sourced, text } from './answer.ts'
import { amountLines, collateralLines, lengthLines, rateLines, type TermLine } from './term-lines.ts'

/** Where a question about a programme stands: which one, what is in force, on which day. */
interface Place {
  id: ProgrammeId
  terms: TermsOn
  day: Day
}

/** What is said, and what it follows. */
interface Said {
  parts: Part[]
  cites: readonly Citation[]
}

/** Answers a question about one programme from the law of a day. */
export function ofProgrammeOn(id: ProgrammeId, { intent, day }: { intent: Intent; day: Day }): Answer {
  const terms = termsOn(id, day)
  if (terms === undefined) return closed(id, day)
  const said = (answers[intent] ?? info)({ id, terms, day })
  const citations = distinct(said.cites)
  const offers = ['eligibility_check', 'programme_info'].includes(intent)
    ? ['ask_again', 'apply']
    : ['apply', 'ask_again']
  return {
    parts: [heading(id), ...said.parts, ...sourced(citations, day)],
    citations,
    offers: [...offers, 'person', 'menu'],
    topic: id,
  }
}

const answers: Partial<Record<Intent, (place: Place) => Said>> = {
  eligibility_check: ({ id, day }) => ({
    parts: [text('answers:eligibility', { who: ofProgramme(id, 'who') }), ...note(id)],
    cites: openCite(id, day),
  }),
  loan_amount: ({ terms }) => figures('answers:loan_amount', amountLines(terms)),
  interest_rate: ({ terms }) => figures('answers:interest_rate', rateLines(terms)),
  loan_term: ({ terms }) => figures('answers:loan_term', lengthLines(terms)),
  collateral: ({ terms }) => figures('answers:collateral', collateralLines(terms)),
  use_of_funds: ({ id, day }) => ({
    parts: [text('answers:use_of_funds', { use: ofProgramme(id, 'use') })],
    cites: useCite(id, day),
  }),
  documents: papers,
  how_to_apply: ({ id, terms }) => ({
    parts: [text('answers:how_to_apply', { how: ofProgramme(id, 'how') })],
    cites: terms.papersCite ? [terms.papersCite] : [],
  }),
  where_to_apply: ({ id, terms }) => ({
    parts: [text('answers:where_to_apply', { how: ofProgramme(id, 'how') })],
    cites: terms.papersCite ? [terms.papersCite] : [],
  }),
}

function info({ id, terms }: Place): Said {
  const lines = [...amountLines(terms), ...rateLines(terms, false), ...lengthLines(terms)]
  return {
    parts: [
      text('answers:info', { who: ofProgramme(id, 'who') }),
      listed('answers:figures', lines),
      text('answers:info_use', { use: ofProgramme(id, 'use') }),
      ...note(id),
    ],
    cites: citesOf(lines),
  }
}

/** Figures under a sentence; where none of them is settled, the officer answers. */
function figures(key: string, lines: readonly TermLine[]): Said {
  const cites = citesOf(lines)
  return { parts: [cites.length === 0 ? text('answers:officer') : listed(key, lines)], cites }
}

function papers({ id, terms, day }: Place): Said {
  const period = inForce(programmes[id].papers, day)
  const sure = period !== undefined && period.confidence !== 'uncertain'
  const lines = terms.papers.map(({ label }) => ({ line: { words: label } }))
  return {
    parts: [listed('answers:documents', lines), ...(sure ? [] : [text('answers:documents_unsure')])],
    cites: terms.papersCite ? [terms.papersCite] : [],
  }
}

/** Programmes whose answer hangs on the place have a word about it. */
function note(id: ProgrammeId): Part[] {
  return noted.has(id) ? [text('answers:note', { note: ofProgramme(id, 'note') })] : []
}

const noted: ReadonlySet<ProgrammeId> = new Set<ProgrammeId>(['clean_water'])

/** Not lent on that day: since when not, or not yet. */
function closed(id: ProgrammeId, day: Day): Answer {
  const periods = programmes[id].open
  const shut = periods.filter((p) => p.from <= day).at(-1)
  const since = shut === undefined ? undefined : shut.value ? shut.until : shut.from
  const cite = shut?.cite ?? periods[0].cite
  const key = shut === undefined ? 'not_yet' : shut.value ? 'closed_after' : 'closed_since'
  const unsure = shut?.confidence === 'uncertain' || since === undefined
  const when = shut === undefined ? periods[0].from : since
  return {
    parts: [
      heading(id),
      unsure && shut !== undefined ? text('answers:closed') : text(`answers:${key}`, { day: { day: when ?? day } }),
      ...sourced([cite], day),
    ],
    citations: [cite],
    offers: ['ask_again', 'person', 'menu'],
    topic: id,
  }
}

function openCite(id: ProgrammeId, day: Day): Citation[] {
  const period = inForce(programmes[id].open, day)
  return period ? [period.cite] : []
}

function useCite(id: ProgrammeId, day: Day): Citation[] {
  const uses = programmes[id].conditions.uses
  const period = uses === undefined ? undefined : inForce(uses, day)
  return period ? [period.cite] : openCite(id, day)
}

function citesOf(lines: readonly TermLine[]): Citation[] {
  return lines.flatMap((l) => l.cites)
}
