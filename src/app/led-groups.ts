import { isGroupChat } from '../domain/group-chat.ts'
import type { LedGroup } from '../ports/leaders.ts'
import type { Scene } from './scene.ts'

/** The groups that whoever writes leads now. In a chat that several people read nobody leads any: what a leader sees is about single people. */
export async function ledGroups({ tx, account }: Pick<Scene, 'tx' | 'account'>): Promise<LedGroup[]> {
  return isGroupChat(account) ? [] : tx.leaders.groupsOf(account.id)
}

/** One of them by its number, or undefined. */
export async function ledGroup(scene: Pick<Scene, 'tx' | 'account'>, id: unknown): Promise<LedGroup | undefined> {
  return (await ledGroups(scene)).find((group) => group.id === Number(id))
}
