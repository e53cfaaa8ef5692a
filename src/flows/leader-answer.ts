import { flow } from '../conversation/flow.ts'
import { text } from '../conversation/question.ts'

/** Characters of one answer: with the lines around it, it fits one message on every channel. */
const longest = 1500

/** A leader answers the difficulty of a member in their own words. */
export const leaderAnswer = flow({
  id: 'leader-answer',
  closes: ['answered'],
  first: 'answer',
  questions: { answer: text({ min: 2, max: longest }) },
  outcomes: ['answered'],
  route: { answer: 'answered' },
})
