import { flow } from '../conversation/flow.ts'
import { choice, ownPhone, pick, text } from '../conversation/question.ts'

/**
 * Ties this account to a household: something that staff gave on paper (a code) or that the platform vouches for (the sender's
 * own number), and then something that stands only in the household's loan book. A code in the link that was opened is given.
 */
export const linkAccount = flow({
  id: 'link-account',
  first: [{ when: (_, given) => given.code !== undefined, go: 'consent' }, { go: 'way' }],
  questions: {
    way: pick(({ given }) =>
      given.canShare === true ? ['code', 'phone', 'leader', 'nothing'] : ['code', 'leader', 'nothing'],
    ),
    code: text({ min: 4, max: 20 }),
    contact: ownPhone(),
    consent: choice('both', 'loans_only', 'no'),
    who: choice('head', 'spouse', 'child', 'other'),
    proof: text({ min: 4, max: 24 }),
  },
  outcomes: ['prove', 'leader', 'nothing', 'declined'],
  route: {
    way: [
      { when: (a) => a.way === 'code', go: 'code' },
      { when: (a) => a.way === 'phone', go: 'contact' },
      { when: (a) => a.way === 'leader', go: 'leader' },
      { go: 'nothing' },
    ],
    code: 'consent',
    contact: 'consent',
    consent: [{ when: (a) => a.consent === 'no', go: 'declined' }, { go: 'who' }],
    who: 'proof',
    proof: 'prove',
  },
})
