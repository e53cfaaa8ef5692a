import { isGroupChat } from '../domain/group-chat.ts'
import { may } from '../domain/staff.ts'
import type { Author } from './announce.ts'
import { authorOf } from './announcement-author.ts'
import { testerOf } from './announcement-test.ts'
import type { Scene } from './scene.ts'

/**
 * The member of staff whose own account writes, as the author of announcements. Undefined for everybody else: another account is theirs
 * now, their staff account is shut, their role may not send, several people read the chat, or nothing can be checked from here.
 */
export async function staffAuthor({ tx, account, pages }: Scene): Promise<Author | undefined> {
  if (isGroupChat(account) || !pages) return undefined
  const id = await testerOf(tx.settings, account.id)
  const staff = id === undefined ? undefined : await tx.staff.find(id)
  if (!staff || staff.disabledAt || staff.officeId === undefined) return undefined
  return may(staff.role, 'announcements.send') ? { ...authorOf(staff), via: account.channel } : undefined
}
