import { flow } from '../conversation/flow.ts'
import { choice, text } from '../conversation/question.ts'

/** Something is hard or wrong: what kind, whom it concerns where it is a complaint, and in the person's own words. */
export const reportDifficulty = flow({
  id: 'report-difficulty',
  closes: ['reported'],
  first: [{ when: (_, given) => given.kind !== undefined, go: 'detail' }, { go: 'kind' }],
  questions: {
    kind: choice('cannot_pay', 'damage', 'illness', 'complaint'),
    about: choice('group_leader', 'officer', 'other'),
    detail: text({ min: 2, max: 2000 }),
  },
  outcomes: ['reported'],
  route: {
    kind: [{ when: (a) => a.kind === 'complaint', go: 'about' }, { go: 'detail' }],
    about: 'detail',
    detail: 'reported',
  },
})
