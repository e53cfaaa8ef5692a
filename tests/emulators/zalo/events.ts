import type { EventBody } from './hook.ts'
import { sha256Of } from './phone.ts'
import type { Contact, Info, PhoneSend, Shown, World } from './world.ts'

/** Something that a person sends: `user_send_text` and its kin. Gives the id of the event. */
export function userSends(world: World, about: { contact: Contact; name: string; message: object }): string {
  const { contact, name, message } = about
  const body = {
    app_id: world.settings.appId,
    sender: { id: contact.id },
    ...byApp(world, contact),
    recipient: { id: world.settings.oaId },
    event_name: name,
    message,
    timestamp: String(world.now()),
  }
  return world.hook.emit(body, contact.id).id
}

/** A follow or its end: flat, without sender and recipient. */
export function followChanges(world: World, about: { contact: Contact; name: string; source?: string }): string {
  const { contact, name, source = 'oa_profile' } = about
  const body = {
    oa_id: world.settings.oaId,
    follower: { id: contact.id },
    ...byApp(world, contact),
    event_name: name,
    source,
    app_id: world.settings.appId,
    timestamp: String(world.now()),
  }
  return world.hook.emit(body, contact.id).id
}

/** A form that was filled in. */
export function infoShared(world: World, contact: Contact, info: Info): string {
  const phone = world.way('submitPhone') === 'number' ? Number(info.phone) : info.phone
  const { address, city, ward, birthDay, name } = info
  const place = { user_city: city, user_ward: ward, user_address: address }
  const now = { name, phone, user_dob: birthDay, gender: '', full_address: place }
  const old = { address, phone, city, district: '', name, ward }
  const body = {
    sender: { id: contact.id },
    recipient: { id: world.settings.oaId },
    event_name: 'user_submit_info',
    app_id: world.settings.appId,
    timestamp: String(world.now()),
    info: world.way('submitInfo') === 'new' ? now : old,
  }
  return world.hook.emit(body, contact.id).id
}

/** The echo of what the OA sent, through the API or by a person in the console (`adminId`). */
export function echo(world: World, about: { contact: Contact; shown: Shown; adminId?: string }) {
  const { contact, shown, adminId } = about
  const named = adminId !== undefined && world.way('adminId') === 'present'
  const body = {
    app_id: world.settings.appId,
    sender: { id: world.settings.oaId, ...(named ? { admin_id: adminId } : {}) },
    ...byApp(world, contact),
    recipient: { id: contact.id },
    event_name: echoName(world, shown),
    message: echoMessage(world, shown),
    timestamp: String(world.now()),
  }
  return world.hook.emit(body, contact.id)
}

/** The message has arrived on the phone. */
export function received(world: World, contact: Contact, shown: Shown): string {
  const time = world.way('receivedTime') === 'present' ? { delivery_time: String(world.now()) } : {}
  return receipt(world, contact, {
    event_name: 'user_received_message',
    message: { msg_id: shown.messageId, ...time },
    fromUser: false,
  })
}

/** The person has opened the talk. */
export function seen(world: World, contact: Contact, messages: readonly Shown[]): string {
  return receipt(world, contact, {
    event_name: 'user_seen_message',
    message: { msg_ids: messages.map((m) => m.messageId) },
    fromUser: world.way('seenFrom') === 'user',
  })
}

/** A template by phone has arrived. The same name as a receipt of the talk, another envelope and a header. */
export function templateReceived(world: World, sent: PhoneSend): string {
  const recipient = world.way('templateRecipient') === 'hash' ? sha256Of(sent.phone) : sent.phone
  const message = {
    delivery_time: String(sent.shownAt ?? world.now()),
    msg_id: sent.messageId,
    tracking_id: sent.trackingId,
  }
  const body = {
    sender: { id: world.settings.oaId },
    recipient: { id: recipient },
    event_name: 'user_received_message',
    message,
    app_id: world.settings.appId,
    timestamp: String(world.now()),
  }
  return world.hook.emit(body, sent.phone, { 'x-zevent-server': 'ZNS' }).id
}

/** An event with fields of one's own choice, for names that nobody knows yet. */
export function strangeEvent(world: World, about: { contact: Contact; name: string; more: object }): EventBody {
  const { contact, name, more } = about
  const ends = { sender: { id: contact.id }, recipient: { id: world.settings.oaId } }
  return { app_id: world.settings.appId, ...ends, event_name: name, timestamp: String(world.now()), ...more }
}

function receipt(world: World, contact: Contact, about: { event_name: string; message: object; fromUser: boolean }) {
  const user = { id: contact.id }
  const oa = { id: world.settings.oaId }
  const body = {
    app_id: world.settings.appId,
    sender: about.fromUser ? user : oa,
    ...byApp(world, contact),
    recipient: about.fromUser ? oa : user,
    event_name: about.event_name,
    message: about.message,
    timestamp: String(world.now()),
  }
  return world.hook.emit(body, contact.id).id
}

function byApp(world: World, contact: Contact) {
  return world.way('userIdByApp') === 'present' ? { user_id_by_app: contact.byApp } : {}
}

function echoName(world: World, shown: Shown): string {
  if (shown.kind === 'form') world.lean('formEcho')
  if (shown.kind === 'template') world.lean('templateEcho')
  const names: Partial<Record<Shown['kind'], string>> = { text: 'text', media: 'image', file: 'file', list: 'list' }
  return `oa_send_${names[shown.kind] ?? 'template'}`
}

function echoMessage(world: World, shown: Shown) {
  const message = { text: shown.text, msg_id: shown.messageId }
  if (shown.kind === 'text' && shown.buttons.length === 0) return message
  world.lean('attachmentEchoes')
  if (shown.kind !== 'media') return message
  const url = shown.media ?? ''
  return { ...message, attachments: [{ type: 'image', payload: { url, thumbnail: url } }] }
}
