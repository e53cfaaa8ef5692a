import type { Given, Json } from '../../conversation/question.ts'
import type { checkEligibility } from '../../flows/check-eligibility/check-eligibility.ts'
import { factsOf } from '../../flows/check-eligibility/facts.ts'
import { candidates, purposeOf } from '../../flows/check-eligibility/purposes.ts'
import { alternatives, type Facts, type ProgrammeId, programmeKey, type Weighed, weighOne } from '../../policy/index.ts'
import { eligibilityParts, errandParts } from '../eligibility-parts.ts'
import { givenFor, householdOf } from '../given.ts'
import { type PayingPlace, payingPlace } from '../loan-parts.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The answer: the likeliest programme in full, what else may fit in a line, and the errand. */
export const checkEligibilityEndings: EndingsOf<typeof checkEligibility> = { answer }

async function answer({ scene, turn }: EndPlace<Record<string, string>>): Promise<Ended> {
  // Debts and the day may have moved on since the first question: the answer goes by those of now.
  const given: Given = await givenFor(scene, 'check-eligibility', turn.saved.given)
  const known = { answers: turn.answers, given }
  const purpose = purposeOf(known)
  if (purpose === undefined) throw new Error('an answer without a purpose')
  const facts = factsOf(known)
  const found = candidates[purpose].map((id) => ({ id, weighed: weighOne(id, facts, scene.day) }))
  const [best] = found.toSorted((a, b) => rank(a.weighed) - rank(b.weighed))
  if (!best) throw new Error(`no programme for ${purpose}`)
  const { phone } = await scene.tx.units.mainOffice()
  const place = await placeOf(scene, String(turn.answers.commune ?? given.commune))
  return {
    parts: [
      ...eligibilityParts(best.id, { weighed: best.weighed, facts, day: scene.day }),
      ...others(best, { found, facts, scene }),
      ...errandParts(place, { day: scene.day, phone }),
    ],
    next: {
      flow: 'next-step',
      given: { offers: offers(best.weighed), programme: best.id, facts: facts as Json, ...forRequest(turn.answers) },
    },
    change: (talk) => ({ ...talk, topic: best.id }),
  }
}

/** What fits comes before what may fit, and what is refused last: nearest first, by the number of conditions in the way. */
function rank({ verdict, reasons }: Weighed): number {
  if (verdict === 'not_in_force') return 1000
  if (verdict === 'ineligible') return 2 + reasons.filter((r) => r.met === false).length
  return verdict === 'needs_info' ? 1 : 0
}

/** The place of the sessions: of a linked household, else of the commune that was named. */
async function placeOf(scene: Scene, communeId: string): Promise<PayingPlace | undefined> {
  const household = await householdOf(scene)
  if (household) return payingPlace(scene, household)
  return /^\d+$/.test(communeId) ? scene.tx.units.pointOfCommune(Number(communeId)) : undefined
}

interface Found {
  id: ProgrammeId
  weighed: Weighed
}

/** When the first answer is no, what else the law offers; else the other programme for the same purpose, if it may fit. */
function others(best: Found, { found, facts, scene }: { found: Found[]; facts: Facts; scene: Scene }) {
  const fits = found
    .filter((f) => f !== best && rank(f.weighed) < 2)
    .toSorted((a, b) => rank(a.weighed) - rank(b.weighed))
    .map((f) => f.id)
  const refused = rank(best.weighed) >= 2
  const ids = refused ? [...new Set([...fits, ...alternatives(facts, scene.day, best.id)])] : fits
  const list = ids.slice(0, 3).map((id) => ({ words: { key: programmeKey(id, 'name') } }))
  return list.length === 0 ? [] : [say('eligibility:also', { programmes: { list } })]
}

function offers({ verdict }: Weighed): string[] {
  return verdict === 'ineligible' || verdict === 'not_in_force'
    ? ['ask_again', 'person', 'menu']
    : ['apply', 'ask_again', 'person']
}

/** What was answered here and need not be asked again for a request, under the names that it has there. */
function forRequest({ commune = '', works = '', housing = '' }: Partial<Record<string, string>>): Given {
  return {
    ...(/^\d+$/.test(commune) ? { commune } : {}),
    ...(['water', 'toilet', 'both'].includes(works) ? { works } : {}),
    ...(['buy', 'build'].includes(housing) ? { house: housing } : {}),
  }
}
