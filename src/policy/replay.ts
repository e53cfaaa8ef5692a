import type { Day } from '../domain/day.ts'
import { programmes } from './catalogue.ts'
import { type Facts, factsSchema } from './facts.ts'
import { type ProgrammeId, programmeIds } from './ids.ts'
import { type Weighed, weigh } from './weigh.ts'

/** What was known of a household when a verdict was recorded, for which programme, and by the law of which day. */
export interface Recorded {
  programme: ProgrammeId
  facts: Facts
  lawDay: Day
}

/** What a household is told beside the verdict, and what a change of the law can move. Money in whole dong. */
export const comparedFigures = [
  'maxAmountDong',
  'maxAdditionalDong',
  'ratePctPerYear',
  'overdueRatePct',
  'termMonths',
  'collateralRequired',
] as const

/** One of `comparedFigures`. */
export type ComparedFigure = (typeof comparedFigures)[number]

/** What the law answers, as far as two days are compared. */
export type Outcome = Pick<Weighed, 'verdict' | ComparedFigure>

/** One thing that reads differently. A side is absent where no such figure is told. */
export interface Difference {
  of: 'verdict' | ComparedFigure
  before?: Outcome['verdict'] | number | boolean
  after?: Outcome['verdict'] | number | boolean
}

/** The same facts by the law of two days. `differences` is empty where the change does not concern them. */
export interface Replayed<T extends Recorded> {
  recorded: T
  before: Weighed
  after: Weighed
  differences: Difference[]
}

/** Weighs recorded facts by the law of two days: `from`, or else the day that each was recorded by, and `to`. */
export function replay<T extends Recorded>(
  recorded: readonly T[],
  { from, to }: { from?: Day; to: Day },
): Replayed<T>[] {
  return recorded.map((one) => {
    const programme = programmes[one.programme]
    const before = weigh(programme, one.facts, from ?? one.lawDay)
    const after = weigh(programme, one.facts, to)
    return { recorded: one, before, after, differences: differences(before, after) }
  })
}

/** What differs between two answers: the verdict first, then figure by figure. */
export function differences(before: Outcome, after: Outcome): Difference[] {
  return (['verdict', ...comparedFigures] as const)
    .filter((of) => before[of] !== after[of])
    .map((of) => {
      const [then, now] = [before[of], after[of]]
      return { of, ...(then !== undefined && { before: then }), ...(now !== undefined && { after: now }) }
    })
}

/** Reads what was kept with a verdict. Undefined for a programme that we do not know, and for facts that are missing or written in another way. */
export function readRecorded({
  programme,
  verdict,
  lawDay,
}: {
  programme: string
  verdict: unknown
  lawDay: Day
}): Recorded | undefined {
  const id = programmeIds.find((known) => known === programme)
  const kept = typeof verdict === 'object' && verdict !== null && 'facts' in verdict ? verdict.facts : undefined
  const facts = factsSchema.safeParse(kept)
  return id !== undefined && facts.success ? { programme: id, facts: facts.data, lawDay } : undefined
}
