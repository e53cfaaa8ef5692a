import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type Arrived, asking, type Begun, type TemplateData } from './account-api.ts'
import * as answers from './answers.ts'
import type { Authorised } from './authorised.ts'
import { trackingIdLength } from './can.ts'
import { failure, type Outcome } from './failure.ts'

/** A registered template to a phone number. */
export interface PhoneTemplate extends Begun {
  /** Ten digits as Loa keeps them, or any writing with 84. */
  phone: string
  templateId: string
  data: TemplateData
  /** Comes back with the report of its arrival. Zalo does not compare them: the same one twice is two messages. */
  trackingId: string
  /** Only admins of the app receive it, for a trial. */
  development?: boolean
  /** The number goes out as a hash: a proxy on the way learns nothing. */
  hashed?: boolean
}

/** Templates by phone, business.openapi.zalo.me. */
export interface BusinessApi {
  template(message: PhoneTemplate, deadline: AbortSignal): Promise<Outcome<Arrived>>
  /** A template as it is registered: its parameters, its state, its prices. */
  templateInfo(templateId: string, deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.template>>>
  /** How many may still be sent today. */
  quota(deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.templateQuota>>>
  /** Whether a template has arrived. */
  status(messageId: string, deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.messageStatus>>>
}

/** The calls of the interface for templates by phone. */
export function businessApi(authorised: Authorised): BusinessApi {
  const ask = asking(authorised, 'business')
  const get = <T>(path: string, query: Record<string, string>, about: { reads: z.ZodType<T>; deadline: AbortSignal }) =>
    ask({ method: 'GET', path, query, deadline: about.deadline }, about.reads)
  return {
    template: async ({ phone, templateId, data, trackingId, development, hashed, late }, deadline) => {
      const to = zaloPhone(phone)
      if (to === undefined) return refused('not_found', 'no Vietnamese phone number')
      if (!isTrackingId(trackingId)) return refused('content', `${trackingId} cannot be a tracking_id`)
      const mode = development ? { mode: 'development' } : {}
      const recipient = hashed ? { hash_phone: hashOf(to) } : { phone: to }
      const json = { ...recipient, template_id: templateId, template_data: data, tracking_id: trackingId, ...mode }
      const path = hashed ? '/message/template/hashphone' : '/message/template'
      const got = await ask({ method: 'POST', path, json, deadline, late }, answers.templateTaken)
      return got.ok ? { ok: true, data: { messageId: got.data.msg_id ?? '', cost: 'template' } } : got
    },
    templateInfo: (templateId, deadline) =>
      get('/template/info/v2', { template_id: templateId }, { reads: answers.template, deadline }),
    quota: (deadline) => get('/message/quota', {}, { reads: answers.templateQuota, deadline }),
    status: (messageId, deadline) =>
      get('/message/status', { message_id: messageId }, { reads: answers.messageStatus, deadline }),
  }
}

/** A Vietnamese mobile number as Zalo wants it, 84 and nine digits; undefined where it is none. */
export function zaloPhone(phone: string): string | undefined {
  const digits = phone.replace(/\D/g, '').replace(/^(?:00)?84(?=\d{9}$)|^0(?=\d{9}$)/, '')
  return /^[35789]\d{8}$/.test(digits) ? `84${digits}` : undefined
}

/** A number as Zalo compares it without seeing it: SHA-256 of its eleven digits, in hex. */
export function hashOf(zaloPhoneDigits: string): string {
  return createHash('sha256').update(zaloPhoneDigits).digest('hex')
}

// At most 48 characters and none that is special.
function isTrackingId(text: string): boolean {
  return text.length <= trackingIdLength && /^[\w-]+$/.test(text)
}

function refused(code: 'not_found' | 'content', detail: string): Outcome<never> {
  return { ok: false, error: failure(code, { detail }) }
}
