import { addDays, type Day } from './day.ts'

/** What can strike a commune. `animal_disease`: of animals; `crop_pest`: of plants. */
export const disasterKinds = ['storm', 'flood', 'drought', 'animal_disease', 'crop_pest', 'fire', 'other'] as const

/** One of `disasterKinds`. */
export type DisasterKind = (typeof disasterKinds)[number]

/** What somebody fills in who switches communes on. */
export interface DisasterDraft {
  kind: DisasterKind
  /** What people call it: "Bão số 3". Empty where it has no name. */
  name: string
  /** When it struck. */
  since: Day
  /** When somebody has to look whether it still holds. */
  reviewOn: Day
  reason: string
  communeIds: readonly number[]
}

/** A field of the draft with which something is wrong. */
export type DisasterField = 'kind' | 'name' | 'since' | 'reviewOn' | 'reason' | 'communeIds'

/** Limits of the draft: days back, days ahead, characters. Ours. */
export const disasterLimits = { oldestDays: 180, longestDays: 180, name: 80, reason: { min: 10, max: 500 } } as const

/**
 * What is wrong with a draft, by its fields. It struck today or before; it is looked at again after today; and a reason is said, since
 * reminders stop for all who live there.
 */
export function disasterProblems(draft: Partial<DisasterDraft>, today: Day): DisasterField[] {
  const { kind, name = '', since, reviewOn, reason = '', communeIds = [] } = draft
  const { oldestDays, longestDays } = disasterLimits
  const wrong: Record<DisasterField, boolean> = {
    kind: kind === undefined,
    name: [...name].length > disasterLimits.name,
    since: since === undefined || since > today || since < addDays(today, -oldestDays),
    reviewOn: reviewOn === undefined || reviewOn <= today || reviewOn > addDays(today, longestDays),
    reason: [...reason].length < disasterLimits.reason.min || [...reason].length > disasterLimits.reason.max,
    communeIds: communeIds.length === 0,
  }
  return (Object.keys(wrong) as DisasterField[]).filter((field) => wrong[field])
}

/** Reads a kind as it is typed or stored, or undefined. */
export function readDisasterKind(text: string): DisasterKind | undefined {
  return disasterKinds.find((kind) => kind === text)
}
