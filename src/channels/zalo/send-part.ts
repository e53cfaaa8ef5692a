import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'
import type { Arrived } from './account-api.ts'
import { failure, type Outcome, type ZaloFailure } from './failure.ts'
import { type LookDeps, lookFor, type Wanted } from './look-for.ts'
import { textOf } from './message.ts'

/** What sending one part needs. */
export interface PartDeps extends LookDeps {
  clock: Clock
  log: { error: (about: object, text: string) => void }
  /** How long after a lost answer it is looked for, in milliseconds: Zalo may still be at work on it. */
  lookAfterMs: number
}

/** One part of a delivery on its way to one person. */
export interface Part extends Wanted {
  /** Of how many parts the delivery is. */
  parts: number
  /** From then on it is not sent any more: it would be broken off in the middle. */
  late: AbortSignal
}

/**
 * Sends one part at most once, as far as anybody can know. It is put on record before it goes out. Where a try has no answer, the part is
 * looked for before it counts as uncertain, and again before it is sent anew: Zalo echoes what it sent, and shows the talk. What cannot be
 * looked for is not sent anew: not to have looked is no sign that it is not there.
 */
export async function sendPart(deps: PartDeps, part: Part): Promise<Outcome<Arrived>> {
  const { account, sent, clock } = deps
  const { deliveryId, part: number, parts, address, message, deadline, late } = part
  const at = clock.now()
  const before = await sent.begin({ deliveryId, part: number, parts, address, text: textOf(message), at })
  if (before.messageId !== undefined) return found(before.messageId, 'before')
  if (before.tried) {
    const missed = await lookFor(deps, part, before.tried.at)
    if (!missed.ok) return notLooked(deps, part, { tries: before.tried.times, error: missed.error })
    if (missed.data !== undefined) return found(missed.data, 'before')
  }
  const got = await account.message({ userId: address, message, late }, deadline)
  if (got.ok) return settled(deps, part, got.data)
  if (got.error.retry !== 'unknown') {
    await sent.drop(part)
    return got
  }
  await pause(deps.lookAfterMs, undefined, { signal: deadline }).catch(() => {})
  const looked = await lookFor(deps, part, before.tried?.at ?? at)
  return looked.ok && looked.data !== undefined ? found(looked.data, 'unseen') : got
}

/** After so many tries, about ten minutes from the first look on, it stays uncertain. */
const mostTries = 9
/** Until the next look, in seconds: 5, and each time twice as long. */
const lookAgainSeconds = (tries: number) => 5 * 2 ** Math.max(0, tries - 2)

/**
 * It may have arrived, and cannot be looked for: nothing is sent, and it is looked for again. The waits are of ours, so that no try counts
 * in the ledger, which gives up after some and would call it failed. Without a token nothing goes out at all, however long that takes.
 */
async function notLooked(
  { sent }: PartDeps,
  part: Part,
  { tries, error }: { tries: number; error: ZaloFailure },
): Promise<Outcome<Arrived>> {
  const isTokenMissing = error.code === 'unauthorized' && error.platformCode === undefined
  if (isTokenMissing) {
    await sent.drop(part)
    return { ok: false, error }
  }
  const detail = `it may have arrived before, and could not be looked for: ${error.detail ?? error.code}`
  if (tries >= mostTries || error.retry === 'never')
    return { ok: false, error: { ...failure('uncertain', { detail }), unsent: true } }
  const asked = typeof error.retry === 'object' ? error.retry.afterSeconds : 0
  const afterSeconds = Math.max(asked, lookAgainSeconds(tries))
  const code = error.code === 'too_many' ? 'too_many' : 'unreachable'
  return { ok: false, error: failure(code, { detail, afterSeconds }) }
}

function found(messageId: string, cost: 'before' | 'unseen'): Outcome<Arrived> {
  return { ok: true, data: { messageId, cost } }
}

// It went out: what fails now must not make it go out again.
async function settled({ sent, log }: PartDeps, part: Part, arrived: Arrived): Promise<Outcome<Arrived>> {
  const messageId = arrived.messageId || `${part.deliveryId}.${part.part}`
  await sent.settle(part, messageId).catch((error) => {
    log.error(
      { error: String(error), delivery: part.deliveryId },
      'zalo: a message was sent and could not be put on record',
    )
  })
  return { ok: true, data: { ...arrived, messageId } }
}

/** What a failure of our own house becomes: nothing was sent, and it is tried again. */
export function ownFailure(error: unknown): { ok: false; error: ZaloFailure } {
  return { ok: false, error: failure('unreachable', { detail: `nothing was sent: ${String(error)}` }) }
}
