import type { ChannelId } from './channel.ts'

/** One account of a person on one channel. */
export interface Account {
  id: string
  channel: ChannelId
  address: string
  lang: string
  /** The name the account shows: for staff to read, never proof of anything. */
  name: string
  status: 'active' | 'blocked' | 'gone'
  /** The household it was proven to belong to. */
  householdId?: string
  /** Who of that household writes, by their own word. */
  role?: PersonRole
  /** Set for the one that only stands for the household's phone number: nobody has written from it. */
  byPhone?: true
  /** Linking is refused until then, after too many failures. */
  linkLockedUntil?: Date
}

/** Who of a household somebody is. There is one head and one spouse, and there may be several of the others. */
export type PersonRole = 'head' | 'spouse' | 'child' | 'other'

/** The accounts that ever wrote. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>
  /** Finds or makes the account of an address, notes that it was heard of, and makes it active again. */
  arrive(seen: { channel: ChannelId; address: string; lang?: string; name?: string; at: Date }): Promise<Account>
  /** Finds or makes the account of an address, without the person having been heard of. */
  known(account: { channel: ChannelId; address: string; lang?: string; at: Date }): Promise<Account>
  setLang(id: string, lang: string): Promise<void>
  setStatus(id: string, status: Account['status']): Promise<void>
  /** Ties the account to a household, and to the person of it who writes. */
  link(id: string, to: { householdId: string; person: { role: PersonRole; name: string }; at: Date }): Promise<void>
  unlink(id: string): Promise<void>
  lockLinking(id: string, until: Date): Promise<void>
  /** The account and all others that are linked as the same person: this one first, then the last heard of. */
  samePerson(id: string): Promise<Account[]>
  /** The last heard of first. */
  ofHousehold(householdId: string): Promise<Account[]>
  /** The channels on which a household wants to hear from us first, as it chose. Empty where it chose nothing. */
  channelOrder(householdId: string): Promise<ChannelId[]>
  setChannelOrder(householdId: string, order: readonly ChannelId[]): Promise<void>
}
