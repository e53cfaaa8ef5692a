import { flow } from '../conversation/flow.ts'
import { choice } from '../conversation/question.ts'

/** Below the word that a case is settled: whether it is, only the household knows. */
export const caseSolved = flow({
  id: 'case-solved',
  first: 'settled',
  questions: { settled: choice('solved', 'not_yet') },
  outcomes: ['solved', 'not_yet'],
  route: { settled: [{ when: (a) => a.settled === 'solved', go: 'solved' }, { go: 'not_yet' }] },
})
