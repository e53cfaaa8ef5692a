import type { Talk } from '../conversation/talk.ts'
import type { Part, Prompt } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { Account } from '../ports/accounts.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'
import type { Understanding } from '../understanding/index.ts'

/** Everything one step of a talk may look at. Made new for each update, inside its transaction. */
export interface Scene {
  tx: Tx
  account: Account
  now: Date
  day: Day
  language: Language
  understanding: Understanding
  /** How pages of our own are linked to from the talk. Without it none are. */
  pages?: OwnPages
}

/** What a link from the talk to a page of ours is made of. `randomBytes` is the system's secure source of chance. */
export interface OwnPages {
  /** The address under which people reach us, without a slash at the end. */
  publicUrl: string
  randomBytes: (count: number) => Uint8Array
}

/** What one step came to: the talk as it stands now, what is said, and the question it ends in. */
export interface Said {
  talk: Talk
  parts: Part[]
  prompt?: Prompt
  /** Words of the person's own that are to be heard next. */
  hear?: string
}

/** A paragraph of words. */
export function say(key: string, fillers?: Part['words']['with']): Part {
  return { as: 'text', words: fillers ? { key, with: fillers } : { key } }
}
