import type { Talk } from '../conversation/talk.ts'

/** What is kept of each account's talk. */
export interface Talks {
  load(accountId: string): Promise<Talk>
  save(accountId: string, talk: Talk, at: Date): Promise<void>
}
