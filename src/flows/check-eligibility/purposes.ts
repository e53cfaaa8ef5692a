import type { Given } from '../../conversation/question.ts'
import type { Day } from '../../domain/day.ts'
import type { Facts, ProgrammeId } from '../../policy/index.ts'

/** What people want the money for, as the talk asks it. */
export type PurposeId = 'production' | 'study' | 'clean_water' | 'housing' | 'abroad'

/** The programmes that a purpose can lead to, the more special first: of two that fit, the first is told in full. */
export const candidates: Record<PurposeId, readonly ProgrammeId[]> = {
  production: [
    'ex_prisoner',
    'poor',
    'near_poor',
    'newly_escaped',
    'job_creation',
    'disadvantaged_area_business',
    'disadvantaged_area_trader',
    'ethnic_minority',
  ],
  study: ['student', 'stem_student'],
  clean_water: ['clean_water', 'poor'],
  housing: ['social_housing'],
  abroad: ['labour_export', 'korea_eps_deposit'],
}

/** The purpose under which the talk weighs a programme, the first that leads to it; undefined for one that no purpose leads to. */
export function purposeFor(programme: string): PurposeId | undefined {
  const found = Object.entries(candidates).find(([, ids]) => ids.some((id) => id === programme))
  return found?.[0] as PurposeId | undefined
}

/** Everything that the talk knows where it stands: the answers by question, and what was given. */
export interface Known {
  answers: Partial<Record<string, string>>
  given: Given
}

/** The purpose, once it is known. */
export function purposeOf({ answers, given }: Known): PurposeId | undefined {
  const purpose = answers.purpose ?? given.purpose
  return typeof purpose === 'string' && Object.hasOwn(candidates, purpose) ? (purpose as PurposeId) : undefined
}

/** The day whose law counts; one that no law knows where none was given. */
export function dayOf({ day }: Given): Day {
  return typeof day === 'string' ? (day as Day) : '0000-00-00'
}

/** The facts that a talk was started with: those of a linked household, in the words of the law. */
export function givenFacts({ facts }: Given): Facts {
  return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? (facts as Facts) : {}
}

/** What a purpose says in the words of the law. A household borrows as people, not as an establishment; whose child studies has a student. */
export const ofPurpose: Record<PurposeId, Facts> = {
  production: { purpose: 'production', borrowerType: 'worker' },
  study: { purpose: 'study', hasStudent: true },
  clean_water: { purpose: 'clean_water' },
  housing: { purpose: 'housing' },
  abroad: { purpose: 'labour_export' },
}
