import { flow } from '../conversation/flow.ts'
import { choice } from '../conversation/question.ts'

/** The answers below the letter that a household gets when a disaster has struck. Its own id is the run: the button names the disaster. */
export const disasterNotice = flow({
  id: 'disaster-notice',
  first: 'answer',
  questions: { answer: choice('report', 'hurt', 'safe') },
  outcomes: ['report', 'hurt', 'safe'],
  route: {
    answer: [
      { when: (a) => a.answer === 'report', go: 'report' },
      { when: (a) => a.answer === 'hurt', go: 'hurt' },
      { go: 'safe' },
    ],
  },
})
