import { flow } from '../conversation/flow.ts'
import { choice } from '../conversation/question.ts'

/** Below the word that money arrived: whether it is as the household paid it, only the household knows. */
export const receipt = flow({
  id: 'receipt',
  first: 'answer',
  questions: { answer: choice('right', 'wrong') },
  outcomes: ['right', 'wrong'],
  route: { answer: [{ when: (a) => a.answer === 'right', go: 'right' }, { go: 'wrong' }] },
})
