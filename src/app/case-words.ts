import type { Filler } from '../conversation/words.ts'
import { ownersOf } from '../domain/case-clock.ts'
import type { Case } from '../ports/cases.ts'

/** Who has a case now, as people call them. */
export function caseOwners(of: Pick<Case, 'routedTo' | 'level'>): Filler {
  return { list: ownersOf(of).map((owner) => ({ words: { key: `cases:owners.${owner}` } })) }
}
