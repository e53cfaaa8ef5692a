import type { Message, Words } from '../conversation/words.ts'
import type { CaseRoute } from '../domain/case.ts'
import type { Account } from './accounts.ts'
import type { ChannelId } from './channel.ts'
import type { Sender } from './inbox.ts'

/** The talk as the two who hold it see it: what came in and what went out, oldest first. */
export interface History {
  of(accountId: string, page: Page): Promise<Line[]>
  /** The same by address. Also before the account exists, which is made when its first update is handled. */
  ofSender(sender: Sender, page: Page): Promise<Line[]>
  /** The talk with one person over all accounts that are linked as the same, in one order; each line names its channel. */
  ofPerson(accountId: string, page: PersonPage): Promise<Line[]>
  /** The account at an address, and the language that it reads. Undefined before its first update was handled. */
  accountAt(sender: Sender): Promise<Pick<Account, 'id' | 'lang' | 'status'> | undefined>
}

/** A stretch of the talk: the newest lines, the newest before a place, or the oldest after it. */
export interface Page {
  /** At most so many lines. */
  limit: number
  /** The `place` of a line. */
  before?: string
  /** The `place` of a line. What was on its way at that moment may come again: compare ids. */
  after?: string
}

/** The same of a person, as one reader may see it. */
export interface PersonPage extends Page {
  /**
   * Left out is what stands around cases that are routed to others than these, from 12 hours before each of their lines until an hour
   * after: who is complained of does not read it. Without routes nothing is left out.
   */
  routes?: readonly CaseRoute[]
}

/** One line of a talk. `by` is who says it; an `agent` is a colleague in the platform's own console. */
export type Line = LinePlace &
  ({ by: 'person'; said: Said } | { by: 'bot'; message: Message } | { by: 'agent'; text: string })

/** Where a line stands. `id` never changes; `place` sorts, and may move while a message is on its way. */
export interface LinePlace {
  id: string
  place: string
  at: Date
  /** Where it was said, in the talk of a person. */
  channel?: ChannelId
  /** Set while nobody knows yet when it arrived; until then it stands behind all others. */
  onItsWay?: true
}

/** What a person said. A tap carries the words of its button, where the question is still kept. */
export type Said =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; label?: Words }
  | { kind: 'phone'; phone: string }
  | { kind: 'photo' }
  | { kind: 'unsupported' }
