import type { Message } from '../conversation/words.ts'
import type { Application } from '../ports/applications.ts'
import type { Tx } from '../ports/store.ts'
import { programmeName } from './application-message.ts'
import { say } from './scene.ts'
import { tellHousehold } from './tell-household.ts'

/** Tells the leader of a group, where their account is known, that a request of a member waits for the meeting. No amount is named. */
export async function tellLeader(tx: Tx, application: Application, at: Date): Promise<void> {
  const { householdId, programme, code } = application
  const household = householdId === undefined ? undefined : await tx.households.find(householdId)
  const accountId = household?.group && (await tx.leaders.leaderAccountOf(household.group.id))
  if (!household?.group || accountId === undefined) return
  const about = { name: household.headName, group: household.group.name, code }
  const message: Message = {
    parts: [say('flows/leader-group:arrived', { ...about, programme: { words: programmeName(programme) } })],
  }
  await tellHousehold(tx, { accountId, message, at })
}
