/** Which share of an announcement goes first, to see how it fares, and how few and how many that is. */
export const trialShare = 0.01
/** Fewer than these say nothing. An announcement to less than twice as many goes as a whole: hardly anybody would be spared. */
export const trialLeast = 20
/** More than these say no more. */
export const trialMost = 500

/** Minutes after the last of the first ones in which somebody can still stop it; then the others follow. */
export const trialMinutes = 10

/** A larger share of errors among the first ones than this stops the rest. */
export const trialErrorsMost = 0.1
/** Fewer errors than this stop nothing, whatever share they are. */
export const trialErrorsLeast = 3

/** A larger share of people who switch announcements off after it than this stops the rest. */
export const trialOptOutsMost = 0.05
/** Fewer than this stop nothing, whatever share they are. */
export const trialOptOutsLeast = 3

/** How many of so many go first; undefined where all go at once. */
export function trialSize(total: number): number | undefined {
  if (total < 2 * trialLeast) return undefined
  return Math.min(trialMost, Math.max(trialLeast, Math.ceil(total * trialShare)))
}

/** How the first ones fared. `size` is the sum of `sent`, `errors`, `doubtful`, `skipped`, `waiting` and `putOff`. */
export interface TrialReading {
  size: number
  sent: number
  /** Refused or blocked. */
  errors: number
  /** Nobody knows whether they arrived: a process died, or an answer was lost. They are no errors, and prove nothing. */
  doubtful: number
  /** Left out for a reason that is no error: switched off before, over its last day. */
  skipped: number
  /** On their way or about to be. */
  waiting: number
  /** May not go for some time: they had enough announcements today. */
  putOff: number
  /** Switched announcements off since they got it. */
  optOuts: number
  /** When the last of them was tried. */
  triedAt?: Date
}

/** Why the rest does not follow by itself. */
export const trialStops = ['errors', 'opt_outs', 'nothing_went'] as const

/** One of `trialStops`. */
export type TrialStop = (typeof trialStops)[number]

/** What is to become of the rest. */
export type TrialVerdict = { do: 'wait' } | { do: 'go_on' } | { do: 'stop'; why: TrialStop }

/**
 * Decides on the rest. It stops as soon as the errors or the people who switch off are too many, however the others end; it goes on some
 * minutes after the last one, when all have ended but those that wait for another day.
 */
export function trialVerdict(reading: TrialReading, { now, minutes }: { now: Date; minutes: number }): TrialVerdict {
  const { size, sent, errors, skipped, waiting, putOff, optOuts, triedAt } = reading
  const tried = sent + errors
  const ended = waiting === 0
  if (isOver(errors, { of: ended ? tried : size - skipped, share: trialErrorsMost, least: trialErrorsLeast }))
    return { do: 'stop', why: 'errors' }
  if (isOver(optOuts, { of: ended ? tried : size - skipped, share: trialOptOutsMost, least: trialOptOutsLeast }))
    return { do: 'stop', why: 'opt_outs' }
  if (!ended) return { do: 'wait' }
  if (tried === 0) return putOff > 0 && reading.doubtful === 0 ? { do: 'wait' } : { do: 'stop', why: 'nothing_went' }
  return goesOnAt(triedAt ?? now, minutes) <= now ? { do: 'go_on' } : { do: 'wait' }
}

/** When the rest follows, if nothing happens until then. */
export function goesOnAt(triedAt: Date, minutes: number): Date {
  return new Date(triedAt.getTime() + minutes * 60_000)
}

function isOver(count: number, { of, share, least }: { of: number; share: number; least: number }): boolean {
  return count >= least && count > of * share
}
