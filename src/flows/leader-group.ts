import { flow } from '../conversation/flow.ts'
import { type Entry, pick } from '../conversation/question.ts'

/** What waits for the leader of a group, a page at a time; who leads several picks the group first. Each tap is looked up anew. */
export const leaderGroup = flow({
  id: 'leader-group',
  first: 'what',
  questions: { what: pick(({ given }) => (Array.isArray(given.items) ? (given.items as Entry[]) : [])) },
  outcomes: ['picked'],
  route: { what: 'picked' },
})
