import type { leaderAnswer } from '../../flows/leader-answer.ts'
import { answerAsLeader } from '../leader-answer.ts'
import { showGroup } from '../leader-group.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The answer goes to the household, if the difficulty is still the leader's. */
export const leaderAnswerEndings: EndingsOf<typeof leaderAnswer> = {
  answered: async ({ scene, turn }) => {
    const text = turn.answers.answer ?? ''
    const done = await answerAsLeader(scene, { caseId: String(turn.saved.given.id), text })
    const shown = await showGroup(scene, { groupId: Number(turn.saved.given.group) })
    const said = done ? say('flows/leader-answer:sent', done) : say('flows/leader-group:gone')
    return { ...shown, parts: [said, ...shown.parts], ...(done ? { note: said.words } : {}) }
  },
}
