import type { Filler, Part } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import { nextSession } from '../domain/transaction-day.ts'
import {
  monthlyInterestDong,
  type ProgrammeId,
  programmeKey,
  type Reason,
  termsOn,
  type Weighed,
} from '../policy/index.ts'
import { amountLines, lengthLines } from './answers/term-lines.ts'
import type { PayingPlace } from './loan-parts.ts'
import { mostToAsk } from './most-to-ask.ts'
import { say } from './scene.ts'

/** The example that interest is shown by: people reckon in tens of millions. */
const exampleDong = 10_000_000
/** More than this on a small screen is read by nobody. */
const mostLines = 4
/** A refusal is told by its weightiest reasons: each comes with what would have to change. */
const mostReasons = 2

/** One programme's answer: may I, how much, at what price, what is missing, and which document says so. */
export function eligibilityParts(id: ProgrammeId, weighed: Weighed, day: Day): Part[] {
  const programme = { words: { key: programmeKey(id, 'name') } }
  return [
    { as: 'title', words: { key: `eligibility:verdict.${weighed.verdict}`, with: { programme } } },
    ...figures(id, weighed, day),
    ...reasons(weighed),
    ...sources(weighed, day),
  ]
}

/** The errand: where to go and when. The decision is the bank's, and nobody may ask for a fee. */
export function errandParts(place: PayingPlace | undefined, at: { day: Day; phone: string }): Part[] {
  const where = place
    ? say('eligibility:errand', {
        place: place.name,
        address: place.address,
        at: place.opensAt,
        day: { day: nextSession(place.sessions, at.day) },
      })
    : say('eligibility:errand_anywhere', { phone: at.phone })
  return [where, say('eligibility:not_a_decision')]
}

/** How much, at what price, for how long; none where the household is refused. */
function figures(id: ProgrammeId, weighed: Weighed, day: Day): Part[] {
  if (weighed.ratePctPerYear === undefined) return []
  return [...amounts(id, weighed, day), ...price(weighed), ...repayment(id, weighed, day)]
}

/** A sum where the law names one; where it takes a share of a price or of costs, the share. */
function amounts(id: ProgrammeId, { maxAmountDong, amountUnit, maxAdditionalDong }: Weighed, day: Day): Part[] {
  const terms = termsOn(id, day)
  if (maxAmountDong === undefined || !amountUnit)
    return terms ? [say('eligibility:amounts', { lines: { lines: amountLines(terms).map((l) => l.line) } })] : []
  const unit = { words: { key: `policy:units.${amountUnit}` } }
  const most = say('eligibility:amount', { max: { dong: maxAmountDong }, unit })
  if (maxAdditionalDong === undefined || maxAdditionalDong === maxAmountDong) return [most]
  return [most, say('eligibility:additional', { more: { dong: maxAdditionalDong } })]
}

function price(weighed: Weighed): Part[] {
  const rate = weighed.ratePctPerYear ?? 0
  const example = exampleFor(weighed)
  const interest = { dong: monthlyInterestDong(example, rate) }
  return [say('eligibility:rate', { rate: { pct: rate }, example: { dong: example }, interest })]
}

/** In equal parts by the year, as an example: the contract sets the real instalments. */
function repayment(id: ProgrammeId, weighed: Weighed, day: Day): Part[] {
  const { termMonths: months } = weighed
  const example = exampleFor(weighed)
  const principal = { dong: Math.round((example * 12) / Math.max(12, months ?? 12)) }
  if (months !== undefined) return [say('eligibility:term', { months, example: { dong: example }, principal })]
  const terms = termsOn(id, day)
  const [length] = terms ? lengthLines(terms) : []
  return length ? [say('eligibility:length', { length: length.line })] : []
}

/** Nobody is shown an example that is more than they may borrow. */
function exampleFor(weighed: Weighed): Dong {
  const most = mostToAsk(weighed)
  return most ? Math.min(most, exampleDong) : exampleDong
}

function reasons(weighed: Weighed): Part[] {
  if (weighed.verdict === 'not_in_force') return []
  const of = (standing: string) => weighed.reasons.filter((r) => r.standing === standing)
  const refused = of('unmet').slice(0, mostReasons)
  if (refused.length > 0) return [listed('eligibility:why_not', refused.map(plain)), would(refused)]
  const open = of('unsettled')
  const wanting = [...of('unknown'), ...of('presumed').sort((a, b) => errandRank(a) - errandRank(b))]
  return [
    ...(open.length > 0 ? [listed('eligibility:officer_decides', open.map(plain))] : []),
    ...(wanting.length > 0 ? [listed('eligibility:still_needed', wanting.map(withCertifier))] : []),
  ]
}

/** What would have to change, in plain words. */
function would(refused: readonly Reason[]): Part {
  return listed(
    'eligibility:would',
    refused.map(({ rule }) => ({ words: { key: `policy:rules.${rule}.would` } })),
  )
}

/** Conditions that nearly everybody meets without doing anything: they are said last. */
const formalities = ['adult', 'civil_capacity', 'no_overdue_debt']

/** What means an errand comes before what is a formality. */
function errandRank({ rule }: Reason): number {
  return formalities.includes(rule) ? 1 : 0
}

function plain({ words }: Reason): Filler {
  return { words }
}

/** What is missing, and who certifies it here. What the bank looks up itself needs no errand. */
function withCertifier({ words, certifier }: Reason): Filler {
  if (certifier === 'bank') return { words }
  const who = { words: { key: `policy:certifiers.${certifier}` } }
  return { words: { key: 'eligibility:certified', with: { what: { words }, who } } }
}

function listed(key: string, lines: readonly Filler[]): Part {
  return say(key, { lines: { lines: lines.slice(0, mostLines) } })
}

/** Each document once, those of the reasons that decide first. */
function sources(weighed: Weighed, day: Day): Part[] {
  const cited = [...new Set(weighed.reasons.map((r) => r.citation.text))].slice(0, mostLines)
  const words = { key: 'eligibility:sources', with: { sources: { list: cited }, day: { day } } }
  return cited.length === 0 ? [] : [{ as: 'source', words }]
}
