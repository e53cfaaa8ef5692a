import { flow } from '../conversation/flow.ts'
import { choice, ownPhone, phone, text } from '../conversation/question.ts'

/**
 * Ties this account to the lead of a group: a code that staff gave on paper, and the number that the office knows, vouched for by the
 * platform where it can. What is seen then is other people's: that is promised first.
 */
export const leaderLink = flow({
  id: 'leader-link',
  first: [{ when: (_, given) => given.code !== undefined, go: 'promise' }, { go: 'code' }],
  questions: {
    code: text({ min: 8, max: 24 }),
    promise: choice('agree', 'no'),
    contact: ownPhone(),
    phone: phone(),
  },
  outcomes: ['prove', 'declined'],
  route: {
    code: 'promise',
    promise: [
      { when: (a) => a.promise === 'no', go: 'declined' },
      { when: (_, given) => given.canShare === true, go: 'contact' },
      { go: 'phone' },
    ],
    contact: 'prove',
    phone: 'prove',
  },
})
