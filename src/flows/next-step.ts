import { flow } from '../conversation/flow.ts'
import { type Entry, pick } from '../conversation/question.ts'

/** After an answer: the few things that make sense now, as the ending before it listed them. */
export const nextStep = flow({
  id: 'next-step',
  first: 'what',
  questions: { what: pick(({ given }) => (Array.isArray(given.offers) ? (given.offers as Entry[]) : ['menu'])) },
  outcomes: ['go'],
  route: { what: 'go' },
})
