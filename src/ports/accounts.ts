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
  /** Linking is refused until then, after too many failures. */
  linkLockedUntil?: Date
}

/** The accounts that ever wrote. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>
  /** Finds or makes the account of an address, notes that it was heard of, and makes it active again. */
  arrive(seen: { channel: ChannelId; address: string; lang?: string; name?: string; at: Date }): Promise<Account>
  setLang(id: string, lang: string): Promise<void>
  setStatus(id: string, status: Account['status']): Promise<void>
  link(id: string, householdId: string, at: Date): Promise<void>
  unlink(id: string): Promise<void>
  lockLinking(id: string, until: Date): Promise<void>
  ofHousehold(householdId: string): Promise<Account[]>
}
