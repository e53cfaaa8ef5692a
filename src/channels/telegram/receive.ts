import { z } from 'zod'
import type { Inbound, InboundKind } from '../../ports/channel.ts'

/** What an update turned out to be. No `inbound`: not for us (a group, an edit, a service note). `callbackId` wants an answer. */
export interface Read {
  inbound?: Inbound
  callbackId?: string
}

/**
 * Reads one update in our own terms, or undefined when it is no update at all. `at` is used where Telegram names no moment.
 * Groups give nothing: Loa speaks one to one only.
 */
export function readUpdate(raw: unknown, at: Date): Read | undefined {
  const parsed = update.safeParse(raw)
  if (!parsed.success) return undefined
  const { update_id, message, callback_query: query, my_chat_member: member } = parsed.data
  const from = (sender: Sender, what: InboundKind, sentAt?: number): Inbound => ({
    channel: 'telegram',
    updateId: String(update_id),
    address: String(sender.id),
    at: sentAt === undefined ? at : new Date(sentAt * 1000),
    ...(sender.language_code ? { lang: sender.language_code } : {}),
    name: [sender.first_name, sender.last_name].filter(Boolean).join(' '),
    what,
  })
  if (query) {
    const tap = query.message?.chat.type === 'private' && query.data !== undefined
    return { callbackId: query.id, ...(tap ? { inbound: from(query.from, { kind: 'tap', token: query.data! }) } : {}) }
  }
  if (message?.from && message.chat.type === 'private') {
    const what = contentOf(message, message.from)
    return what ? { inbound: from(message.from, what, message.date) } : {}
  }
  if (member && member.chat.type === 'private') {
    const what = membershipOf(member.new_chat_member.status)
    return what ? { inbound: from(member.from, what, member.date) } : {}
  }
  return {}
}

type Sender = z.infer<typeof sender>
type Content = z.infer<typeof message>

// Only the fields that are read; Telegram adds others at any time. https://core.telegram.org/bots/api#update
const sender = z.object({
  id: z.number().int(),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
})
const chat = z.object({ id: z.number().int(), type: z.string() })
const message = z.looseObject({
  date: z.number().int(),
  chat,
  from: sender.optional(),
  text: z.string().optional(),
  photo: z.array(z.object({ file_id: z.string(), width: z.number(), height: z.number() })).optional(),
  document: z.object({ file_id: z.string(), mime_type: z.string().optional() }).optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.number().int().optional() }).optional(),
})
const update = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: sender,
      data: z.string().optional(),
      message: z.object({ chat }).optional(),
    })
    .optional(),
  my_chat_member: z
    .object({ date: z.number().int(), chat, from: sender, new_chat_member: z.object({ status: z.string() }) })
    .optional(),
})

// Notes that Telegram itself writes into a private chat: the person said nothing.
const serviceNotes = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'chat_background_set',
  'boost_added',
  'users_shared',
  'chat_shared',
]

function contentOf(content: Content, from: Sender): InboundKind | undefined {
  if (content.text !== undefined) return wordsOf(content.text)
  if (content.contact) {
    // A person can pass on somebody else's card; only the button proves whose number it is.
    const { phone_number: phone, user_id: owner } = content.contact
    return { kind: 'contact', phone, own: owner === from.id }
  }
  const picture = pictureOf(content)
  if (picture !== undefined) return { kind: 'photo', photo: { ref: picture } }
  return serviceNotes.some((note) => note in content) ? undefined : { kind: 'unsupported' }
}

// A photo comes in several sizes, of which the largest shows most; a picture may also be sent as a file, as it was taken.
function pictureOf({ photo, document }: Content): string | undefined {
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  return largest?.file_id ?? (document?.mime_type?.startsWith('image/') ? document.file_id : undefined)
}

// A payload is 1-64 characters A-Z a-z 0-9 _ - (https://core.telegram.org/bots/features#deep-linking); other words after /start were typed by hand.
function wordsOf(text: string): InboundKind {
  const start = /^\/start(?:@\w+)?(?:\s+(.*))?$/is.exec(text)
  if (!start) return { kind: 'text', text }
  const payload = start[1]?.trim()
  return payload && /^[\w-]{1,64}$/.test(payload) ? { kind: 'start', payload } : { kind: 'start' }
}

// In a private chat only blocking and unblocking change the status: https://core.telegram.org/bots/api#chatmemberupdated
function membershipOf(status: string): InboundKind | undefined {
  if (status === 'kicked') return { kind: 'blocked' }
  return status === 'member' ? { kind: 'unblocked' } : undefined
}
