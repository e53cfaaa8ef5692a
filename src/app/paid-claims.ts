import type { Given, Json } from '../conversation/question.ts'
import type { OfferedDay } from '../conversation/said-day.ts'
import { addDays } from '../domain/day.ts'
import { namesLeader, type PaidTo, readReceiver } from '../domain/paid-claim.ts'
import { householdOf } from './given.ts'
import type { Scene } from './scene.ts'
import { reminderGiven, type ToldLoans } from './told-loans.ts'

/** The questions to somebody who says that they have paid: what was said with the answer itself is not asked again. */
export async function claimOpening(
  scene: Scene,
  { told, given }: { told: ToldLoans; given: Given },
): Promise<{ flow: 'paid-claim'; given: Given }> {
  const { saidTo, saidDay } = given
  const today = scene.day
  const offered: OfferedDay[] = [
    { id: 'today', day: today },
    { id: 'yesterday', day: addDays(today, -1) },
  ]
  const reminders = reminderGiven(told.instalments.map(({ reminderId }) => ({ id: reminderId })))
  return {
    flow: 'paid-claim',
    given: {
      ...reminders,
      ...{ today, offered: offered as unknown as Json },
      ...(typeof saidTo === 'string' ? await receiver(scene, saidTo) : {}),
      ...(typeof saidDay === 'string' ? { paidOn: saidDay } : {}),
    },
  }
}

/** Who took the money, by the words that name them: the leader of the household's own group, the bank, or somebody by name. */
async function receiver(scene: Scene, name: string): Promise<{ to: PaidTo; name?: string }> {
  const read = readReceiver(name)
  if (read === 'point') return { to: 'point' }
  const leaderName = (await householdOf(scene))?.group?.leaderName ?? ''
  return namesLeader(name, leaderName) ? { to: 'leader', name } : { to: 'other', name }
}
