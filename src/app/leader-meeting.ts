import type { Words } from '../conversation/words.ts'
import type { ApplicationReason } from '../domain/application.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import { ledRequest } from './leader-group.ts'
import { type OutsideStepped, takeOutsideStep } from './outside-step.ts'
import type { Scene } from './scene.ts'

/** What a meeting said of a request. With a reason it did not agree. */
export interface Meeting {
  applicationId: string
  heldOn: Day
  /** Members who were there. */
  present: number
  amount?: Dong
  termMonths?: number
  reason?: ApplicationReason
}

/** How it ended. `not_found`: not of a group that this account leads now, or it waits for the meeting no longer. */
export type Recorded = OutsideStepped | { ok: false; problem: 'not_found' }

/** Records what the meeting said: the request goes on the list, or back to the household with the reason. */
export async function recordMeeting(scene: Scene, meeting: Meeting): Promise<Recorded> {
  const { tx, account, now } = scene
  const { applicationId, heldOn, present, amount, termMonths, reason } = meeting
  const led = await ledRequest(scene, applicationId)
  const application = led && (await tx.applications.find(applicationId))
  if (!led || !application) return { ok: false, problem: 'not_found' }
  const stepped = await takeOutsideStep(tx, {
    ...{ application, by: 'group_leader', actor: { kind: 'leader', id: account.id }, day: heldOn, at: now },
    event: reason ? 'return_from_group' : 'list',
    note: scene.language.say(meetingWords(meeting), 'vi'),
    ...(reason ? { reason } : {}),
  })
  if (!stepped.ok) return stepped
  const agreed = { ...(amount ? { amount } : {}), ...(termMonths ? { termMonths } : {}) }
  await tx.leaders.keepReview({
    ...{ applicationId, groupId: led.group.id, accountId: account.id, agreed: !reason, heldOn, present, at: now },
    ...(reason ? { reason } : agreed),
  })
  return { ok: true }
}

/** The meeting in one sentence, as it stands with the request. */
function meetingWords({ heldOn, present, amount, termMonths, reason }: Meeting): Words {
  const fillers = { day: { day: heldOn }, present }
  if (reason) return { key: 'flows/leader-request:file.refused', with: fillers }
  const terms = { amount: { dong: amount ?? 0 }, n: termMonths ?? 0 }
  return { key: 'flows/leader-request:file.agreed', with: { ...fillers, ...terms } }
}
