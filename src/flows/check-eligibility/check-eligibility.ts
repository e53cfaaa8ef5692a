import { type Chooser, flow } from '../../conversation/flow.ts'
import { choice, filled, type Place, pick } from '../../conversation/question.ts'
import type { Filler } from '../../conversation/words.ts'
import { entries } from '../filler.ts'
import { figuresOn } from './figures.ts'
import { dayOf } from './purposes.ts'
import { stillDecides } from './still-decides.ts'

const questions = {
  purpose: choice('production', 'study', 'clean_water', 'housing', 'abroad'),
  commune: pick(({ given }) => [...entries(given, 'communes'), 'elsewhere', 'unregistered']),
  unit: choice('xa', 'new_ward', 'old_ward', 'not_sure'),
  former_unit: pick(({ given, answers }) => [
    ...entries(given, `former_${String(answers.commune ?? given.commune)}`),
    'not_sure',
  ]),
  poverty: choice('poor', 'near_poor', 'newly_escaped', 'none', 'not_sure'),
  escaped_years: withFigures(['within', 'longer', 'not_sure'], ({ yearsSinceLeft }) => ({ years: yearsSinceLeft })),
  area: choice('special', 'difficult', 'no', 'not_sure'),
  minority: choice('yes', 'no', 'not_sure'),
  merit: choice('yes', 'no', 'not_sure'),
  served: withFigures(['within', 'longer', 'no', 'not_sure'], ({ yearsSinceRelease }) => ({
    years: yearsSinceRelease,
  })),
  police_list: choice('yes', 'no', 'not_sure'),
  study_level: choice('university', 'vocational', 'school'),
  student: choice('average', 'hardship', 'orphan', 'none', 'not_sure'),
  field: choice('yes', 'no', 'not_sure'),
  marks: filled(choice('first_good', 'later_good', 'not_good', 'not_sure'), ({ given }) => ({
    average: figuresOn(dayOf(given)).schoolAverage,
  })),
  works: choice('water', 'toilet', 'both', 'good'),
  works_state: choice('none', 'damaged'),
  housing: choice('buy', 'build'),
  housing_group: choice('employed', 'low_income', 'merit', 'not_sure'),
  income: withFigures(['low', 'lower', 'middle', 'high', 'not_sure'], ({ income }) => ({
    least: { dong: income.least },
    parent: { dong: income.parent },
    most: { dong: income.most },
  })),
  family: choice('single', 'couple', 'single_parent', 'not_sure'),
  home: withFigures(['no_home', 'small', 'roomy', 'not_sure'], ({ smallHomeMetres }) => ({ metres: smallHomeMetres })),
  contract: choice('yes', 'no', 'not_sure'),
  registration: choice('permanent', 'temporary', 'not_sure'),
}

type Node = keyof typeof questions

/** The purpose first, unless it was named; then whatever still decides something; then the answer. */
const next: Chooser<Record<Node, string>, Node | 'answer'> = {
  choose: (answers, given) =>
    answers.purpose === undefined && given.purpose === undefined
      ? 'purpose'
      : (stillDecides({ answers, given }) ?? 'answer'),
  exits: [...(Object.keys(questions) as Node[]), 'answer'],
}

/** Which programmes may fit me? Asks only what can change the answer, in the order in which it decides. */
export const checkEligibility = flow({
  id: 'check-eligibility',
  first: next,
  questions,
  outcomes: ['answer'],
  route: Object.fromEntries(Object.keys(questions).map((node) => [node, next])) as Record<Node, typeof next>,
})

/** A choice whose answers name limits of the law, as they stand on the day of the talk. */
function withFigures<const Id extends string>(
  ids: readonly Id[],
  fillers: (figures: ReturnType<typeof figuresOn>) => Record<string, Filler>,
) {
  const labelOf = ({ flow, node, given }: Place, id: Id) => ({
    id,
    words: { key: `flows/${flow}:${node}.options.${id}`, with: fillers(figuresOn(dayOf(given))) },
  })
  return pick((place) => ids.map((id) => labelOf(place, id)))
}
