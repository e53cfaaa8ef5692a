import { flow } from '../conversation/flow.ts'
import { type Entry, pick } from '../conversation/question.ts'

/** What a leader works with beside requests and difficulties: who is in the group, who pays at the next session, the sheet, a word to members. Each tap is looked up anew. */
export const leaderBench = flow({
  id: 'leader-bench',
  first: 'what',
  questions: { what: pick(({ given }) => (Array.isArray(given.items) ? (given.items as Entry[]) : [])) },
  outcomes: ['picked'],
  route: { what: 'picked' },
})
