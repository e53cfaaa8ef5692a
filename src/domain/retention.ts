import type { ApplicationState } from './application-state.ts'
import { addDays, addMonths, atHour, type Day } from './day.ts'

/** How long what people wrote is kept: what the first consent promises (`flows/welcome:consent`). */
export const messageMonths = 12

/** How long a request that was begun and not sent is kept: days from its first question, as `flows/apply:kept` promises. */
export const draftDays = 90

/**
 * How long each kind is kept, from when on, and why so long. The law (91/2025/QH15) says "no longer than the purpose needs" and names no
 * number; these are Loa's own, but for those that Loa has promised to people. Pictures and notes go with what they belong to.
 */
export const keeping = {
  /** What people wrote and were answered, from the day on which it was written: what was promised. */
  messages: { months: messageMonths },
  /** What was begun in a talk, from the last word of it: what was promised. */
  drafts: { days: draftDays },
  /** A picture that was sent for a request which was never sent itself, from the day of it: it goes with the draft. */
  pictures: { days: draftDays },
  /**
   * A difficulty or complaint with what was said about it, from the day on which it was closed, or from the last word where it was
   * answered and nobody closed it: two lists of the bank's year.
   */
  cases: { months: 24 },
  /**
   * Promises to pay, what somebody said to have paid, and words about payments that were booked, from the day of them: as long as the cases that
   * come of them.
   */
  payments: { months: 24 },
  /**
   * A request that led to no loan, from its end, or from the day on which it was given back and never came again: as long as somebody may
   * ask why. One that led to a loan is the bank's file.
   */
  requests: { months: 24 },
  /**
   * Tries to link an account, codes on paper, links of chairs by which nothing was decided that is kept still, and who led a group: from
   * the try, from the last day of the code or link, from the end of the lead.
   */
  links: { months: 12 },
  /** What was allowed and taken back, from the day on which it was taken back: evidence for as long as a claim may come. */
  consents: { months: 60 },
  /** An account that is linked to nobody and of which nothing else is kept, from when it was last heard of. */
  accounts: { months: 12 },
  /** Tries to sign in, counted by what was typed, from the first of them: no count is looked at for longer. */
  tries: { days: 1 },
  /** Who did what, from the day of it. The database itself refuses to delete anything younger. */
  audit: { months: 60 },
} as const satisfies Record<string, { months: number } | { days: number }>

/** One of the kinds of `keeping`. */
export type KeptKind = keyof typeof keeping

/** The kinds, in the order in which a night goes through them: what hangs on something else goes first. */
export const keptKinds = Object.keys(keeping) as KeptKind[]

/** What of a kind is from before this moment is not kept on that day. */
export function keptSince(kind: KeptKind, day: Day): Date {
  const time: { months: number } | { days: number } = keeping[kind]
  return atHour('months' in time ? addMonths(day, -time.months) : addDays(day, -time.days), 0)
}

/** The last day on which a request may have been begun to be kept still. */
export function draftsKeptFrom(day: Day): Day {
  return addDays(day, -draftDays)
}

/** Whether a request that was begun on one day is kept on another. */
export function isDraftKept(begun: Day, day: Day): boolean {
  return begun >= draftsKeptFrom(day)
}

/** Whether a request that stands there has ended and brought no loan: nobody at the bank needs it for anything but an answer. */
export function leadsToNoLoan(state: ApplicationState): boolean {
  return state === 'refused' || state === 'withdrawn'
}

/** Whether a request that has stood there for the time of `requests` goes: it led to no loan, or was given back and nobody sent it again. */
export function isGivenUp(state: ApplicationState): boolean {
  return leadsToNoLoan(state) || state === 'returned'
}

/** How long a message that has gone out stays unsealed in the ledger, in days: as long as its sender may still need the words. */
export const unsealedDays = 1
