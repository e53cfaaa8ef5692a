import { parseHtml } from './html.ts'
import { readMarkup } from './markup.ts'
import { badRequest, type Chat, Refusal, type Shown, type World } from './world.ts'

/** The parameters of a call, as JSON or as a form gave them. */
export type Params = Record<string, unknown>

/** A method of the Bot API: the parameters that it knows here, and what it does. */
export interface Method {
  params: string[]
  run: (world: World, params: Params, gone: AbortSignal) => unknown
}

/** The methods that are emulated, by name. https://core.telegram.org/bots/api#available-methods */
export const methods: Record<string, Method> = {
  getMe: { params: [], run: ({ token }) => botOf(token) },
  getUpdates: { params: ['offset', 'limit', 'timeout', 'allowed_updates'], run: getUpdates },
  sendMessage: {
    params: [
      'chat_id',
      'text',
      'parse_mode',
      'link_preview_options',
      'disable_notification',
      'protect_content',
      'reply_markup',
    ],
    run: sendMessage,
  },
  editMessageReplyMarkup: { params: ['chat_id', 'message_id', 'reply_markup'], run: editMessageReplyMarkup },
  answerCallbackQuery: { params: ['callback_query_id', 'text', 'show_alert'], run: answerCallbackQuery },
  setWebhook: {
    params: ['url', 'secret_token', 'allowed_updates', 'max_connections', 'drop_pending_updates'],
    run: setWebhook,
  },
  deleteWebhook: { params: ['drop_pending_updates'], run: deleteWebhook },
  getWebhookInfo: {
    params: [],
    run: ({ updates }) => ({
      url: updates.webhook()?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.waiting(),
    }),
  },
  getFile: { params: ['file_id'], run: getFile },
  setMyCommands: { params: ['commands', 'language_code'], run: setMyCommands },
}

function getFile({ files }: World, { file_id: id }: Params) {
  const bytes = files.get(String(id))
  if (!bytes) throw badRequest('wrong file_id or the file is temporarily unavailable')
  // A bot gets files of up to 20 MB.
  if (bytes.length > 20 * 2 ** 20) throw badRequest('file is too big')
  return { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length, file_path: `photos/${id}.jpg` }
}

/** The bot as `getMe` shows it. */
export function botOf(token: string) {
  return { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Loa', username: 'loa_emulated_bot' }
}

/** A chat as updates and messages show it. */
export function chatFields(chat: Chat) {
  return chat.type === 'private'
    ? { id: chat.id, type: 'private', first_name: chat.name }
    : { id: chat.id, type: 'group', title: chat.name }
}

/** A message as the Bot API writes it. */
export function messageFields(chat: Chat, shown: Shown) {
  const keyboard = shown.rows.map((row) => row.map((b) => ({ text: b.label, callback_data: b.data })))
  return {
    message_id: shown.messageId,
    date: Math.floor(shown.at / 1000),
    chat: chatFields(chat),
    text: shown.text,
    ...(shown.entities.length > 0 ? { entities: shown.entities } : {}),
    ...(shown.inline && keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
  }
}

function sendMessage(world: World, params: Params) {
  const { chat_id: id, text, parse_mode: mode } = params
  if (id === undefined || id === '') throw badRequest('chat_id is empty')
  if (typeof text !== 'string' || text === '') throw badRequest('message text is empty')
  const read = parsed(text, mode)
  const chat = reachable(world, id)
  const markup = readMarkup(params.reply_markup, { private: chat.type === 'private', world })
  // The platform trims a text before it counts it.
  const trimmed = read.text.trim()
  if (trimmed === '') throw badRequest('text must be non-empty')
  if (trimmed.length > 4096) throw badRequest('message is too long')
  const seconds = world.limits.wait(chat.id, world.now())
  if (seconds > 0) throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
  const shown: Shown = {
    messageId: world.nextMessageId(),
    by: 'bot',
    text: trimmed,
    entities: read.entities,
    rows: markup.rows,
    labels: markup.rows.flat().map((b) => b.label),
    inline: markup.inline,
    at: world.now(),
  }
  chat.shown.push(shown)
  world.sentAt.push(shown.at)
  world.changed()
  return { ...messageFields(chat, shown), from: botOf(world.token) }
}

function parsed(text: string, mode: unknown) {
  if (mode === undefined || mode === '') return { text, entities: [] }
  if (typeof mode === 'string' && mode.toLowerCase() === 'html') return parseHtml(text)
  throw badRequest('unsupported parse_mode')
}

function reachable(world: World, id: unknown): Chat {
  const chat = /^-?\d+$/.test(String(id)) ? world.chats.get(Number(id)) : undefined
  if (!chat) throw badRequest('chat not found')
  if (chat.upgradedTo !== undefined) {
    const moved = { migrate_to_chat_id: chat.upgradedTo }
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', moved)
  }
  const closed = closedBecause[chat.state]
  if (closed) throw new Refusal(403, `Forbidden: ${closed}`)
  return chat
}

const closedBecause: Record<Chat['state'], string | undefined> = {
  new: "bot can't initiate conversation with a user",
  open: undefined,
  blocked: 'bot was blocked by the user',
  deactivated: 'user is deactivated',
  kicked: 'bot was kicked from the group chat',
}

function editMessageReplyMarkup(world: World, params: Params) {
  const chat = reachable(world, params.chat_id)
  const shown = chat.shown.find((m) => m.messageId === Number(params.message_id) && m.by === 'bot')
  if (!shown) throw badRequest('message to edit not found')
  const { rows } = readMarkup(params.reply_markup, { private: chat.type === 'private', world })
  if (JSON.stringify(rows) === JSON.stringify(shown.rows)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  Object.assign(shown, { rows, labels: rows.flat().map((b) => b.label), inline: true })
  world.changed()
  return messageFields(chat, shown)
}

function answerCallbackQuery(world: World, params: Params) {
  const tap = world.taps.get(String(params.callback_query_id))
  if (!tap || world.now() - tap.at > world.tapSeconds * 1000) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  if (String(params.text ?? '').length > 200) throw badRequest('MESSAGE_TOO_LONG')
  tap.answered = true
  world.changed()
  return true
}

async function getUpdates(world: World, params: Params, gone: AbortSignal) {
  world.updates.allow(kindsOf(params.allowed_updates))
  const whole = (value: unknown, otherwise: number) => (value === undefined ? otherwise : Number(value))
  return world.updates.poll({
    offset: whole(params.offset, 0),
    limit: Math.min(100, whole(params.limit, 100)),
    timeoutMs: whole(params.timeout, 0) * 1000,
    gone,
  })
}

// Unlike the public server this one takes http addresses, as a Bot API server of one's own does.
function setWebhook(world: World, params: Params) {
  const { url, secret_token: secret } = params
  if (secret !== undefined && !(typeof secret === 'string' && /^[\w-]+$/.test(secret))) {
    throw badRequest('secret token contains unallowed characters')
  }
  if (String(secret ?? '').length > 256) throw badRequest('secret token is too long')
  if (params.drop_pending_updates === true) world.updates.drop()
  if (url === undefined || url === '') return deleteWebhook(world, {})
  if (typeof url !== 'string' || !URL.canParse(url)) throw badRequest('invalid webhook URL specified')
  if (!/^https?:/.test(url)) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  world.updates.allow(kindsOf(params.allowed_updates))
  world.updates.setWebhook({ url, ...(typeof secret === 'string' ? { secret } : {}) })
  world.changed()
  return true
}

function deleteWebhook(world: World, params: Params) {
  if (params.drop_pending_updates === true) world.updates.drop()
  world.updates.setWebhook(undefined)
  world.changed()
  return true
}

function setMyCommands(world: World, params: Params) {
  const commands = typeof params.commands === 'string' ? JSON.parse(params.commands) : params.commands
  if (!Array.isArray(commands)) throw badRequest("can't parse commands list")
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(String(command))) throw badRequest('BOT_COMMAND_INVALID')
    if (!description || String(description).length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  world.commands = commands
  return true
}

function kindsOf(given: unknown): string[] | undefined {
  if (given === undefined) return undefined
  return (typeof given === 'string' ? JSON.parse(given) : given) as string[]
}
