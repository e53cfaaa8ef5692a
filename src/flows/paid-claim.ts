import { type Answers, flow, type Step } from '../conversation/flow.ts'
import { choice, type Given, type Question, text } from '../conversation/question.ts'
import { saidDay } from '../conversation/said-day.ts'
import { addDays, type Day } from '../domain/day.ts'
import { earliestPaid, paidTo, readReceiver } from '../domain/paid-claim.ts'
import type { SpokenLimits } from '../domain/spoken-day.ts'

const questions = {
  to: receiver(),
  whom: text({ min: 2, max: 60 }),
  paid_on: saidDay(behind),
  receipt: choice('yes', 'no', 'unsure'),
}

/** What was said with the answer itself is not asked again. */
const onward: readonly Step<Answers<typeof questions>, 'paid_on' | 'receipt'>[] = [
  { when: (_, given) => given.paidOn === undefined, go: 'paid_on' },
  { go: 'receipt' },
]

/** Who says that they have paid: to whom, when, and whether there is a receipt. */
export const paidClaim = flow({
  id: 'paid-claim',
  closes: ['claimed'],
  first: [{ when: (_, given) => given.to === undefined, go: 'to' }, ...onward],
  questions,
  outcomes: ['claimed'],
  route: {
    to: [{ when: (a) => a.to === 'other', go: 'whom' }, ...onward],
    whom: onward,
    paid_on: 'receipt',
    receipt: 'claimed',
  },
})

function behind({ today }: Given): SpokenLimits {
  const day = String(today) as Day
  return { today: day, toward: 'behind', min: addDays(day, -earliestPaid), max: day }
}

/** Who took the money: one of the usual ways by its id, or a name in the person's own words. */
function receiver(): Question<string> {
  const pressed = choice(...paidTo)
  return {
    ...pressed,
    read: (reply, place) => {
      if (!('text' in reply)) return pressed.read(reply, place)
      const read = readReceiver(reply.text)
      return typeof read === 'object' ? read.name : read
    },
  }
}
