import { flow } from '../conversation/flow.ts'
import { choice, pick } from '../conversation/question.ts'

/** Where everything begins: four ways on, two of which ask once more. Who has begun a request goes on with it first of all. */
export const menu = flow({
  id: 'menu',
  first: 'what',
  questions: {
    what: pick(({ given }) => [given.begun === true ? 'resume' : 'borrow', 'my_loan', 'help', 'more']),
    help: choice('difficulty', 'talk', 'fraud'),
    more: pick(({ given }) =>
      given.begun === true
        ? ['borrow', 'applications', 'link', 'settings']
        : ['applications', 'link', 'settings', 'about'],
    ),
  },
  outcomes: ['borrow', 'resume', 'my_loan', 'difficulty', 'talk', 'fraud', 'applications', 'link', 'settings', 'about'],
  route: {
    what: [
      { when: (a) => a.what === 'borrow', go: 'borrow' },
      { when: (a) => a.what === 'resume', go: 'resume' },
      { when: (a) => a.what === 'my_loan', go: 'my_loan' },
      { when: (a) => a.what === 'help', go: 'help' },
      { go: 'more' },
    ],
    help: [
      { when: (a) => a.help === 'difficulty', go: 'difficulty' },
      { when: (a) => a.help === 'fraud', go: 'fraud' },
      { go: 'talk' },
    ],
    more: [
      { when: (a) => a.more === 'borrow', go: 'borrow' },
      { when: (a) => a.more === 'applications', go: 'applications' },
      { when: (a) => a.more === 'link', go: 'link' },
      { when: (a) => a.more === 'settings', go: 'settings' },
      { go: 'about' },
    ],
  },
})
