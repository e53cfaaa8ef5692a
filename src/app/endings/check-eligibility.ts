import type { Json } from '../../conversation/question.ts'
import type { checkEligibility } from '../../flows/check-eligibility.ts'
import { alternatives, type Facts, type ProgrammeId, programmeKey, type Weighed, weighOne } from '../../policy/index.ts'
import type { Commune } from '../../ports/units.ts'
import { eligibilityParts, errandParts } from '../eligibility-parts.ts'
import { candidates, type EligibilityAnswers, factsOf } from '../facts-of.ts'
import { householdOf } from '../given.ts'
import { type PayingPlace, payingPlace } from '../loan-parts.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The answer: the likeliest programme in full, what else may fit in a line, and the errand. */
export const checkEligibilityEndings: EndingsOf<typeof checkEligibility> = { answer }

async function answer({ scene, turn }: EndPlace<Required<EligibilityAnswers>>): Promise<Ended> {
  const { commune, place } = await whereabouts(scene, String(turn.answers.commune ?? turn.saved.given.commune))
  const loans = scene.account.householdId ? await scene.tx.loans.ofHousehold(scene.account.householdId) : []
  const { given } = turn.saved
  const facts = factsOf(turn.answers, { given, loans, ...(commune ? { commune } : {}) })
  const poverty = facts.povertyStatus ?? undefined
  const found = candidates(String(facts.purpose), poverty).map((id) => ({
    id,
    weighed: weighOne(id, facts, scene.day),
  }))
  const best = found.find((f) => f.weighed.verdict !== 'ineligible' && f.weighed.verdict !== 'not_in_force') ?? found[0]
  if (!best) throw new Error(`no programme for ${facts.purpose}`)
  const { phone } = await scene.tx.units.mainOffice()
  return {
    parts: [
      ...eligibilityParts(best.id, best.weighed, scene.day),
      ...others(best, { found, facts, scene }),
      ...errandParts(place, { day: scene.day, phone }),
    ],
    next: { flow: 'next-step', given: { offers: offers(best.weighed), programme: best.id, facts: facts as Json } },
    change: (talk) => ({ ...talk, topic: best.id }),
  }
}

/** The commune that was named, with the place of its sessions; for a linked household its own. */
async function whereabouts(scene: Scene, communeId: string): Promise<{ commune?: Commune; place?: PayingPlace }> {
  const household = await householdOf(scene)
  if (household) {
    const place = await payingPlace(scene, household)
    return { commune: household.commune, ...(place ? { place } : {}) }
  }
  if (!/^\d+$/.test(communeId)) return {}
  const commune = await scene.tx.units.commune(Number(communeId))
  const place = await scene.tx.units.pointOfCommune(Number(communeId))
  return { ...(commune ? { commune } : {}), ...(place ? { place } : {}) }
}

interface Found {
  id: ProgrammeId
  weighed: Weighed
}

/** When the first answer is no, what else the law offers; else the other programme for the same purpose, if it may fit. */
function others(best: Found, { found, facts, scene }: { found: Found[]; facts: Facts; scene: Scene }) {
  const fits = found
    .filter((f) => f !== best && f.weighed.verdict !== 'ineligible' && f.weighed.verdict !== 'not_in_force')
    .map((f) => f.id)
  const ids =
    best.weighed.verdict === 'ineligible' ? [...new Set([...fits, ...alternatives(facts, scene.day, best.id)])] : fits
  const list = ids.slice(0, 3).map((id) => ({ words: { key: programmeKey(id, 'name') } }))
  return list.length === 0 ? [] : [say('eligibility:also', { programmes: { list } })]
}

function offers({ verdict }: Weighed): string[] {
  return verdict === 'ineligible' || verdict === 'not_in_force'
    ? ['ask_again', 'person', 'menu']
    : ['apply', 'ask_again', 'person']
}
