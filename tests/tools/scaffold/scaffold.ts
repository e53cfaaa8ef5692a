import { newChannel } from './channel.ts'
import { newFlow } from './flow.ts'
import { newJob } from './job.ts'
import type { Names } from './names.ts'
import { newPage } from './page.ts'
import { newProgramme } from './programme.ts'

/** What one kind of thing is made of: whole files, and changes to files that are there. Paths are those of the repository. */
export interface Plan {
  files: Record<string, string>
  changes: Record<string, (text: string) => string>
  /** What is left to do by hand, a sentence each. */
  next: readonly string[]
}

/** The kinds of things that are added often. */
export const kinds = {
  flow: newFlow,
  programme: newProgramme,
  channel: newChannel,
  job: newJob,
  page: newPage,
} satisfies Record<string, (names: Names) => Plan>

/** The name of a kind. */
export type Kind = keyof typeof kinds

/** Whether a word names a kind. */
export function isKind(word: string | undefined): word is Kind {
  return word !== undefined && Object.hasOwn(kinds, word)
}
