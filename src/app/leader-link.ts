import { lanes } from '../domain/delivery.ts'
import { failuresAllowed, windowHours } from '../domain/link-proof.ts'
import type { GroupRoleName } from '../ports/leaders.ts'
import type { Group } from '../ports/units.ts'
import { lockLinking } from './link-household.ts'
import { type Scene, say } from './scene.ts'

/** How linking ended. `failed` never says whether the code or the number was wrong. */
export type LeaderLinked =
  | { kind: 'linked'; group: Group; role: GroupRoleName }
  | { kind: 'failed'; left: number }
  | { kind: 'locked' }

/**
 * Ties the account to the lead of a group: by a code from paper and the number that the office knows, never by a name. Whoever was the
 * same before is so no longer and reads it. Five failures within a day lock linking, as with households.
 */
export async function linkLeader(scene: Scene, claim: { code: string; phone: string }): Promise<LeaderLinked> {
  const { tx, account, now } = scene
  if (account.linkLockedUntil && account.linkLockedUntil > now) return { kind: 'locked' }
  const since = new Date(now.getTime() - windowHours * 3_600_000)
  const before = (await tx.linking.failures({ accountId: account.id, since })).account
  if (before >= failuresAllowed) return lockLinking(scene)
  const tried = await tx.leaders.tryCode({ ...claim, at: now })
  const linked = tried.kind === 'right' ? await begin(scene, tried) : undefined
  await tx.linking.attempt({ accountId: account.id, passed: linked !== undefined, at: now })
  if (linked) return linked
  return before + 1 >= failuresAllowed ? lockLinking(scene) : { kind: 'failed', left: failuresAllowed - before - 1 }
}

async function begin(
  scene: Scene,
  { codeId, groupId, role }: { codeId: string; groupId: number; role: GroupRoleName },
): Promise<LeaderLinked | undefined> {
  const { tx, account, now } = scene
  const group = await tx.units.group(groupId)
  const before = (await tx.leaders.ofGroup(groupId)).filter((lead) => lead.role === role)
  if (!group || !(await tx.leaders.begin({ codeId, accountId: account.id, at: now }))) return undefined
  const subject = { subjectKind: 'group', subjectId: String(groupId), detail: { role } }
  await tx.audit.write({ at: now, actorKind: 'leader', actorId: account.id, action: 'group.lead', ...subject })
  for (const { accountId } of before) {
    if (accountId !== account.id) await tellEnded(scene, { accountId, group: group.name })
  }
  return { kind: 'linked', group, role }
}

/** Tells an account that it leads a group no longer. */
export async function tellEnded(
  { tx, now }: Pick<Scene, 'tx' | 'now'>,
  { accountId, group }: { accountId: string; group: string },
): Promise<void> {
  const account = await tx.accounts.find(accountId)
  const message = { parts: [say('flows/leader-link:ended', { group })] }
  if (account) await tx.outbox.write(account, message, { lane: lanes.reply, at: now })
}
