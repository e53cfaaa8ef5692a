import { show } from './deliver.ts'
import { echo, followChanges, infoShared, seen, strangeEvent, userSends } from './events.ts'
import { phoneOf } from './phone.ts'
import type { Button, Contact, Info, Shown, World } from './world.ts'

/** A person with Zalo in the hand. What they do gives the id of the event, which `resend` takes. */
export interface Person {
  /** Nineteen digits, more than a number of JavaScript holds. */
  id: string
  phone: string
  name: string
  follow: (source?: string) => string
  follows: () => boolean
  unfollow: () => string
  /** Writes. `quotes` is the id of a message that this one answers. */
  type: (text: string, about?: { quotes?: string }) => string
  /**
   * Presses a button or a row by its label or its payload, on the newest message that has it. Fails when there is none.
   * What opens an address or a dialler sends nothing: undefined.
   */
  tap: (labelOrPayload: string) => string | undefined
  /** A picture; `url` where it lies, a small one of the emulator where not said. */
  sendPhoto: (url?: string) => string
  sendLocation: (latitude?: string, longitude?: string) => string
  sendFile: (about?: { name?: string; url?: string; size?: number }) => string
  send: (kind: 'gif' | 'sticker' | 'audio' | 'video' | 'link' | 'business_card') => string
  react: (messageId: string, icon?: string) => string
  /** Takes back what the app was allowed to know: what is kept of them is to be deleted. */
  withdraw: () => string
  /** Fills in the form that the OA sent. Fails when there is none. */
  shareInfo: (info?: Partial<Info>) => string
  /** An event under any name with any fields, signed like all others. */
  strange: (name: string, more?: object) => string
  /** Opens the talk: what was not seen yet is reported as seen. Undefined where there is nothing. */
  reads: () => string | undefined
  /** `restricts`: wants no messages of this kind. `inactive`: banned or long away. `gone`: has no account any more. */
  becomes: (state: Contact['state']) => void
  /** Refuses templates by phone, or takes them again. */
  refuseTemplates: (refuses: boolean) => void
  /** Is an admin of the app, who receives in development mode. */
  makeAdmin: () => void
  /** Has written some time ago, which the bot did not hear: `ago` in milliseconds. */
  wrote: (ago?: number) => void
  /** What the OA and its people wrote, oldest first. */
  messages: () => Shown[]
  /** The first message of the OA that fits among those after the person's last act; waits up to `ms`. */
  waitFor: (wanted: string | RegExp | ((message: Shown) => boolean), ms?: number) => Promise<Shown>
}

/** A person of the bank who writes in the console of Zalo. No window and no quota holds them back. */
export interface Agent {
  id: string
  /** Gives the id of the event. */
  type: (to: string, text: string) => string
  sendPhoto: (to: string, url?: string) => string
}

/** A person for a contact of the world. */
export function makePerson(world: World, contact: Contact): Person {
  const act = () => {
    if (contact.state === 'gone' || contact.state === 'inactive') {
      throw new Error(`${contact.name} (${contact.id}) cannot write: the account is ${contact.state}`)
    }
    contact.actedAt = contact.shown.length
    Object.assign(contact, { interactedAt: world.now(), onlyFollowed: false, left: false })
  }
  const write = (about: { name: string; text: string; message?: object; more?: Partial<Shown> }) => {
    act()
    const { name, text, message = {}, more = {} } = about
    const shown = typed(world, { text, ...more })
    contact.shown.push(shown)
    return userSends(world, { contact, name, message: { ...message, msg_id: shown.messageId } })
  }
  const attach = (kind: string, payload: object, more: Partial<Shown> = {}) => {
    const message = { attachments: [{ type: kind, payload }] }
    return write({ name: `user_send_${kind}`, text: '', message, more: { kind: 'other', ...more } })
  }
  const type = (text: string, about: { quotes?: string; hidden?: true } = {}) => {
    if (about.quotes !== undefined) world.lean('quoteEvent')
    const quote = about.quotes === undefined ? {} : { quote_msg_id: about.quotes }
    return write({ name: 'user_send_text', text, message: { text, ...quote }, more: about })
  }
  // An event that looks like a message of the person and is none.
  const notWritten = (text: string) => {
    userSends(world, { contact, name: 'user_send_text', message: { text, msg_id: world.nextMessageId() } })
  }
  const messages = () => contact.shown.filter((m) => m.by !== 'person')

  return {
    id: contact.id,
    phone: contact.phone,
    name: contact.name,
    follow(source) {
      Object.assign(contact, { follower: true, left: false, onlyFollowed: contact.interactedAt === undefined })
      Object.assign(contact, { interactedAt: world.now(), actedAt: contact.shown.length })
      return followChanges(world, { contact, name: 'follow', ...(source === undefined ? {} : { source }) })
    },
    follows: () => contact.follower,
    unfollow() {
      Object.assign(contact, { follower: false, left: true })
      return followChanges(world, { contact, name: 'unfollow' })
    },
    type: (text, about = {}) => type(text, about),
    tap(wanted) {
      const button = findButton(messages(), wanted)
      if (button.type === 'oa.query.show') return type(button.payload)
      if (button.type === 'oa.query.hide') return type(button.payload, { hidden: true })
      act()
      world.changed()
      return undefined
    },
    sendPhoto(url = `${world.settings.mediaRoot}/photo.png`) {
      return attach('image', { thumbnail: url, url }, { kind: 'media', media: url })
    },
    sendLocation: (latitude = '10.7712345', longitude = '106.6912345') =>
      attach('location', { coordinates: { latitude, longitude } }, { kind: 'location' }),
    sendFile: ({ name = 'giay-to.pdf', url = `${world.settings.mediaRoot}/giay-to.pdf`, size = 1024 } = {}) =>
      attach(
        'file',
        { url, size: String(size), name, checksum: '0'.repeat(32), type: 'pdf' },
        { kind: 'file', media: url },
      ),
    send(kind) {
      const lies = `${world.settings.mediaRoot}/${kind}`
      if (kind === 'gif') world.lean('gifEvent')
      if (kind === 'business_card') world.lean('cardEvent')
      return attach(
        kind,
        kind === 'sticker' ? { id: '1234', url: lies } : { url: lies, thumbnail: lies, description: '' },
      )
    },
    react(messageId, icon = '/-heart') {
      act()
      world.lean('reactionEvent')
      return userSends(world, {
        contact,
        name: 'user_reacted_message',
        message: { msg_id: messageId, react_icon: icon },
      })
    },
    shareInfo(info = {}) {
      if (!contact.shown.some((m) => m.kind === 'form')) throw new Error(`${contact.name} was asked for nothing`)
      const whole = { ...usualInfo(contact), ...info }
      if (phoneOf(whole.phone, { tolerant: false }) === undefined) throw new Error(`${whole.phone} is no 84... number`)
      world.lean('formReopens')
      contact.shared = whole
      contact.actedAt = contact.shown.length
      const event = infoShared(world, contact, whole)
      if (world.way('submitText') === 'follows') notWritten('Bạn đã gởi thông tin cho OA')
      return event
    },
    withdraw() {
      world.lean('withdrawEvent')
      return world.hook.emit(strangeEvent(world, { contact, name: 'user_withdraw', more: {} }), contact.id).id
    },
    strange: (name, more = {}) => world.hook.emit(strangeEvent(world, { contact, name, more }), contact.id).id,
    reads() {
      const unseen = contact.shown.slice(contact.seen).filter((m) => m.by !== 'person')
      contact.seen = contact.shown.length
      return unseen.length > 0 ? seen(world, contact, unseen) : undefined
    },
    becomes(state) {
      contact.state = state
    },
    refuseTemplates(refuses) {
      contact.refusesTemplates = refuses
    },
    makeAdmin() {
      contact.admin = true
    },
    wrote(ago = 0) {
      Object.assign(contact, { interactedAt: world.now() - ago, onlyFollowed: false })
    },
    messages,
    waitFor(wanted, ms = 5000) {
      const fits = fitting(wanted)
      const look = () => contact.shown.slice(contact.actedAt).find((m) => m.by !== 'person' && fits(m))
      const what = () =>
        `${contact.name} saw only ${JSON.stringify(contact.shown.slice(contact.actedAt).map((m) => m.text))}`
      return world.until(look, { ms, what })
    },
  }
}

/** A person of the bank in the console of Zalo. `to` is a user id. */
export function makeAgent(world: World, id: string): Agent {
  const write = (to: string, more: Partial<Shown>) => {
    const contact = world.contacts.get(to)
    if (!contact) throw new Error(`Nobody has the id ${to}`)
    const shown: Shown = { ...typed(world, { text: '', ...more }), by: 'agent' }
    show(world, { contact, shown })
    return echo(world, { contact, shown, adminId: id }).id
  }
  return {
    id,
    type: (to, text) => write(to, { text }),
    sendPhoto: (to, url = `${world.settings.mediaRoot}/photo.png`) => write(to, { kind: 'media', media: url }),
  }
}

function typed(world: World, more: Partial<Shown> & { text: string }): Shown {
  const messageId = world.nextMessageId()
  return { messageId, by: 'person', kind: 'text', buttons: [], labels: [], reactions: [], at: world.now(), ...more }
}

function usualInfo(contact: Contact): Info {
  const place = { address: 'Xóm 3', city: 'Phú Thọ', ward: 'Xã Mẫu' }
  return { name: contact.name, phone: contact.phone, ...place, birthDay: '01/01/1980' }
}

function findButton(messages: Shown[], wanted: string): Button {
  const label = wanted.normalize('NFC')
  for (const message of [...messages].reverse()) {
    const button = message.buttons.find((b) => b.label.normalize('NFC') === label || b.payload === wanted)
    if (button) return button
  }
  throw new Error(`No button "${wanted}"; the newest message has ${JSON.stringify(messages.at(-1)?.labels ?? [])}`)
}

function fitting(wanted: string | RegExp | ((message: Shown) => boolean)): (message: Shown) => boolean {
  if (typeof wanted === 'function') return wanted
  if (typeof wanted === 'string') return (m) => m.text.includes(wanted)
  return (m) => wanted.test(m.text)
}
