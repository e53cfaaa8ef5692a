import { lanes } from '../domain/delivery.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { Ended } from './endings/ending.ts'
import { showBench } from './leader-bench.ts'
import { nothingLed } from './leader-group.ts'
import { ledGroup } from './led-groups.ts'
import { mayTry } from './limit-tries.ts'
import { linkPin } from './link-pin.ts'
import { type Scene, say } from './scene.ts'

/** Hours in which a link opens: a sheet is made for the next days, and a new link is two presses away. */
export const linkHours = 24

/**
 * Hands out the sheet of a group by a link that opens once: no channel of ours carries files. The link is a message of its own, and the PIN
 * stands in another: whoever is sent on the link alone opens nothing. An earlier link ends.
 */
export async function handOutSheet(scene: Scene, groupId: unknown): Promise<Ended> {
  const { tx, account, now, pages } = scene
  const group = await ledGroup(scene, groupId)
  if (!group) return nothingLed
  const shown = await showBench(scene, { groupId: group.id })
  if (!pages) return { ...shown, parts: [say('flows/leader-bench:no_sheet')] }
  const token = Buffer.from(pages.randomBytes(32)).toString('base64url')
  const pin = linkPin(pages.randomBytes)
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000)
  const link = await tx.leaderBench.issueLink({
    groupId: group.id,
    accountId: account.id,
    token,
    pin,
    at: now,
    expiresAt,
  })
  const subject = { subjectKind: 'group', subjectId: String(group.id), detail: { link } }
  await tx.audit.write({ at: now, actorKind: 'leader', actorId: account.id, action: 'group.sheet_link', ...subject })
  const url = `${pages.publicUrl}/sheet/${token}`
  const message = { parts: [say('flows/leader-bench:link', { group: group.name, url })] }
  await tx.outbox.write(account, message, { lane: lanes.reply, at: now })
  return { ...shown, parts: [say('flows/leader-bench:pin', { pin, hours: linkHours })] }
}

/** What opening needs. `randomBytes` is the system's secure source of chance. */
export interface SheetOpenDeps {
  store: Pick<Store, 'leaderBench' | 'staff' | 'audit'>
  clock: Clock
  randomBytes: (count: number) => Uint8Array
}

/** Opens a link for one browser, once. Each try is counted first. `gone`: unknown, over, used, or locked; nobody learns which. */
export async function openSheetLink(
  deps: SheetOpenDeps,
  { token, pin, network }: { token: string; pin: string; network: string },
): Promise<{ kind: 'open'; session: string } | { kind: 'gone' | 'wrong' | 'too_many' }> {
  const { store, clock, randomBytes } = deps
  const at = clock.now()
  if (!(await mayTry(deps, 'sheet', { network }))) return { kind: 'too_many' }
  const link = await store.leaderBench.linkOf(token, at)
  if (!link || link.opened || link.locked) return { kind: 'gone' }
  const session = Buffer.from(randomBytes(32)).toString('base64url')
  const opened = await store.leaderBench.openLink({ token, pin: pin.replace(/\D/g, ''), session, at })
  const subject = { subjectKind: 'group', subjectId: String(link.groupId), detail: { link: link.id } }
  const action = opened === 'open' ? 'group.sheet_open' : 'group.sheet_wrong_pin'
  await store.audit.write({ at, actorKind: 'leader', actorId: link.accountId, action, ...subject })
  return opened === 'open' ? { kind: 'open', session } : { kind: opened }
}
