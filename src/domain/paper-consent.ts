import { type Day, dayOf } from './day.ts'

/** What a household can allow on paper: the messages that nobody asked for. */
export const paperPurposes = ['reminders', 'announcements'] as const

/** One of `paperPurposes`. */
export type PaperPurpose = (typeof paperPurposes)[number]

/** Characters of the note that says which paper it is: the name or number under which the loan file holds it. */
export const longestPaper = 120

/** A consent on paper. `withdrawnAt` is left out while it stands. */
export interface PaperConsent {
  purpose: PaperPurpose
  /** The day on the paper. */
  day: Day
  /** Which paper it is; empty where none was known when the head of the household took it back. */
  paper: string
  withdrawnAt?: Date
}

/**
 * What a paper of that day means beside those that are known: the same purpose is allowed already (`stands`), it was taken back on
 * that day or later (`withdrawn`: an older paper never opens it again), or it is new.
 */
export function paperStanding(
  known: readonly PaperConsent[],
  { purpose, day }: Pick<PaperConsent, 'purpose' | 'day'>,
): 'stands' | 'withdrawn' | 'new' {
  const same = known.filter((paper) => paper.purpose === purpose)
  if (same.some(({ withdrawnAt }) => withdrawnAt === undefined)) return 'stands'
  return same.some(({ withdrawnAt }) => withdrawnAt !== undefined && dayOf(withdrawnAt) >= day) ? 'withdrawn' : 'new'
}

/** How the register of consents names the paper: the words that were agreed to stand on it. */
export function wordingOf(paper: string): string {
  return `${mark}${paper}`
}

/** Which paper a wording names, or undefined where it names none. */
export function paperOf(wording: string): string | undefined {
  return wording.startsWith(mark) ? wording.slice(mark.length) : undefined
}

const mark = 'paper:'
