import { lanes } from '../domain/delivery.ts'
import type { Account } from '../ports/accounts.ts'
import { purposes } from '../ports/consents.ts'
import { channelName, otherAccounts } from './own-accounts.ts'
import { type Scene, say } from './scene.ts'
import { unlinkAccount } from './unlink-account.ts'

/** The accounts that the same person has on the same channel beside this one: who has a new phone left them behind. */
export async function olderAccounts(scene: Pick<Scene, 'tx' | 'account'>): Promise<Account[]> {
  const others = await otherAccounts(scene)
  return others.filter(({ channel, status }) => channel === scene.account.channel && status === 'active')
}

/**
 * Takes accounts off the household that the person no longer uses, by the word of the new one. Each is told so once, with whom to call if
 * that was somebody else, and meets Loa anew when it writes again: nothing that it allowed stands any more.
 */
export async function replaceAccounts(scene: Scene, old: readonly Account[]): Promise<void> {
  for (const account of old) await replace(scene, account)
}

async function replace(scene: Scene, old: Account): Promise<void> {
  const { tx, account, now } = scene
  await tx.reminders.passOn(old.id, account.id)
  await unlinkAccount(scene, old.id)
  await tx.consents.withdraw(old.id, purposes, now)
  const { current: _, past, ...talk } = await tx.talks.load(old.id)
  const { welcome: __, ...rest } = past
  await tx.talks.save(old.id, { ...talk, past: rest }, now)
  const { phone } = await tx.units.mainOffice()
  const told = say('flows/old-account:told', { channel: channelName(old.channel), phone })
  await tx.outbox.write(old, { parts: [told] }, { lane: lanes.reply, at: now })
  await tx.audit.write({
    at: now,
    actorKind: 'household',
    actorId: account.id,
    action: 'account.replace',
    subjectKind: 'account',
    subjectId: old.id,
    ...(account.householdId === undefined ? {} : { detail: { household: account.householdId } }),
  })
}
