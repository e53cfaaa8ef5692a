import { flow } from '../conversation/flow.ts'
import { choice, filled } from '../conversation/question.ts'
import { filler } from './filler.ts'

/** Somebody linked a second account on the same channel as the same person: a new phone, or two of them? */
export const oldAccount = flow({
  id: 'old-account',
  closes: ['taken_off'],
  first: 'still',
  questions: {
    still: filled(choice('in_use', 'left'), ({ given }) => ({
      channel: { words: { key: `flows/channel-order:names.${String(filler(given, 'channel'))}` } },
    })),
  },
  outcomes: ['taken_off', 'kept'],
  route: { still: [{ when: (a) => a.still === 'left', go: 'taken_off' }, { go: 'kept' }] },
})
