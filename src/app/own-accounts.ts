import type { Filler, Part } from '../conversation/words.ts'
import type { Account } from '../ports/accounts.ts'
import type { ChannelId } from '../ports/channel.ts'
import { type Scene, say } from './scene.ts'

/** The name of a channel, as people read it. */
export function channelName(channel: ChannelId): Filler {
  return { words: { key: `flows/channel-order:names.${channel}` } }
}

/** The names of the channels of some accounts, each once. */
export function channelNames(accounts: readonly Pick<Account, 'channel'>[]): Filler {
  return { list: [...new Set(accounts.map(({ channel }) => channel))].map(channelName) }
}

/** The other accounts that are linked as the same person. */
export async function otherAccounts({ tx, account }: Pick<Scene, 'tx' | 'account'>): Promise<Account[]> {
  return (await tx.accounts.samePerson(account.id)).filter(({ id }) => id !== account.id)
}

/** A sentence about all accounts of the person, where there are several: how many, and on which channels. */
export async function ofAllAccounts({ tx, account }: Pick<Scene, 'tx' | 'account'>, key: string): Promise<Part[]> {
  const accounts = await tx.accounts.samePerson(account.id)
  return accounts.length < 2 ? [] : [say(key, { count: accounts.length, channels: channelNames(accounts) })]
}
