import type { CollectedLoan } from '../domain/collection-sheet.ts'
import type { Day } from '../domain/day.ts'
import type { Account } from './accounts.ts'

/** A member of a group, as its leader sees them. */
export interface BenchMember {
  householdId: string
  /** The head of the household. */
  name: string
}

/** What a member said to the reminder of an instalment, as far as a leader hears of it. */
export interface BenchAnswer {
  /** `wants_to_talk`: the member pressed that it is hard; why is between the member and the bank. */
  answer: 'will_pay' | 'wants_to_talk'
  /** The day that the member named. */
  on?: Day
}

/** Why somebody gets no word of the leader now. */
export type LeftOut = 'no_account' | 'nothing_due' | 'answered' | 'today' | 'this_month' | 'paused'

/** Somebody who may be reminded, with the account it goes to. */
export interface NudgeTo {
  householdId: string
  name: string
  account: Pick<Account, 'id' | 'channel'>
}

/** A word of a leader that was sent. */
export interface NewNudge {
  groupId: number
  /** The leader's account. */
  accountId: string
  householdId: string
  day: Day
  /** The first day of its month. */
  month: Day
  at: Date
}

/** A link by which a leader opens the sheet of the group, once. Token, PIN and session are kept as keyed hashes. */
export interface SheetLink {
  id: string
  groupId: number
  accountId: string
  expiresAt: Date
  opened: boolean
  /** Set once too many wrong PINs were typed. */
  locked: boolean
}

/** What a new link is made of. */
export interface NewSheetLink {
  groupId: number
  accountId: string
  token: string
  pin: string
  at: Date
  expiresAt: Date
}

/** What the leader of a group works with beside requests and difficulties. */
export interface LeaderBench {
  /** By name. */
  members(groupId: number): Promise<BenchMember[]>
  /** The loans of a group that are not paid back, by the name of the household. */
  loans(groupId: number): Promise<CollectedLoan[]>
  /** What members said to reminders of the month of that session, by household: only the two answers that are for a leader, and only while the household allows reminders. */
  answers(groupId: number, session: Day): Promise<Map<string, BenchAnswer>>
  /** Households that answered something which is between them and the bank: a leader neither hears it nor reminds them. */
  toTheBank(groupId: number, session: Day): Promise<Set<string>>
  /** Households of the group that got a reminder on that day, or have one waiting, from whomever. */
  remindedOn(groupId: number, day: Day): Promise<Set<string>>
  /** Households of the group that had a word of a leader in that month. */
  nudgedIn(groupId: number, month: Day): Promise<Set<string>>
  /**
   * Claims the day and the month of each: gives the households for which nobody was quicker, each with the id of the delivery that is to say
   * it. No other reminder goes to them on that day.
   */
  claim(nudges: readonly NewNudge[]): Promise<Map<string, string>>
  /** Keeps a new link, and ends the account's earlier ones for that group. */
  issueLink(link: NewSheetLink): Promise<string>
  /** The link of a token, while it is neither over nor that of somebody who no longer leads the group. */
  linkOf(token: string, at: Date): Promise<SheetLink | undefined>
  /** Tries a PIN: counted first, compared then. A right one ties the link to that browser and uses it up. */
  openLink(of: { token: string; pin: string; session: string; at: Date }): Promise<'open' | 'wrong' | 'gone'>
  /** The link, for the browser that opened it. */
  linkBySession(of: { token: string; session: string; at: Date }): Promise<SheetLink | undefined>
}
