import { type Facts, type Weighed, weighOne } from '../../policy/index.ts'
import { asks, factsOf, isOpen, saysOf } from './facts.ts'
import { candidates, dayOf, type Known, purposeOf } from './purposes.ts'
import type { Asked } from './rows.ts'

/** More questions than this are asked of nobody. Ours, not the law's. */
export const mostQuestions = 9

/**
 * The question that still decides most, or undefined when none does. A pure function of the answers and of what was given,
 * so that a replay asks the same. One decides when two of its answers lead to another verdict, amount or rate;
 * where no question does so alone, one that does together with another.
 */
export function stillDecides(known: Known): Asked | undefined {
  const purpose = purposeOf(known)
  if (purpose === undefined || Object.keys(known.answers).length >= mostQuestions) return undefined
  const facts = factsOf(known)
  const open = asks[purpose].filter((node) => isOpen(node, known, facts))
  const weights = open.map((node) => decided(node, known))
  const most = Math.max(0, ...weights)
  return most > 0 ? open[weights.indexOf(most)] : open.find((node) => decidesWith(open, node, known))
}

/** The number of programmes whose answer hangs on this question, as things stand. */
function decided(node: Asked, known: Known): number {
  const [first = [], ...others] = tries(node, known).map((tried) => outcomes(tried))
  return first.filter((outcome, index) => others.some((other) => other[index] !== outcome)).length
}

function decidesWith(open: readonly Asked[], node: Asked, known: Known): boolean {
  const others = open.filter((other) => other !== node)
  return others.some((other) => tries(other, known).some((tried) => decided(node, tried) > 0))
}

/** The talk as it would stand after each answer; answers that say the same count once. */
function tries(node: Asked, known: Known): Known[] {
  const says = Object.entries(saysOf(node, known))
  const distinct = new Map(says.map(([answer, facts]) => [JSON.stringify(facts), answer]))
  return [...distinct.values()].map((answer) => ({ ...known, answers: { ...known.answers, [node]: answer } }))
}

function outcomes(known: Known): string[] {
  const purpose = purposeOf(known)
  const facts: Facts = factsOf(known)
  const day = dayOf(known.given)
  return purpose === undefined ? [] : candidates[purpose].map((id) => outcomeOf(weighOne(id, facts, day)))
}

/** What a household is told of a programme: whether, how much, at what rate. */
export function outcomeOf({ verdict, maxAmountDong, maxAdditionalDong, ratePctPerYear }: Weighed): string {
  return `${verdict} ${maxAmountDong} ${maxAdditionalDong} ${ratePctPerYear}`
}
