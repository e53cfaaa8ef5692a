import { inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import type { Dong } from '../../domain/money.ts'
import { programmes } from '../../policy/index.ts'

/** The limits of the law that a question names, as they stand on a day. Zero where none is in force: then the programme lends nothing and is not asked about. */
export interface QuestionFigures {
  /** Years since a household left the lists, at most. */
  yearsSinceLeft: number
  /** Years since a sentence ended, at most. */
  yearsSinceRelease: number
  /** The most that a household may earn in a month: the lowest ceiling, the highest, and that of a parent alone. */
  income: { least: Dong; most: Dong; parent: Dong }
  /** Floor area a person below which a home is small: square metres. */
  smallHomeMetres: number
  /** The school average that counts as good, out of ten. */
  schoolAverage: number
}

/** Reads them off the programmes. */
export function figuresOn(day: Day): QuestionFigures {
  const { newly_escaped, ex_prisoner, social_housing, stem_student } = programmes
  const ceilings = ceilingsOn(social_housing.conditions.incomes, day)
  const least = Math.min(...Object.values(ceilings), Number.MAX_SAFE_INTEGER)
  return {
    yearsSinceLeft: numberOn(newly_escaped.conditions.yearsSinceLeft, day),
    yearsSinceRelease: numberOn(ex_prisoner.conditions.yearsSince, day),
    income: { least, most: Math.max(...Object.values(ceilings), 0), parent: ceilings.singleParent ?? least },
    smallHomeMetres: numberOn(social_housing.conditions.smallHome, day),
    schoolAverage: numberOn(stem_student.conditions.schoolAverage, day),
  }
}

type Condition = Parameters<typeof inForce<unknown>>[0]

function ceilingsOn(condition: Condition | undefined, day: Day): Record<string, Dong> {
  return (condition && (inForce(condition, day)?.value as Record<string, Dong> | undefined)) ?? {}
}

function numberOn(condition: Condition | undefined, day: Day): number {
  return Number((condition && inForce(condition, day)?.value) ?? 0)
}
