import { flow } from '../conversation/flow.ts'
import { choice } from '../conversation/question.ts'

/** The four answers to a reminder. The reminder's own id is the run: a button answers the very reminder it hangs on. */
export const reminder = flow({
  id: 'reminder',
  first: 'answer',
  questions: { answer: choice('will_pay', 'paid', 'in_difficulty', 'not_mine') },
  outcomes: ['will_pay', 'paid', 'in_difficulty', 'not_mine'],
  route: {
    answer: [
      { when: (a) => a.answer === 'will_pay', go: 'will_pay' },
      { when: (a) => a.answer === 'paid', go: 'paid' },
      { when: (a) => a.answer === 'in_difficulty', go: 'in_difficulty' },
      { go: 'not_mine' },
    ],
  },
})
