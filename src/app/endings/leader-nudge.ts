import { type leaderNudge, nudgeText, type OwnWords } from '../../flows/leader-nudge.ts'
import { showBench } from '../leader-bench.ts'
import { askNudge } from '../leader-nudge.ts'
import { say } from '../scene.ts'
import { sendNudge } from '../send-nudge.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The words go to whoever may get them still, or nothing goes. */
export const leaderNudgeEndings: EndingsOf<typeof leaderNudge> = {
  more: ({ scene, turn }) =>
    askNudge(scene, { groupId: turn.saved.given.group, page: Number(turn.saved.given.page ?? 0) + 1 }),
  sent,
  stopped: async ({ scene, turn }) => {
    const shown = await showBench(scene, { groupId: turn.saved.given.group })
    return { ...shown, parts: [say('flows/leader-nudge:stopped'), ...shown.parts] }
  },
}

async function sent({ scene, turn }: EndPlace): Promise<Ended> {
  const { answers, saved } = turn
  const { whom, own } = answers as { whom?: string; own?: OwnWords }
  const text = nudgeText({ answers, given: saved.given })
  const { group: groupId, session } = saved.given
  const count = await sendNudge(scene, { groupId, session, whom: whom ?? '', text, ...(own ? { own } : {}) })
  if (count === 'other_session') {
    const asked = await askNudge(scene, { groupId })
    return { ...asked, parts: [say('flows/leader-nudge:other_session'), ...asked.parts] }
  }
  const shown = await showBench(scene, { groupId })
  const said = count ? say('flows/leader-nudge:sent', { count }) : say('flows/leader-nudge:nobody')
  return { ...shown, parts: [said, ...shown.parts], ...(count ? { note: said.words } : {}) }
}
