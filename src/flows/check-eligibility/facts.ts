import type { Facts } from '../../policy/index.ts'
import { figuresOn } from './figures.ts'
import { dayOf, givenFacts, type Known, ofPurpose, type PurposeId, purposeOf } from './purposes.ts'
import { type Asked, type Row, rows, type Says } from './rows.ts'

/** The questions that can matter for a purpose; of two that decide as much, the first is asked first. */
export const asks: Record<PurposeId, readonly Asked[]> = {
  production: ['commune', 'poverty', 'escaped_years', 'area', 'minority', 'served', 'police_list'],
  study: ['commune', 'study_level', 'poverty', 'student', 'field', 'marks'],
  clean_water: ['commune', 'unit', 'former_unit', 'works', 'works_state', 'poverty'],
  housing: ['housing', 'poverty', 'housing_group', 'income', 'family', 'home', 'commune', 'unit'],
  abroad: ['commune', 'contract', 'poverty', 'registration', 'minority', 'merit', 'area'],
}

/** What the answers of a question say. */
export function saysOf(node: Asked, known: Known): Says {
  const { says }: Row = rows[node]
  return typeof says === 'function' ? says(known, figuresOn(dayOf(known.given))) : says
}

/** Whether a question can be put at all: not answered, not known from elsewhere, and for such a household. */
export function isOpen(node: Asked, known: Known, facts: Facts): boolean {
  const row: Row = rows[node]
  if (known.answers[node] !== undefined || givenFacts(known.given)[row.settles] != null) return false
  if (node === 'commune' && known.given.commune !== undefined) return false
  return row.when?.(facts, known) ?? true
}

/** What is given and answered, in the words of the law. What was not asked stays unknown. */
export function factsOf(known: Known): Facts {
  const purpose = purposeOf(known)
  const facts: Facts = { ...givenFacts(known.given), ...(purpose ? ofPurpose[purpose] : {}) }
  if (purpose === undefined) return facts
  for (const node of asks[purpose]) {
    const answer = answerTo(node, known)
    if (answer !== undefined) Object.assign(facts, saysOf(node, known)[answer])
  }
  return facts
}

function answerTo(node: Asked, { answers, given }: Known): string | undefined {
  return answers[node] ?? (node === 'commune' && typeof given.commune === 'string' ? given.commune : undefined)
}
