import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from './world.ts'

/** The Zalo Bot Platform: another product, with other ids, for staging. Its root is `<root>/bot`. */
export interface Bot {
  /** True when the request was for it. */
  serve: (request: IncomingMessage, response: ServerResponse) => boolean
  token: string
  /** A person writes to the bot. */
  type: (chatId: string, text: string) => void
  sendPhoto: (chatId: string, url: string) => void
  /** What the bot wrote to a person. */
  messagesOf: (chatId: string) => readonly { text: string; photo?: string }[]
  /** Only so many people may be written to; the free plan has 50. */
  limitChats: (chats: number) => void
}

/** A refusal of the Bot Platform. */
class BotRefusal extends Error {
  readonly code: number

  constructor(code: number, description: string) {
    super(description)
    this.code = code
  }
}

type Params = Record<string, unknown>
interface Update {
  event_name: string
  message: Record<string, unknown>
}

/** The Bot Platform of one emulator. */
export function makeBot(world: World): Bot {
  const token = '1234567890123456789:EMU_bot_token'
  const chats = new Map<string, { text: string; photo?: string }[]>()
  const waiting: Update[] = []
  let hook: { url: string; secret: string; updatedAt: number } | undefined
  let poller: ((update: Update | undefined) => void) | undefined
  let mostChats = 50

  const emit = (chatId: string, about: { event: string; more: object }) => {
    const from = { id: chatId, display_name: 'Bà con', is_bot: false }
    const head = {
      from,
      chat: { id: chatId, chat_type: 'PRIVATE' },
      message_id: world.nextMessageId(),
      date: world.now(),
    }
    const update = { event_name: about.event, message: { ...head, ...about.more } }
    if (hook) return void callOut(hook, world.way('botWebhook') === 'wrapped' ? { ok: true, result: update } : update)
    if (poller) return poller(update)
    waiting.push(update)
  }
  const sent = (params: Params, message: { text: string; photo?: string }) => {
    const chatId = textOf(params, { field: 'chat_id', most: 64 })
    const known = chats.get(chatId)
    if (!known && chats.size >= mostChats) {
      world.lean('botChatLimit')
      throw new BotRefusal(403, 'Forbidden')
    }
    chats.set(chatId, [...(known ?? []), message])
    world.changed()
    return { message_id: world.nextMessageId(), date: world.now() }
  }
  const nextUpdate = (seconds: number, gone: AbortSignal) => {
    return new Promise<Update | undefined>((resolve) => {
      const end = (update: Update | undefined) => {
        off()
        poller = undefined
        resolve(update)
      }
      const off = world.agenda.at(world.now() + seconds * 1000, () => end(undefined))
      gone.addEventListener('abort', () => end(undefined))
      poller = end
    })
  }
  const methods: Record<string, { params: string[]; run: (params: Params, gone: AbortSignal) => unknown }> = {
    getMe: {
      params: [],
      run: () => ({
        id: token.split(':')[0],
        account_name: 'bot.emulated',
        account_type: 'BASIC',
        can_join_groups: false,
      }),
    },
    getUpdates: {
      params: ['timeout'],
      async run({ timeout = '30' }, gone) {
        if (hook) throw new BotRefusal(400, 'Bad Request: a webhook is set')
        if (typeof timeout !== 'string' || !/^\d+$/.test(timeout)) throw new BotRefusal(400, 'Bad Request: timeout')
        const update = waiting.shift() ?? (await nextUpdate(Number(timeout), gone))
        if (!update) throw new BotRefusal(408, 'Request timeout')
        return update
      },
    },
    sendMessage: {
      params: ['chat_id', 'text'],
      run: (params) => sent(params, { text: textOf(params, { field: 'text', most: 2_000 }) }),
    },
    sendPhoto: {
      params: ['chat_id', 'photo', 'caption'],
      run(params) {
        const text = params.caption === undefined ? '' : textOf(params, { field: 'caption', most: 2_000 })
        return sent(params, { text, photo: textOf(params, { field: 'photo', most: 2_000 }) })
      },
    },
    sendChatAction: { params: ['chat_id', 'action'], run: () => ({}) },
    setWebhook: {
      params: ['url', 'secret_token'],
      run(params) {
        const url = textOf(params, { field: 'url', most: 2_000 })
        const secret = textOf(params, { field: 'secret_token', most: 256 })
        if (secret.length < 8) throw new BotRefusal(400, 'Bad Request: secret_token')
        hook = { url, secret, updatedAt: world.now() }
        return { url, updated_at: hook.updatedAt }
      },
    },
    deleteWebhook: {
      params: [],
      run() {
        hook = undefined
        return { url: '' }
      },
    },
    getWebhookInfo: { params: [], run: () => ({ url: hook?.url ?? '', updated_at: hook?.updatedAt ?? 0 }) },
  }

  const answer = async (request: IncomingMessage, gone: AbortSignal) => {
    const [, given, name = ''] = /^\/bot\/bot([^/]*)\/(\w+)$/.exec(request.url ?? '') ?? []
    if (given !== token) throw new BotRefusal(401, 'Unauthorized')
    const method = methods[name]
    if (!method) return unknown(world, `the Bot Platform has no ${name}`)
    const params = await paramsOf(request)
    const strange = Object.keys(params).filter((field) => !method.params.includes(field))
    if (strange.length > 0) return unknown(world, `${name} of the Bot Platform with ${strange.join(', ')}`)
    const result = method.run(params, gone)
    world.calls.push({ name: `bot.${name}`, params, at: world.now(), error: undefined })
    world.changed()
    return { status: 200, body: { ok: true, result: await result } }
  }

  return {
    token,
    serve(request, response) {
      if (!request.url?.startsWith('/bot/')) return false
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      answer(request, gone.signal)
        .catch((error) => {
          if (!(error instanceof BotRefusal)) return unknown(world, String(error))
          return { status: 200, body: { ok: false, error_code: error.code, description: error.message } }
        })
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
          world.changed()
        })
      return true
    },
    type: (chatId, text) => emit(chatId, { event: 'message.text.received', more: { text } }),
    sendPhoto: (chatId, url) =>
      emit(chatId, { event: 'message.image.received', more: { [world.way('botImage')]: url } }),
    messagesOf: (chatId) => chats.get(chatId) ?? [],
    limitChats: (count) => {
      mostChats = count
    },
  }
}

function textOf(params: Params, { field, most }: { field: string; most: number }): string {
  const value = params[field]
  if (typeof value !== 'string' || value === '') throw new BotRefusal(400, `Bad Request: ${field} is empty`)
  if ([...value].length > most) throw new BotRefusal(400, `Bad Request: ${field} is too long`)
  return value
}

function unknown(world: World, what: string) {
  world.violations.push(what)
  return { status: 501, body: { emulator: 'unknown', what } }
}

async function paramsOf(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {}
}

async function callOut({ url, secret }: { url: string; secret: string }, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-bot-api-secret-token': secret }
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined)
}
