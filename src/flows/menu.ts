import { flow } from '../conversation/flow.ts'
import { choice, type Given, pick } from '../conversation/question.ts'

/**
 * Where everything begins: four ways on, two of which ask once more. Who has begun a request goes on with it first of all; who leads a
 * group has it on top.
 */
export const menu = flow({
  id: 'menu',
  first: 'what',
  questions: {
    what: pick(({ given }) => [...firstOf(given), 'help', 'more']),
    help: choice('difficulty', 'my_cases', 'talk', 'fraud'),
    more: pick(({ given }) => moreOf(given)),
  },
  outcomes: [
    'my_group',
    'borrow',
    'resume',
    'my_loan',
    'difficulty',
    'my_cases',
    'talk',
    'fraud',
    'applications',
    'link',
    'settings',
    'about',
  ],
  route: {
    what: [
      { when: (a) => a.what === 'my_group', go: 'my_group' },
      { when: (a) => a.what === 'borrow', go: 'borrow' },
      { when: (a) => a.what === 'resume', go: 'resume' },
      { when: (a) => a.what === 'my_loan', go: 'my_loan' },
      { when: (a) => a.what === 'help', go: 'help' },
      { go: 'more' },
    ],
    help: [
      { when: (a) => a.help === 'difficulty', go: 'difficulty' },
      { when: (a) => a.help === 'my_cases', go: 'my_cases' },
      { when: (a) => a.help === 'fraud', go: 'fraud' },
      { go: 'talk' },
    ],
    more: [
      { when: (a) => a.more === 'borrow', go: 'borrow' },
      { when: (a) => a.more === 'my_loan', go: 'my_loan' },
      { when: (a) => a.more === 'applications', go: 'applications' },
      { when: (a) => a.more === 'link', go: 'link' },
      { when: (a) => a.more === 'settings', go: 'settings' },
      { go: 'about' },
    ],
  },
})

/** The two that most people come for. */
function firstOf({ begun, leads }: Given): string[] {
  if (leads === true) return ['my_group', begun === true ? 'resume' : 'my_loan']
  return [begun === true ? 'resume' : 'borrow', 'my_loan']
}

/** What has no place above, and the rest as far as four go. */
function moreOf({ begun, leads }: Given): string[] {
  if (leads === true) return ['borrow', begun === true ? 'my_loan' : 'applications', 'link', 'settings']
  return begun === true ? ['borrow', 'applications', 'link', 'settings'] : ['applications', 'link', 'settings', 'about']
}
