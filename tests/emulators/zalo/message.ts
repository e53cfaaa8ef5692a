import { type Ask, invalid, lengthOf, objectAt, textId, tooLong } from './ask.ts'
import { usableUpload } from './uploads.ts'
import { type Button, Refusal, type Shown, Unknown, type World } from './world.ts'

/** A message as it was read: what the person will see. */
export type Draft = Pick<Shown, 'kind' | 'text' | 'buttons' | 'media' | 'quotes'>

/** The limits of a consultation message. */
export const limits = {
  text: 2_000,
  buttons: 5,
  buttonTitle: 100,
  payload: 1_000,
  sms: 160,
  elements: 5,
  title: 100,
  subtitle: 500,
}

/** Reads `message` of a consultation message, or refuses it. */
export function readMessage(world: World, given: unknown): Draft {
  const message = objectAt(given, { at: 'message', fields: ['text', 'attachment', 'quote_message_id'] })
  const quotes = message.quote_message_id
  if (message.attachment === undefined) {
    const draft = { ...empty, kind: 'text' as const, text: readText(world, message.text) }
    return quotes === undefined ? draft : { ...draft, ...quoted(world, quotes) }
  }
  if (quotes !== undefined) {
    world.lean('quoteBesideMedia')
    throw invalid('quote_message_id')
  }
  const fields = ['type', 'payload']
  const { type, payload } = objectAt(message.attachment, { at: 'message.attachment', fields })
  if (type === 'file') return readFile({ world, text: message.text, payload })
  if (type !== 'template') throw new Refusal(-233)
  return readTemplate({ world, text: message.text, payload })
}

interface Part {
  world: World
  text: unknown
  payload: unknown
}

const empty = { text: '', buttons: [] as Button[] }

function readText(world: World, text: unknown): string {
  if (typeof text !== 'string' || text === '') throw invalid('text')
  if (lengthOf(world, text) > limits.text) throw tooLong(world, 'text')
  return text
}

// Zalo was seen to leave a quote out when it cannot find the message.
function quoted(world: World, id: unknown): { quotes?: string } {
  const wanted = textId(id, 'quote_message_id')
  const known = [...world.contacts.values()].some((c) => c.shown.some((m) => m.messageId === wanted))
  if (known) return { quotes: wanted }
  if (world.way('quoteOfUnknown') === 'refused') throw invalid('quote_message_id')
  return {}
}

function readFile({ world, text, payload }: Part): Draft {
  if (text !== undefined) {
    world.lean('textBesideFile')
    throw invalid('text')
  }
  const { token } = objectAt(payload, { at: 'message.attachment.payload', fields: ['token'] })
  return { ...empty, kind: 'file', media: usableUpload({ world, id: token, kind: 'file', field: 'token' }).id }
}

function readTemplate(part: Part): Draft {
  const kind = (part.payload as { template_type?: unknown } | null)?.template_type
  const hasButtons = typeof part.payload === 'object' && part.payload !== null && 'buttons' in part.payload
  if (kind === 'button' || (kind === undefined && hasButtons)) return readButtons(part)
  if (typeof kind !== 'string' || !Object.hasOwn(templateKinds, kind)) throw new Refusal(-233)
  return templateKinds[kind]!(part)
}

const templateKinds: Record<string, (part: Part) => Draft> = {
  media: readMedia,
  list: readList,
  request_user_info: readForm,
}

function readButtons({ world, text, payload }: Part): Draft {
  const { template_type: kind, buttons } = fieldsOf(payload, ['template_type', 'buttons'])
  const wanted = world.way('buttonTemplate')
  const refused = (wanted === 'with' && kind === undefined) || (wanted === 'without' && kind !== undefined)
  const way = world.way('buttons')
  const shown = { ...empty, kind: 'text' as const, text: readText(world, text) }
  const read = buttonsOf(world, buttons)
  if (way === 'reject' || refused) throw new Refusal(-233)
  if (way === 'reject201') throw invalid('buttons')
  return way === 'drop' ? shown : { ...shown, buttons: read }
}

function readMedia({ world, text, payload }: Part): Draft {
  const { elements } = fieldsOf(payload, ['template_type', 'elements'])
  const [element, ...more] = listAt(elements, 'elements')
  if (more.length > 0) throw tooLong(world, 'elements')
  const fields = ['media_type', 'url', 'attachment_id', 'width', 'height']
  const media = objectAt(element, { at: 'message.attachment.payload.elements[0]', fields })
  const shown = { ...empty, kind: 'media' as const, text: text === undefined ? '' : readText(world, text) }
  return { ...shown, media: mediaOf(world, media) }
}

function mediaOf(world: World, media: Record<string, unknown>): string {
  const { media_type: type, url, attachment_id: id } = media
  if (type !== 'image' && type !== 'gif' && type !== 'sticker') throw invalid('media_type')
  if (type === 'gif') for (const side of ['width', 'height']) if (typeof media[side] !== 'number') throw invalid(side)
  if ((url === undefined) === (id === undefined)) throw invalid('attachment_id')
  if (type === 'image' && url !== undefined) return webAddress(url, 'url')
  if (type === 'sticker') return textId(id, 'attachment_id')
  return usableUpload({ world, id, kind: type, field: 'attachment_id' }).id
}

function readList({ world, text, payload }: Part): Draft {
  if (text !== undefined) throw new Unknown('a text beside a list')
  const { elements, buttons } = fieldsOf(payload, ['template_type', 'elements', 'buttons'])
  const rows = listAt(elements, 'elements')
  if (rows.length > limits.elements) throw tooLong(world, 'elements')
  const read = rows.map((row, at) => listRow(world, { row, at }))
  const below = buttons === undefined ? [] : buttonsOf(world, buttons)
  const way = world.way('lists')
  if (way === 'reject') throw new Refusal(-233)
  const shown = { ...empty, kind: 'list' as const, text: read.map((r) => r.text).join('\n') }
  return way === 'drop' ? shown : { ...shown, buttons: [...read.flatMap((r) => r.buttons), ...below] }
}

function listRow(world: World, { row, at }: { row: unknown; at: number }): { text: string; buttons: Button[] } {
  const where = `message.attachment.payload.elements[${at}]`
  const fields = objectAt(row, { at: where, fields: ['title', 'subtitle', 'image_url', 'default_action'] })
  const { title, subtitle } = fields
  world.lean('listLimits')
  const label = labelled(world, { value: title, field: 'title', most: limits.title })
  const below = subtitle === undefined ? '' : labelled(world, { value: subtitle, field: 'subtitle', most: 500 })
  if (fields.image_url !== undefined) webAddress(fields.image_url, 'image_url')
  const action = fields.default_action
  const text = [label, below].filter((t) => t !== '').join('\n')
  if (action === undefined) return { text, buttons: [] }
  const { type, url, payload } = objectAt(action, { at: `${where}.default_action`, fields: ['type', 'url', 'payload'] })
  if (type === 'oa.open.url') return { text, buttons: [{ label, type, payload: webAddress(url, 'url') }] }
  world.lean('queryInList')
  return { text, buttons: [buttonOf(world, { title: label, type, payload })] }
}

function readForm({ world, text, payload }: Part): Draft {
  if (text !== undefined) throw new Unknown('a text beside a request for information')
  const { elements } = fieldsOf(payload, ['template_type', 'elements'])
  const [element, ...more] = listAt(elements, 'elements')
  if (more.length > 0) throw tooLong(world, 'elements')
  const fields = ['title', 'subtitle', 'image_url']
  const form = objectAt(element, { at: 'message.attachment.payload.elements[0]', fields })
  const title = labelled(world, { value: form.title, field: 'title', most: limits.title })
  if (form.subtitle === undefined || form.image_url === undefined) world.lean('formFields')
  const subtitle = labelled(world, { value: form.subtitle, field: 'subtitle', most: limits.subtitle })
  return { ...empty, kind: 'form', text: `${title}\n${subtitle}`, media: webAddress(form.image_url, 'image_url') }
}

function buttonsOf(world: World, given: unknown): Button[] {
  const list = listAt(given, 'buttons')
  if (list.length > limits.buttons) {
    world.lean('buttonLimits')
    throw tooLong(world, 'buttons')
  }
  return list.map((one, i) =>
    buttonOf(world, objectAt(one, { at: `buttons[${i}]`, fields: ['title', 'type', 'payload'] })),
  )
}

function buttonOf(world: World, { title, type, payload }: Record<string, unknown>): Button {
  const label = labelled(world, { value: title, field: 'title', most: limits.buttonTitle })
  if (typeof type !== 'string' || !Object.hasOwn(effects, type)) throw invalid('type')
  return { label, type, payload: effects[type]!(world, payload) }
}

/** What each kind of button does, from its payload. */
const effects: Record<string, (world: World, payload: unknown) => string> = {
  'oa.open.url': (_, payload) => webAddress(objectAt(payload, { at: 'payload', fields: ['url'] }).url, 'url'),
  'oa.query.show': (world, payload) => labelled(world, { value: payload, field: 'payload', most: limits.payload }),
  'oa.query.hide': (world, payload) => labelled(world, { value: payload, field: 'payload', most: limits.payload }),
  'oa.open.sms': (world, payload) => {
    const { content, phone_code: phone } = objectAt(payload, { at: 'payload', fields: ['content', 'phone_code'] })
    labelled(world, { value: content, field: 'content', most: limits.sms })
    return phoneCode(phone)
  },
  'oa.open.phone': (_, payload) => phoneCode(objectAt(payload, { at: 'payload', fields: ['phone_code'] }).phone_code),
}

function labelled(world: World, { value, field, most }: { value: unknown; field: string; most: number }): string {
  if (typeof value !== 'string' || value.trim() === '') throw invalid(field)
  if (lengthOf(world, value) > most) {
    world.lean('buttonLimits')
    throw tooLong(world, field)
  }
  return value
}

function phoneCode(value: unknown): string {
  if (typeof value !== 'string' || !/^84\d{8,10}$/.test(value)) throw invalid('phone_code')
  return value
}

function webAddress(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value)) throw invalid(field)
  return value
}

function listAt(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw invalid(field)
  return value
}

function fieldsOf(payload: unknown, fields: readonly string[]): Record<string, unknown> {
  return objectAt(payload, { at: 'message.attachment.payload', fields })
}

/** What can be read out of a call about a person: who. */
export function recipientOf({ world, params }: Ask): string {
  const recipient = params.recipient
  const { user_id: id, message_id: answered } = objectAt(recipient, {
    at: 'recipient',
    fields: ['user_id', 'message_id'],
  })
  if (id !== undefined) return textId(id, 'user_id')
  world.lean('replyByMessage')
  const wanted = textId(answered, 'message_id')
  const contact = [...world.contacts.values()].find((c) => c.shown.some((m) => m.messageId === wanted))
  if (!contact) throw invalid('message_id')
  return contact.id
}
