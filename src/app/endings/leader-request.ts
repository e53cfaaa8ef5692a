import type { ApplicationReason } from '../../domain/application.ts'
import type { Day } from '../../domain/day.ts'
import { agreedTerms, type leaderRequest } from '../../flows/leader-request.ts'
import { showGroup } from '../leader-group.ts'
import { type Meeting, recordMeeting } from '../leader-meeting.ts'
import { say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The meeting is recorded, or its questions are put once more. */
export const leaderRequestEndings: EndingsOf<typeof leaderRequest> = {
  recorded,
  again: ({ turn }) => ({ parts: [], next: { flow: 'leader-request', given: turn.saved.given } }),
}

async function recorded({ scene, turn }: EndPlace): Promise<Ended> {
  const { answers, saved } = turn
  const recorded = await recordMeeting(scene, meetingOf(turn))
  const shown = await showGroup(scene, { groupId: Number(saved.given.group) })
  const name = String(saved.given.name ?? '')
  if (!recorded.ok) return { ...shown, parts: [say('flows/leader-group:gone'), ...shown.parts] }
  const said = say(`flows/leader-request:done.${answers.result}`, { name })
  return { ...shown, parts: [said, ...shown.parts], note: said.words }
}

function meetingOf({ answers, saved }: EndPlace['turn']): Meeting {
  const met = {
    applicationId: String(saved.given.id),
    heldOn: answers.held as Day,
    present: Number(answers.present),
  }
  if (answers.result === 'refused') return { ...met, reason: answers.reason as ApplicationReason }
  const { amount, months } = agreedTerms({ answers, given: saved.given })
  return { ...met, amount, termMonths: months }
}
