import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'
import type { SentPart, ZaloSent } from '../../ports/zalo-sent.ts'
import type { AccountApi, Arrived } from './account-api.ts'
import { conversationPage } from './can.ts'
import { failure, type Outcome, type ZaloFailure } from './failure.ts'
import { textOf, type ZaloMessage } from './message.ts'

/** What sending one part needs. */
export interface PartDeps {
  account: AccountApi
  sent: ZaloSent
  clock: Clock
  log: { error: (about: object, text: string) => void }
  /** How long after a lost answer it is looked for, in milliseconds: Zalo may still be at work on it. */
  lookAfterMs: number
}

/** One part of a delivery on its way to one person. */
export interface Part extends SentPart {
  address: string
  message: ZaloMessage
  deadline: AbortSignal
}

/**
 * Sends one part at most once, as far as anybody can know. It is put on record before it goes out. Where a try has no answer, the part is
 * looked for before it counts as uncertain, and again before it is sent anew: Zalo echoes what it sent, and shows the talk.
 */
export async function sendPart(deps: PartDeps, part: Part): Promise<Outcome<Arrived>> {
  const { account, sent, clock } = deps
  const { deliveryId, part: number, address, message, deadline } = part
  const at = clock.now()
  const before = await sent.begin({ deliveryId, part: number, address, text: textOf(message), at })
  if (before.messageId !== undefined) return found(before.messageId)
  const missed = before.triedAt ? await lookFor(deps, part, before.triedAt) : undefined
  if (missed !== undefined) return found(missed)
  const got = await account.message({ userId: address, message }, deadline)
  if (got.ok) return settled(deps, part, got.data)
  if (got.error.retry !== 'unknown') {
    await sent.drop(part)
    return got
  }
  await pause(deps.lookAfterMs, undefined, { signal: deadline }).catch(() => {})
  const late = await lookFor(deps, part, before.triedAt ?? at).catch(() => undefined)
  return late === undefined ? got : found(late)
}

/** Clocks of two houses may differ by so much. */
const clockSkewMs = 60_000

function found(messageId: string): Outcome<Arrived> {
  return { ok: true, data: { messageId, cost: 'unknown' } }
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

/** The id of a part that went out although no answer came: from its echo, or from the talk as Zalo shows it. */
async function lookFor(deps: PartDeps, part: Part, since: Date): Promise<string | undefined> {
  const echoed = await deps.sent.messageIdOf(part)
  if (echoed !== undefined || part.deadline.aborted) return echoed
  const page = { userId: part.address, offset: 0, count: conversationPage }
  const talk = await deps.account.conversation(page, part.deadline)
  if (!talk.ok) return undefined
  const wanted = evened(textOf(part.message))
  const from = since.getTime() - clockSkewMs
  const alike = talk.data.filter((m) => m.fromAccount && m.at.getTime() >= from && evened(m.text) === wanted)
  const known = await deps.sent.known(alike.map((m) => m.messageId))
  const messageId = alike.map((m) => m.messageId).find((id) => !known.includes(id))
  // Its echo may have settled this very part meanwhile.
  if (messageId === undefined) return deps.sent.messageIdOf(part)
  await deps.sent.settle(part, messageId)
  return messageId
}

function evened(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** What a failure of our own house becomes: nothing was sent, and it is tried again. */
export function ownFailure(error: unknown): { ok: false; error: ZaloFailure } {
  return { ok: false, error: failure('unreachable', { detail: `nothing was sent: ${String(error)}` }) }
}
