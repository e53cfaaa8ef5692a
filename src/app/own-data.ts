import type { Part } from '../conversation/words.ts'
import { householdOf } from './given.ts'
import { type Scene, say } from './scene.ts'

/** What is kept about this account, in one look. The whole of it comes from the office on request. */
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
    household
      ? say('flows/settings:own_household', { name: household.headName, commune: household.commune.name })
      : say('flows/settings:own_no_household'),
    say('flows/settings:own_rights', { phone: (await tx.units.mainOffice()).phone }),
  ]
}

/** Erases what was said, takes back every consent and unlinks the account. */
export async function eraseAccount({ tx, account, now }: Scene): Promise<void> {
  await tx.consents.withdraw(account.id, ['talk', 'loans', 'reminders', 'announcements', 'application'], now)
  await tx.ownData.erase(account.id, now)
  await tx.audit.write({
    at: now,
    actorKind: 'household',
    actorId: account.id,
    action: 'account.erase',
    subjectKind: 'account',
    subjectId: account.id,
  })
}
