import type { Given } from '../conversation/question.ts'
import type { Day } from '../domain/day.ts'
import { type Facts, type ProgrammeId, weighOne } from '../policy/index.ts'

/** Whether the law has a group weigh the request. Where it does not say so, nobody is told to wait for a meeting. */
export function goesThroughGroup(given: Given, day: Day): boolean {
  const { reasons } = weighOne(given.programme as ProgrammeId, (given.facts ?? {}) as Facts, day)
  return reasons.some(({ rule, words }) => rule === 'group_member' && words.key !== 'policy:rules.group_member.direct')
}
