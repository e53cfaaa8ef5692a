import { chatFields, messageFields } from './methods.ts'
import type { Button, Chat, Shown, World } from './world.ts'

/** A person with the app in the hand. What they do gives the id of the update, or undefined where the bot did not ask for that kind. */
export interface Person {
  id: number
  phone: string
  start: (payload?: string) => number | undefined
  /** Has pressed Start some time ago: the bot may write, but hears nothing of it. */
  open: () => void
  type: (text: string) => number | undefined
  /** Presses a button by its label or its data, on the newest message that has it. Fails when there is none. */
  tap: (labelOrData: string) => number | undefined
  /** Sends a phone number; with `own` false somebody else's card. */
  shareContact: (phone?: string, own?: boolean) => number | undefined
  /** A picture in the two sizes that Telegram makes; `file` sends it as a file. Without bytes it is one point large. */
  sendPhoto: (bytes?: Uint8Array, as?: 'photo' | 'file') => number | undefined
  block: () => number | undefined
  unblock: () => number | undefined
  /** The account is deleted: the bot hears nothing and only learns of it when it writes. */
  deactivate: () => void
  /** What the bot wrote, oldest first. */
  messages: () => Shown[]
  /** The first message of the bot that fits among those after the person's last act; waits up to `ms`. */
  waitFor: (wanted: string | RegExp | ((message: Shown) => boolean), ms?: number) => Promise<Shown>
}

/** A person for a chat of the world. */
export function makePerson(world: World, chat: Chat): Person {
  const sender = () => ({
    id: chat.id,
    is_bot: false,
    first_name: chat.name,
    ...(chat.lang ? { language_code: chat.lang } : {}),
  })
  const date = () => Math.floor(world.now() / 1000)
  const act = () => {
    if (chat.state !== 'open') throw new Error(`${chat.name} (${chat.id}) cannot write: the chat is ${chat.state}`)
    chat.actedAt = chat.shown.length
  }
  const write = (content: object, text = '') => {
    act()
    const messageId = world.nextMessageId()
    chat.shown.push({ ...nothing, messageId, by: 'person', text, at: world.now() })
    const body = { message_id: messageId, from: sender(), chat: chatFields(chat), date: date(), ...content }
    return world.updates.emit('message', body, chat.id)
  }
  const type = (text: string) => write({ text, ...commandMark(text) }, text)
  const move = (from: string, to: string) => {
    const body = { chat: chatFields(chat), from: sender(), date: date(), ...membership(world, from, to) }
    return world.updates.emit('my_chat_member', body, chat.id)
  }
  const unblock = () => {
    chat.state = 'open'
    chat.actedAt = chat.shown.length
    return move('kicked', 'member')
  }
  const press = (message: Shown, button: Button) => {
    if (button.contact) return share()
    if (button.data === undefined) return type(button.label)
    act()
    const id = `${chat.id}${message.messageId}${world.taps.size}`
    world.taps.set(id, { at: world.now(), answered: false })
    const body = {
      id,
      from: sender(),
      message: messageFields(chat, message),
      chat_instance: String(chat.id),
      data: button.data,
    }
    return world.updates.emit('callback_query', body, chat.id)
  }
  const share = (phone = chat.phone, own = true) => {
    const card = { phone_number: phone, first_name: own ? chat.name : 'Someone', user_id: own ? chat.id : chat.id + 1 }
    return write({ contact: card })
  }
  const messages = () => chat.shown.filter((m) => m.by === 'bot')

  return {
    id: chat.id,
    phone: chat.phone,
    start(payload) {
      if (chat.state === 'blocked') unblock()
      if (chat.state === 'new') chat.state = 'open'
      return type(payload === undefined ? '/start' : `/start ${payload}`)
    },
    open() {
      chat.state = 'open'
    },
    type,
    tap(wanted) {
      const [message, button] = findButton(messages(), wanted)
      return press(message, button)
    },
    shareContact: share,
    sendPhoto(bytes = new Uint8Array(1), as = 'photo') {
      const id = `photo${world.files.size + 1}`
      world.files.set(id, bytes).set(`${id}s`, new Uint8Array(1))
      const file = { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length }
      const small = { file_id: `${id}s`, file_unique_id: `u${id}s`, width: 90, height: 68, file_size: 1 }
      if (as === 'file') return write({ document: { ...file, file_name: 'IMG.jpg', mime_type: 'image/jpeg' } })
      return write({ photo: [small, { ...file, width: 1280, height: 960 }] })
    },
    block() {
      chat.state = 'blocked'
      return move('member', 'kicked')
    },
    unblock,
    deactivate() {
      chat.state = 'deactivated'
    },
    messages,
    waitFor(wanted, ms = 5000) {
      const fits = fitting(wanted)
      const look = () => chat.shown.slice(chat.actedAt).find((m) => m.by === 'bot' && fits(m))
      const what = () => `${chat.name} saw only ${JSON.stringify(chat.shown.slice(chat.actedAt).map((m) => m.text))}`
      return world.until(look, { ms, what })
    },
  }
}

const nothing = { entities: [], rows: [], labels: [], inline: false }

function commandMark(text: string) {
  const command = /^\/\w+/.exec(text)
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command[0].length }] } : {}
}

function membership(world: World, from: string, to: string) {
  const user = { id: Number(world.token.split(':')[0]), is_bot: true, first_name: 'Loa' }
  const member = (status: string) => ({ user, status, ...(status === 'kicked' ? { until_date: 0 } : {}) })
  return { old_chat_member: member(from), new_chat_member: member(to) }
}

function findButton(messages: Shown[], wanted: string): [Shown, Button] {
  const label = wanted.normalize('NFC')
  for (const message of [...messages].reverse()) {
    const button = message.rows.flat().find((b) => b.label.normalize('NFC') === label || b.data === wanted)
    if (button) return [message, button]
  }
  const labels = messages.at(-1)?.labels ?? []
  throw new Error(`No button "${wanted}"; the newest message has ${JSON.stringify(labels)}`)
}

function fitting(wanted: string | RegExp | ((message: Shown) => boolean)): (message: Shown) => boolean {
  if (typeof wanted === 'function') return wanted
  if (typeof wanted === 'string') return (m) => m.text.includes(wanted)
  return (m) => wanted.test(m.text)
}
