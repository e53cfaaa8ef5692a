import { flow } from '../conversation/flow.ts'
import { pick } from '../conversation/question.ts'

/** After an answer: the few things that make sense now, as the ending before it listed them. */
export const nextStep = flow({
  id: 'next-step',
  first: 'what',
  questions: { what: pick(({ given }) => (Array.isArray(given.offers) ? (given.offers as string[]) : ['menu'])) },
  outcomes: ['go'],
  route: { what: 'go' },
})
