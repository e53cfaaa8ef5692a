import type { leaderBench } from '../../flows/leader-bench.ts'
import { showBench } from '../leader-bench.ts'
import { showGroup } from '../leader-group.ts'
import { askNudge } from '../leader-nudge.ts'
import { handOutSheet } from '../sheet-link.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** What was picked is looked up anew: a button may be old, or made up. */
export const leaderBenchEndings: EndingsOf<typeof leaderBench> = { picked }

async function picked({ scene, turn }: EndPlace<{ what: string }>): Promise<Ended> {
  const { group: groupId, list, page } = turn.saved.given
  const what = turn.answers.what
  if (what === 'due' || what === 'members') return showBench(scene, { groupId, list: what })
  if (what === 'next' && (list === 'due' || list === 'members'))
    return showBench(scene, { groupId, list, page: Number(page ?? 0) + 1 })
  if (what === 'sheet') return handOutSheet(scene, groupId)
  if (what === 'nudge') return askNudge(scene, { groupId })
  if (what === 'group') return showGroup(scene, { groupId: Number(groupId) })
  return showBench(scene, { groupId })
}
