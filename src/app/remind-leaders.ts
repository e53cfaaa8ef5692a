import type { Message } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { Household } from '../ports/households.ts'
import type { Tx } from '../ports/store.ts'
import { maySpeak } from './escalate-cases.ts'
import { say } from './scene.ts'

/** A group whose leader writes to Loa, and how many of the requests it has are due. */
interface Waiting {
  accountId: string
  group: string
  count: number
}

/**
 * Tells leaders that requests wait for their group's meeting: one message for each group and day, however many they are, and none outside of
 * the hours of the office. Who asks for what stands with the group, not in the message. A group without a leader whom Loa reaches is left
 * to the console. Says how many were written.
 */
export async function remindLeaders(
  tx: Tx,
  { applicationIds, at }: { applicationIds: readonly string[]; at: Date },
): Promise<number> {
  const waiting = new Map<number, Waiting>()
  for (const id of applicationIds) {
    const household = await householdOf(tx, id)
    const group = household?.group
    if (!household || !group || !(await maySpeak(tx, household.commune.officeId, at))) continue
    const known = waiting.get(group.id)
    const accountId = known?.accountId ?? (await tx.leaders.leaderAccountOf(group.id))
    if (accountId) waiting.set(group.id, { accountId, group: group.name, count: (known?.count ?? 0) + 1 })
  }
  let told = 0
  for (const [groupId, one] of waiting)
    if (await tell(tx, { ...one, key: `leader:${groupId}:${dayOf(at)}`, at })) told += 1
  return told
}

async function householdOf(tx: Tx, applicationId: string): Promise<Household | undefined> {
  const application = await tx.applications.find(applicationId)
  return application?.householdId === undefined ? undefined : tx.households.find(application.householdId)
}

async function tell(
  tx: Tx,
  { accountId, group, count, key, at }: Waiting & { key: string; at: Date },
): Promise<boolean> {
  const account = await tx.accounts.find(accountId)
  if (account?.status !== 'active') return false
  const message: Message = { parts: [say('flows/leader-group:still_waiting', { group, count })] }
  return (await tx.outbox.write(account, message, { lane: lanes.reply, key, at })) !== undefined
}
