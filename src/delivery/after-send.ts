import { lanes } from '../domain/delivery.ts'
import type { SendError, SendResult } from '../ports/channel.ts'
import type { Sending, Settlement } from '../ports/ledger.ts'

/** Tries that count before a message that never left is given up. */
const triesAllowed = 8
/** A reminder that may have arrived is sent again only after this long, any other message at once. */
const doubtSeconds = { 0: 0, 1: 600 } as const

/** What the ledger is to record after a try. Pure: the table of the errors of the world, row by row. */
export function afterSend(sent: Sending, result: SendResult, at: { now: Date; lane: 0 | 1 | 2 }): Settlement {
  const about = { deliveryId: sent.deliveryId, accountId: sent.accountId }
  if (result.ok) return { ...about, state: 'sent', messageId: result.messageId }
  const { error } = result
  const failure = { ...about, errorCode: error.code, ...(error.detail ? { errorDetail: error.detail } : {}) }
  if (error.retry === 'unknown') return { ...failure, doubt: true, ...doubtful(sent, at) }
  if (error.retry === 'never') return { ...failure, ...final(error) }
  if (error.retry === 'later') return { ...failure, ...again(sent, at.now) }
  return { ...failure, state: 'retry', uncounted: true, notBefore: later(at.now, error.retry.afterSeconds) }
}

/**
 * The request was made and its answer is missing, so it may well have arrived. A second copy of an announcement annoys,
 * a missing one is seen by staff: it is held. Replies and reminders are tried once more.
 */
function doubtful(
  sent: Sending,
  { now, lane }: { now: Date; lane: 0 | 1 | 2 },
): Pick<Settlement, 'state' | 'notBefore'> {
  if (sent.onUncertain === 'hold' || sent.doubts > 0 || lane === lanes.announcement) return { state: 'uncertain' }
  return { state: 'retry', notBefore: later(now, doubtSeconds[lane]) }
}

function final(error: SendError): Pick<Settlement, 'state' | 'account'> {
  if (error.code === 'blocked') return { state: 'blocked', account: 'blocked' }
  if (error.code === 'deactivated') return { state: 'blocked', account: 'gone' }
  return { state: 'failed' }
}

function again(sent: Sending, now: Date): Pick<Settlement, 'state' | 'notBefore'> {
  if (sent.attempts >= triesAllowed) return { state: 'failed' }
  return { state: 'retry', notBefore: later(now, Math.min(300, 2 ** sent.attempts)) }
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}
