import type { Filler, Part } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import { nextSession } from '../domain/transaction-day.ts'
import { monthlyInterestDong, type ProgrammeId, programmeKey, type Reason, type Weighed } from '../policy/index.ts'
import type { PayingPlace } from './loan-parts.ts'
import { say } from './scene.ts'

/** The example that interest is shown by: people reckon in tens of millions. */
const exampleDong = 10_000_000
/** More than this on a small screen is read by nobody. */
const mostLines = 4

/** One programme's answer: may I, how much, at what price, what is missing, and which document says so. */
export function eligibilityParts(id: ProgrammeId, weighed: Weighed, day: Day): Part[] {
  const programme = { words: { key: programmeKey(id, 'name') } }
  return [
    { as: 'title', words: { key: `eligibility:verdict.${weighed.verdict}`, with: { programme } } },
    ...figures(weighed),
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

function figures(weighed: Weighed): Part[] {
  const { maxAmountDong, amountUnit, maxAdditionalDong, ratePctPerYear, termMonths } = weighed
  const parts: Part[] = []
  if (maxAmountDong !== undefined && amountUnit) {
    parts.push(
      say('eligibility:amount', {
        max: { dong: maxAmountDong },
        unit: { words: { key: `policy:units.${amountUnit}` } },
      }),
    )
  }
  if (maxAdditionalDong !== undefined && maxAdditionalDong !== maxAmountDong) {
    parts.push(say('eligibility:additional', { more: { dong: maxAdditionalDong } }))
  }
  if (ratePctPerYear !== undefined) {
    const interest = { dong: monthlyInterestDong(exampleDong, ratePctPerYear) }
    parts.push(say('eligibility:rate', { rate: { pct: ratePctPerYear }, example: { dong: exampleDong }, interest }))
  }
  if (termMonths !== undefined) parts.push(say('eligibility:term', { months: termMonths }))
  return parts
}

function reasons(weighed: Weighed): Part[] {
  if (weighed.verdict === 'not_in_force') return []
  const of = (standing: string) => weighed.reasons.filter((r) => r.standing === standing)
  const refused = of('unmet')
  if (refused.length > 0) return [listed('eligibility:why_not', refused)]
  const open = of('unsettled')
  const wanting = [...of('unknown'), ...of('presumed').sort((a, b) => errandRank(a) - errandRank(b))]
  return [
    ...(open.length > 0 ? [listed('eligibility:officer_decides', open)] : []),
    ...(wanting.length > 0 ? [listed('eligibility:still_needed', wanting)] : []),
  ]
}

/** Conditions that nearly everybody meets without doing anything: they are said last. */
const formalities = ['adult', 'civil_capacity', 'no_overdue_debt']

/** What means an errand comes before what is a formality. */
function errandRank({ rule }: Reason): number {
  return formalities.includes(rule) ? 1 : 0
}

function listed(key: string, lines: readonly Reason[]): Part {
  const shown: Filler[] = lines.slice(0, mostLines).map(({ words }) => ({ words }))
  return say(key, { lines: { lines: shown } })
}

/** Each document once, those of the reasons that decide first. */
function sources(weighed: Weighed, day: Day): Part[] {
  const cited = [...new Set(weighed.reasons.map((r) => r.citation.text))].slice(0, mostLines)
  const words = { key: 'eligibility:sources', with: { sources: { list: cited }, day: { day } } }
  return cited.length === 0 ? [] : [{ as: 'source', words }]
}
