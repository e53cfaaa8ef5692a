import type { WebhookReading, WebhookRequest } from '../../ports/channel.ts'
import type { ZaloSent } from '../../ports/zalo-sent.ts'
import type { ZaloEvent } from './event.ts'
import type { Faces } from './faces.ts'
import { inboundOf } from './inbound.ts'
import { parseLossless } from './lossless-json.ts'
import type { Payloads } from './payload.ts'
import { readEvent } from './receive.ts'
import { isSigned } from './signature.ts'
import { deliveryOf } from './template.ts'

/** What the webhook needs. */
export interface WebhookDeps {
  appId: string
  secretKey: string
  oaId: () => string | undefined
  sent: ZaloSent
  faces: Faces
  payloads: Payloads
  log: { warn: (about: object, text: string) => void }
  /** Told of receipts. */
  onEvent?: ((event: ZaloEvent) => Promise<void>) | undefined
}

/**
 * Reads a call of the webhook. The console's own try, a body without an event and without a signature, is confirmed and does nothing;
 * everything that names an event must be signed. Age is no reason to refuse: retries come hours later, and the inbox knows what it had.
 */
export function makeWebhook(deps: WebhookDeps): (request: WebhookRequest) => Promise<WebhookReading> {
  return async ({ body, headers, at }) => {
    const raw = parsed(body)
    if (!raw.ok) return { ok: false, status: 400, reason: 'the body is not JSON' }
    const { event_name: name, timestamp } = Object(raw.json) as Record<string, unknown>
    if (name === undefined) return { ok: true, inbound: [] }
    const { appId, secretKey } = deps
    const time = timestamp === undefined || timestamp === null ? undefined : String(timestamp)
    if (!isSigned({ appId, secretKey, body, timestamp: time, header: headers })) {
      return { ok: false, status: 401, reason: 'the signature is missing or wrong' }
    }
    const event = readEvent(raw.json, { oaId: deps.oaId(), at })
    if (!event) {
      deps.log.warn({ event: name }, 'zalo: an event that cannot be read was passed over')
      return { ok: true, inbound: [] }
    }
    const ours = await isOurs(deps, event)
    await heed(deps, event)
    const inbound = ours ? undefined : inboundOf(event, deps.payloads)
    return { ok: true, inbound: inbound ? [inbound] : [] }
  }
}

function parsed(body: string): { ok: true; json: unknown } | { ok: false } {
  if (body.trim() === '') return { ok: true, json: {} }
  try {
    return { ok: true, json: parseLossless(body) }
  } catch {
    return { ok: false }
  }
}

// Our own message comes back as an echo, like one that a colleague wrote in Zalo's console.
async function isOurs({ sent }: WebhookDeps, { what, address, at }: ZaloEvent): Promise<boolean> {
  if (what.kind !== 'echo') return false
  const { messageId, text, adminId } = what
  return sent.recognise({ messageId, address, text, named: adminId !== undefined, at })
}

// What an event teaches, before it is answered.
async function heed(deps: WebhookDeps, event: ZaloEvent): Promise<void> {
  const { sent, faces, payloads, onEvent } = deps
  const { what, address } = event
  switch (what.kind) {
    case 'text':
      if (payloads.read(what.text, address) !== undefined) await faces.used('buttons')
      return
    case 'form':
      return faces.used('card')
    case 'delivered': {
      const deliveryId = what.trackingId === undefined ? undefined : deliveryOf(what.trackingId)
      if (deliveryId !== undefined) await sent.delivered({ deliveryId, messageId: what.messageId, at: event.at })
      return onEvent?.(event)
    }
    case 'seen':
      return onEvent?.(event)
    default:
      return
  }
}
