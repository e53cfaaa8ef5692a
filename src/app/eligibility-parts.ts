import type { Filler, Part } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import { nextSession } from '../domain/transaction-day.ts'
import {
  type Facts,
  monthlyInterestDong,
  type ProgrammeId,
  programmeKey,
  type Reason,
  type TermsOn,
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

/** What a household is answered about one programme, by which facts, under the law of which day. */
export interface Answered {
  weighed: Weighed
  facts: Facts
  day: Day
}

/** One programme's answer: may I, how much, at what price, what is missing, and which document says so. */
export function eligibilityParts(id: ProgrammeId, answered: Answered): Part[] {
  const { weighed, day } = answered
  const programme = { words: { key: programmeKey(id, 'name') } }
  return [
    { as: 'title', words: { key: `eligibility:verdict.${weighed.verdict}`, with: { programme } } },
    ...figures(id, answered),
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

/** How much, at what price, for how long; of a refusal because nothing is left only the limit, of any other nothing. */
function figures(id: ProgrammeId, { weighed, facts, day }: Answered): Part[] {
  const terms = termsOn(id, day)
  if (weighed.ratePctPerYear === undefined || terms === undefined) return []
  const most = amounts(weighed, { terms, facts })
  return weighed.verdict === 'ineligible' ? most : [...most, ...price(weighed), ...repayment(weighed, terms)]
}

/** A sum where the law names one for this household; where it takes a share of a price or of costs, the share. */
function amounts(weighed: Weighed, { terms, facts }: { terms: TermsOn; facts: Facts }): Part[] {
  const { maxAmountDong, amountUnit, maxAdditionalDong } = weighed
  if (maxAmountDong === undefined || !amountUnit) {
    const limits = terms.limits.filter(({ name }) => name.startsWith(facts.housingPlan ?? ''))
    return [say('eligibility:amounts', { lines: { lines: amountLines({ ...terms, limits }).map((l) => l.line) } })]
  }
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
function repayment(weighed: Weighed, terms: TermsOn): Part[] {
  const { termMonths: months } = weighed
  const example = exampleFor(weighed)
  if (months !== undefined && months >= 12) {
    // An example in whole thousands: what is said with "about" needs no single dong.
    const principal = { dong: Math.round((example * 12) / months / 1000) * 1000 }
    return [say('eligibility:term', { months, example: { dong: example }, principal })]
  }
  const [length] = lengthLines(terms)
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
const formalities = ['adult', 'working_age', 'civil_capacity', 'no_overdue_debt', 'room_left', 'no_parallel_loan']

/** What means an errand comes before what is a formality. */
function errandRank({ rule }: Reason): number {
  return formalities.includes(rule) ? 1 : 0
}

function plain({ words }: Reason): Filler {
  return { words }
}

/** What is missing, and who certifies it here. What the bank or the group settles itself, and a mere formality, needs no paper. */
function withCertifier(reason: Reason): Filler {
  const { words, certifier } = reason
  if (certifier === 'bank' || certifier === 'group' || errandRank(reason) > 0) return { words }
  const who = { words: { key: `policy:certifiers.${certifier}` } }
  return { words: { key: 'eligibility:certified', with: { what: { words }, who } } }
}

function listed(key: string, lines: readonly Filler[]): Part {
  return say(key, { lines: { lines: lines.slice(0, mostLines) } })
}

/** Each document once; of a refusal those that refuse. */
function sources({ reasons: all }: Weighed, day: Day): Part[] {
  const refused = all.filter((r) => r.met === false)
  const cited = [...new Set((refused.length > 0 ? refused : all).map((r) => r.citation.text))].slice(0, mostLines)
  const words = { key: 'eligibility:sources', with: { sources: { list: cited }, day: { day } } }
  return cited.length === 0 ? [] : [{ as: 'source', words }]
}
