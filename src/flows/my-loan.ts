import { flow } from '../conversation/flow.ts'
import { pick } from '../conversation/question.ts'

/** What do I owe, when and where do I pay? Only for an account that was proven to belong to the household. */
export const myLoan = flow({
  id: 'my-loan',
  first: [{ when: (_, given) => given.linked === true, go: 'next' }, { go: 'link_first' }],
  questions: { next: pick(() => ['difficulty', 'why_more', 'not_right', 'menu']) },
  outcomes: ['link_first', 'difficulty', 'why_more', 'not_right', 'menu'],
  route: {
    next: [
      { when: (a) => a.next === 'difficulty', go: 'difficulty' },
      { when: (a) => a.next === 'why_more', go: 'why_more' },
      { when: (a) => a.next === 'not_right', go: 'not_right' },
      { go: 'menu' },
    ],
  },
})
