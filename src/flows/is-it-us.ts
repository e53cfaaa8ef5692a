import { flow } from '../conversation/flow.ts'
import { choice, text } from '../conversation/question.ts'

/** A message, a link or a number that somebody doubts: it is looked up, and what we do not know is reported with one tap. */
export const isItUs = flow({
  id: 'is-it-us',
  closes: ['report'],
  first: [{ when: (_, given) => given.doubted !== undefined, go: 'after' }, { go: 'what' }],
  questions: { what: text({ min: 2, max: 4000 }), after: choice('report', 'another') },
  outcomes: ['checked', 'report', 'another'],
  route: {
    what: 'checked',
    after: [{ when: (a) => a.after === 'report', go: 'report' }, { go: 'another' }],
  },
})
