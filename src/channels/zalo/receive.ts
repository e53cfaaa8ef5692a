import { z } from 'zod'
import { id, phoneIn } from './answers.ts'
import type { Attachment, ZaloEvent, ZaloHappening } from './event.ts'

/**
 * Reads one event, or undefined where it names no event or no person. `oaId`, where it is known, tells who of the two is the person:
 * receipts were seen in both directions. `at` is when it came in.
 */
export function readEvent(raw: unknown, { oaId, at }: { oaId: string | undefined; at: Date }): ZaloEvent | undefined {
  const parsed = envelope.safeParse(raw)
  if (!parsed.success) return undefined
  const body = parsed.data
  const what = happening(body)
  const address = personOf(body, oaId)
  if (address === undefined) return undefined
  const messageId = body.message?.msg_id
  const own = body.event_name.startsWith('user_send_') && messageId !== undefined
  return {
    name: body.event_name,
    id: own ? messageId : `${body.event_name}:${body.timestamp ?? ''}:${messageId ?? address}`,
    address,
    at: momentOf(body.timestamp, at),
    what,
  }
}

const text = z.string().optional().catch(undefined)
const party = z.looseObject({ id: id.optional().catch(undefined), admin_id: id.optional().catch(undefined) }).optional()
const attachment = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({
      url: text,
      name: text,
      coordinates: z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() }).optional(),
    })
    .optional()
    .catch(undefined),
})
const message = z.looseObject({
  text,
  msg_id: id.optional().catch(undefined),
  msg_ids: z.array(id).optional().catch(undefined),
  tracking_id: text,
  attachments: z.array(attachment).optional().catch(undefined),
})
// Only what is read; Zalo adds fields and leaves others out. Messages stand between sender and recipient, other events are flat.
const envelope = z.looseObject({
  event_name: z.string().min(1),
  timestamp: id.optional().catch(undefined),
  sender: party,
  recipient: party,
  follower: party,
  user_id: id.optional().catch(undefined),
  message: message.optional().catch(undefined),
  info: z.looseObject({ phone: z.unknown().optional(), name: text }).optional().catch(undefined),
})

type Body = z.infer<typeof envelope>

function personOf({ sender, recipient, follower, user_id, event_name: name }: Body, oaId: string | undefined) {
  const flat = follower?.id ?? user_id
  if (flat !== undefined) return flat
  const fromAccount = /^oa_|^user_(received|seen)_/.test(name)
  const [first, second] = fromAccount ? [recipient?.id, sender?.id] : [sender?.id, recipient?.id]
  return first !== undefined && first === oaId ? second : first
}

/** What Zalo's clock says counts, unless it cannot be true: retries come within twelve hours, and one official sample is of 1974. */
const oldest = 24 * 3_600_000
const ahead = 300_000

function momentOf(timestamp: string | undefined, at: Date): Date {
  const age = at.getTime() - Number(timestamp)
  return age <= oldest && age >= -ahead ? new Date(Number(timestamp)) : at
}

function happening(body: Body): ZaloHappening {
  const { event_name: name, message: said } = body
  const known = plain[name]
  if (known) return known(body)
  if (/^user_send_(?!group_)/.test(name)) return sentBy(said)
  if (/^oa_send_(?!group_|anonymous_)/.test(name) && said?.msg_id !== undefined) return echo(body, said.msg_id)
  return { kind: 'other' }
}

// What only names an event, or brings one thing.
const plain: Record<string, (body: Body) => ZaloHappening> = {
  follow: () => ({ kind: 'follow' }),
  unfollow: () => ({ kind: 'unfollow' }),
  user_withdraw: () => ({ kind: 'withdrawn' }),
  user_submit_info: ({ info }) => form(info),
  user_send_text: ({ message: said }) => {
    const typed = said?.text ?? ''
    return isFormNotice(typed) ? { kind: 'other' } : { kind: 'text', text: typed }
  },
  user_received_message: ({ message: said }) => {
    if (said?.msg_id === undefined) return { kind: 'other' }
    const tracking = said.tracking_id === undefined ? {} : { trackingId: said.tracking_id }
    return { kind: 'delivered', messageId: said.msg_id, ...tracking }
  },
  user_seen_message: ({ message: said }) => ({ kind: 'seen', messageIds: said?.msg_ids ?? [] }),
}

function echo({ sender, message: said }: Body, messageId: string): ZaloHappening {
  const admin = sender?.admin_id === undefined ? {} : { adminId: sender.admin_id }
  return { kind: 'echo', messageId, text: said?.text ?? '', ...admin }
}

const kinds = ['image', 'gif', 'sticker', 'file', 'audio', 'video', 'link', 'business_card'] as const

function sentBy(said: Body['message']): ZaloHappening {
  const [first] = said?.attachments ?? []
  const place = first?.payload?.coordinates
  if (place) return { kind: 'location', ...place }
  const kind = kinds.find((k) => k === first?.type)
  if (!kind) return { kind: 'other' }
  const { url, name } = first?.payload ?? {}
  const found: Attachment = { kind, ...(url ? { url } : {}), ...(name ? { name } : {}) }
  return { kind: 'attachment', attachment: found, ...(said?.text ? { text: said.text } : {}) }
}

function form(info: Body['info']): ZaloHappening {
  const phone = phoneIn(info?.phone)
  return { kind: 'form', ...(phone ? { phone } : {}), ...(info?.name ? { name: info.name } : {}) }
}

/** Zalo itself writes a line into the talk when a form was sent. The person said nothing. Compared without tone marks. */
function isFormNotice(typed: string): boolean {
  const bare = typed.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('\u0111', 'd').trim().toLowerCase()
  return /^ban da g[ou]i thong tin cho oa\.?$/.test(bare)
}
