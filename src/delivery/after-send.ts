import { lanes } from '../domain/delivery.ts'
import type { Passage, SendError, SendResult } from '../ports/channel.ts'
import type { Sending, Settlement } from '../ports/ledger.ts'

/** Tries that count before a message that never left is given up. */
const triesAllowed = 8
/** A reminder that may have arrived is sent again only after this long, a reply at once. */
const doubtSeconds = { [lanes.reply]: 0, [lanes.reminder]: 600 } as const
/** How long bulk stands still when the platform does not let us in at all; a mailing waits as long, and is not given up meanwhile. */
export const lockedOutSeconds = 60

/** How a try ended, and the way that was chosen for it, on a channel with several. */
export interface Tried {
  result: SendResult
  passage?: Passage | undefined
}

/** What the ledger is to record after a try. Pure: the table of the errors of the world, row by row. */
export function afterSend(sent: Sending, { result, passage }: Tried, now: Date): Settlement {
  const about = aboutOf(sent)
  if (result.ok) return { ...about, state: 'sent', messageId: result.messageId }
  const { error } = result
  const failure = { ...about, errorCode: error.code, ...(error.detail ? { errorDetail: error.detail } : {}) }
  if (error.retry === 'unknown') return { ...failure, doubt: true, ...doubtful(sent, now) }
  // The next try goes another way, as far as there is one: this one is shut until the person is heard of again.
  if (error.code === 'not_started' && passage?.way === 'consultation')
    return { ...failure, state: 'retry', uncounted: true, shut: true, notBefore: now }
  if (error.retry === 'never') return { ...failure, ...refused(sent, error, now) }
  if (error.retry !== 'later')
    return { ...failure, state: 'retry', uncounted: true, notBefore: later(now, error.retry.afterSeconds) }
  if (error.ours && sent.ofMailing)
    return { ...failure, state: 'retry', uncounted: true, notBefore: later(now, lockedOutSeconds) }
  return { ...failure, ...again(sent, now) }
}

/** What a settlement is about. */
export function aboutOf(sent: Sending): Pick<Settlement, 'deliveryId' | 'accountId' | 'attempt'> {
  return { deliveryId: sent.deliveryId, accountId: sent.accountId, attempt: sent.attempts }
}

/**
 * The request was made and its answer is missing, so it may well have arrived. A second copy of an announcement annoys,
 * a missing one is seen by staff: it is held. Replies and reminders are tried once more.
 */
function doubtful({ onUncertain, doubts, lane }: Sending, now: Date): Pick<Settlement, 'state' | 'notBefore'> {
  if (onUncertain === 'hold' || doubts > 0 || lane === lanes.announcement) return { state: 'uncertain' }
  return { state: 'retry', notBefore: later(now, doubtSeconds[lane]) }
}

/** Surely not sent. A text that cannot be sent stops its mailing, and goes to everybody once it is mended; an address that moved is followed once. */
function refused(sent: Sending, error: SendError, now: Date): Omit<Settlement, 'deliveryId' | 'accountId' | 'attempt'> {
  // What may have arrived at an earlier try stays in doubt, and goes nowhere else.
  const state = sent.doubts > 0 ? 'uncertain' : 'blocked'
  if (error.code === 'blocked') return { state, account: 'blocked' }
  if (error.code === 'deactivated') return { state, account: 'gone' }
  if (error.code === 'content' && sent.ofMailing) return { state: 'retry', uncounted: true, notBefore: now }
  if (error.movedTo !== undefined && error.movedTo !== sent.address && sent.attempts === 1)
    return { state: 'retry', movedTo: error.movedTo, notBefore: now }
  return { state: sent.doubts > 0 ? 'uncertain' : 'failed' }
}

/** What may have arrived at an earlier try has not surely failed. */
function again({ attempts, doubts }: Sending, now: Date): Pick<Settlement, 'state' | 'notBefore'> {
  if (attempts >= triesAllowed) return { state: doubts > 0 ? 'uncertain' : 'failed' }
  return { state: 'retry', notBefore: later(now, Math.min(300, 2 ** attempts)) }
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}
