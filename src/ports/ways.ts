import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { RegisteredTemplates } from '../domain/template.ts'
import type { ChannelId } from './channel.ts'
import type { Sending } from './ledger.ts'

/** What is known of one recipient on a channel whose way may be shut or cost something. */
export interface WaysOf {
  /** What the person last did on the channel, where the platform has not shut the way since; left out where they never wrote. */
  lastInboundAt?: Date
  /** False for the account that only stands for a phone number. */
  accountKnown: boolean
  /** The household's phone number, where the account stands for it: its consent is that account's. */
  phone?: string
  /** The other open channels with an account that may get this message, the last heard of first. A web page counts only while it is looked at. */
  others: ChannelId[]
  /** What the household put first by its own word. */
  order: ChannelId[]
}

/** What the installation has for a channel with several ways. */
export interface Means {
  templates: RegisteredTemplates
  /** Messages that the package still holds; 0 where nobody knows. */
  packageLeft: number
  /** What may be spent in one month, and what was: null where nobody set a budget, and then nothing that costs is sent. */
  budget: Dong | null
  spent: Dong
}

/** What a channel charged in a month, by way and class: messages counted, money summed. */
export interface Charged {
  way: string
  costClass: string
  messages: number
  dong: Dong
}

/** What choosing a way rests on, and the purse that the ways are paid from. */
export interface Ways {
  /** By delivery. */
  of(sendings: readonly Sending[], now: Date): Promise<Map<string, WaysOf>>
  means(channel: ChannelId, month: Day): Promise<Means>
  /** Puts money aside in that month, whole or not at all. False when the budget does not hold it. */
  putAside(channel: ChannelId, of: { month: Day; dong: Dong; budget: Dong }): Promise<boolean>
  /** What was put aside and not needed goes back; a negative amount is what came on top. */
  giveBack(channel: ChannelId, of: { month: Day; dong: Dong }): Promise<void>
  /** The messages of that month that cost money. */
  charged(channel: ChannelId, month: Day): Promise<Charged[]>
  setTemplates(channel: ChannelId, templates: RegisteredTemplates): Promise<void>
  /** Null: nothing that costs is sent. */
  setBudget(channel: ChannelId, dong: Dong | null): Promise<void>
  /** Takes one message out of the package. False when it holds none. */
  takeOfPackage(channel: ChannelId): Promise<boolean>
  /** Gives one back that was taken and not used. */
  returnToPackage(channel: ChannelId): Promise<void>
  /** What the platform says that the package still holds. */
  setPackageLeft(channel: ChannelId, messages: number): Promise<void>
}
