import type { Talk } from '../conversation/talk.ts'

/** What is kept of each account's talk. */
export interface Talks {
  load(accountId: string): Promise<Talk>
  save(accountId: string, talk: Talk, at: Date): Promise<void>
  /**
   * Holds a talk: whatever the person says waits until the transaction ends, so call it before anything else that is locked. Says whether
   * there is such an account.
   */
  hold(accountId: string): Promise<boolean>
  /**
   * Changes a talk from outside of it: whatever the person says meanwhile waits until the transaction ends, so call it before anything
   * else that is locked. With undefined nothing is changed. Says whether something was.
   */
  change(accountId: string, at: Date, change: (talk: Talk) => Talk | undefined): Promise<boolean>
}
