import { flow } from '../conversation/flow.ts'
import { amount, choice, pick } from '../conversation/question.ts'
import { entries } from './filler.ts'

/** Which programmes may fit me? Asks for the purpose, then only what decides there. What is given is not asked. */
export const checkEligibility = flow({
  id: 'check-eligibility',
  first: [{ when: (_, given) => given.purpose !== undefined, go: 'commune' }, { go: 'purpose' }],
  questions: {
    purpose: choice('production', 'study', 'clean_water', 'housing'),
    commune: pick(({ given }) => [...entries(given, 'communes'), 'elsewhere']),
    former_unit: pick(({ given, answers }) => [...entries(given, `former_${String(answers.commune)}`), 'not_sure']),
    residence: choice('permanent', 'temporary', 'none'),
    poverty: choice('poor', 'near_poor', 'newly_escaped', 'none'),
    escaped_years: choice('within_three', 'longer', 'not_sure'),
    student: choice('average', 'hardship', 'orphan', 'none'),
    study_level: choice('university', 'vocational', 'school'),
    student_year: choice('first', 'later'),
    works: choice('water', 'toilet', 'both'),
    works_state: choice('none', 'damaged', 'good'),
    housing: choice('buy', 'build'),
    housing_cost: amount({ min: 1_000_000, max: 100_000_000_000 }),
    housing_group: choice('worker', 'public_employee', 'low_income', 'other'),
  },
  outcomes: ['answer'],
  route: {
    purpose: [{ when: (_, given) => given.commune !== undefined, go: 'residence' }, { go: 'commune' }],
    commune: [
      {
        when: (a, given) => wantsWater(a, given) && entries(given, `former_${a.commune}`).length > 0,
        go: 'former_unit',
      },
      { go: 'residence' },
    ],
    former_unit: 'residence',
    residence: [
      { when: (a, given) => wantsWater(a, given), go: 'works' },
      { when: (_, given) => given.povertyStatus === undefined, go: 'poverty' },
      { when: (a, given) => wants('study', a, given), go: 'study_level' },
      { when: (a, given) => wants('housing', a, given), go: 'housing' },
      { go: 'answer' },
    ],
    poverty: [
      {
        when: (a, given) => wants('study', a, given) && (a.poverty === 'none' || a.poverty === 'newly_escaped'),
        go: 'student',
      },
      { when: (a, given) => wants('study', a, given), go: 'study_level' },
      { when: (a, given) => wants('housing', a, given), go: 'housing' },
      { when: (a) => a.poverty === 'newly_escaped', go: 'escaped_years' },
      { go: 'answer' },
    ],
    escaped_years: 'answer',
    student: 'study_level',
    study_level: [{ when: (a) => a.study_level === 'school', go: 'answer' }, { go: 'student_year' }],
    student_year: 'answer',
    works: 'works_state',
    works_state: 'answer',
    housing: 'housing_cost',
    housing_cost: [
      { when: (a) => a.poverty === 'none' || a.poverty === 'newly_escaped', go: 'housing_group' },
      { go: 'answer' },
    ],
    housing_group: 'answer',
  },
})

type Known = Record<string, unknown>

function wants(purpose: string, answers: Known, given: Known): boolean {
  return (answers.purpose ?? given.purpose) === purpose
}

function wantsWater(answers: Known, given: Known): boolean {
  return wants('clean_water', answers, given)
}
