import type { Part } from '../conversation/words.ts'
import { lanes } from '../domain/delivery.ts'
import { purposes } from '../ports/consents.ts'
import { householdOf } from './given.ts'
import { ofAllAccounts, otherAccounts } from './own-accounts.ts'
import { type Scene, say } from './scene.ts'

/** What is kept about this person on all their accounts, in one look. The whole of it comes from the office on request. */
export async function ownDataParts(scene: Scene): Promise<Part[]> {
  const { tx, account } = scene
  const counts = await tx.ownData.count(account.id)
  const consents = await tx.consents.of(account.id)
  const household = await householdOf(scene)
  return [
    say('flows/settings:own_data', {
      ...counts,
      consents: { list: consents.map((c) => ({ words: { key: `common:purposes.${c}` } })) },
    }),
    ...(await ofAllAccounts(scene, 'flows/settings:own_accounts')),
    household
      ? say('flows/settings:own_household', { name: household.headName, commune: household.commune.name })
      : say('flows/settings:own_no_household'),
    say('flows/settings:own_rights', { phone: (await tx.units.mainOffice()).phone }),
  ]
}

/** Erases what was said on every account of the person, takes back every consent and unlinks them. The others are told, with whom to call. */
export async function eraseAccounts(scene: Scene): Promise<void> {
  const { tx, account, now } = scene
  const others = await otherAccounts(scene)
  await tx.consents.withdraw(account.id, purposes, now)
  await tx.ownData.erase(account.id, now)
  const { phone } = await tx.units.mainOffice()
  const told = { parts: [say('flows/settings:erased_elsewhere', { phone })] }
  for (const other of others) await tx.outbox.write(other, told, { lane: lanes.reply, at: now })
  const act = { at: now, actorKind: 'household', actorId: account.id, action: 'account.erase' } as const
  for (const { id } of [account, ...others]) await tx.audit.write({ ...act, subjectKind: 'account', subjectId: id })
}
