import { paperPurposes } from '../domain/paper-consent.ts'
import { eraseAccounts } from './own-data.ts'
import type { Scene } from './scene.ts'
import { unlinkAccount } from './unlink-account.ts'

/**
 * The platform reports that the person wants what is kept of them deleted: the same is done as when they ask for it in the talk, and it is
 * put on record where the wish came from. It is about this account and the household's
 * number, where the head writes: what the same person has elsewhere stays theirs. Nothing is said to them here: they have left. A report that comes again is known by its id and
 * never gets here, so that what they say after coming back stays.
 */
export async function withdrawAccount(scene: Scene): Promise<void> {
  const { tx, account, now } = scene
  if (account.householdId && account.role === 'head')
    await tx.phoneAccounts.shut(account.householdId, paperPurposes, now)
  await unlinkAccount(scene, account.id)
  await eraseAccounts(scene)
  await tx.audit.write({
    at: now,
    actorKind: 'system',
    actorId: account.channel,
    action: 'account.withdraw',
    subjectKind: 'account',
    subjectId: account.id,
  })
}
