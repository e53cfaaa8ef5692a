import type { Clock } from '../../ports/clock.ts'
import type { ZaloSent } from '../../ports/zalo-sent.ts'
import type { AccountApi, TemplateData } from './account-api.ts'
import { type BusinessApi, zaloPhone } from './business-api.ts'
import { failure, type ZaloFailure } from './failure.ts'
import type { ZaloSendResult } from './send.ts'
import { ownFailure } from './send-part.ts'

/** A registered text with its gaps filled, to a person by their id or to a phone number. */
export interface TemplateOut {
  deliveryId: string
  templateId: string
  data: TemplateData
  to: { userId: string } | { phone: string }
}

/** What sending templates needs. */
export interface TemplateDeps {
  account: AccountApi
  business: BusinessApi
  sent: ZaloSent
  clock: Clock
  /** How long one may take, in seconds. */
  seconds: number
}

/**
 * Makes the function that sends a template. Each costs money, neither interface knows one that it had before, and the talk does not
 * show its text: whatever may have arrived is never sent again by itself, but for what the report of its arrival settles.
 */
export function makeSendTemplate(deps: TemplateDeps) {
  return (out: TemplateOut): Promise<ZaloSendResult> => send(deps, out).catch(ownFailure)
}

/** What comes back with the report of a template's arrival; `deliveryOf` reads it. */
export function trackingIdOf(deliveryId: string): string {
  return `${tracked}${deliveryId}`
}

/** The delivery that a tracking id stands for, or undefined where it is none of ours. */
export function deliveryOf(trackingId: string): string | undefined {
  return trackingId.startsWith(tracked) ? trackingId.slice(tracked.length) : undefined
}

const tracked = 'loa-'

async function send(deps: TemplateDeps, out: TemplateOut): Promise<ZaloSendResult> {
  const { sent, clock } = deps
  if ('phone' in out.to && zaloPhone(out.to.phone) === undefined)
    return failed('not_found', 'no Vietnamese phone number')
  const part = { deliveryId: out.deliveryId, part: 0 }
  const before = await sent.begin({ ...part, parts: 1, ...markOf(out), at: clock.now() })
  if (before.messageId !== undefined) return { ok: true, messageId: before.messageId, costs: ['before'] }
  if (before.tried)
    return failed('uncertain', `it may have arrived when it was tried at ${before.tried.at.toISOString()}`)
  const got = await callFor(deps, out)
  if (got.ok) {
    const messageId = got.data.messageId || out.deliveryId
    await sent.settle(part, messageId).catch(() => {})
    return { ok: true, messageId, costs: [got.data.cost] }
  }
  if (got.error.retry !== 'unknown') await sent.drop(part)
  return { ok: false, error: got.error }
}

// A phone number is not put on record: its tracking id stands for it.
function markOf({ to, templateId, deliveryId }: TemplateOut): { address: string; text: string } {
  const address = 'userId' in to ? to.userId : trackingIdOf(deliveryId)
  return { address, text: `template ${templateId}` }
}

function callFor({ account, business, seconds }: TemplateDeps, { to, templateId, data, deliveryId }: TemplateOut) {
  const deadline = AbortSignal.timeout(seconds * 1000)
  const late = AbortSignal.timeout((seconds * 1000) / 2)
  return 'userId' in to
    ? account.template({ userId: to.userId, templateId, data, late }, deadline)
    : business.template({ phone: to.phone, templateId, data, late, trackingId: trackingIdOf(deliveryId) }, deadline)
}

function failed(code: 'not_found' | 'uncertain', detail: string): { ok: false; error: ZaloFailure } {
  return { ok: false, error: { ...failure(code, { detail }), unsent: true } }
}
