import { flow } from '../conversation/flow.ts'
import { text } from '../conversation/question.ts'

/** A person is wanted: one question, so that the officer knows what it is about. */
export const talkToStaff = flow({
  id: 'talk-to-staff',
  closes: ['opened'],
  first: 'about',
  questions: { about: text({ min: 2, max: 2000 }) },
  outcomes: ['opened'],
  route: { about: 'opened' },
})
