import { createHash, timingSafeEqual } from 'node:crypto'
import { Api, type Transformer } from 'grammy'
import type { Channel, Inbound, Say, SendError, WebhookReading, WebhookRequest } from '../../ports/channel.ts'
import type { Clock } from '../../ports/clock.ts'
import { allowedUpdates, pollSeconds, sendSeconds } from './can.ts'
import { errorOf } from './error-of.ts'
import { photoFetcher } from './photo.ts'
import { keepTrying, poll } from './poll.ts'
import { readUpdate } from './receive.ts'
import { makeSend } from './send.ts'
import { makeTransport } from './transport.ts'

/** Telegram. With a webhook secret and address it is called, without it asks. */
export interface TelegramOptions {
  token: string
  /** `https://api.telegram.org`, a Bot API server of our own, or the emulator of the tests. */
  apiRoot: string
  /** 1-256 characters A-Z a-z 0-9 _ -, which Telegram sends along with every call. */
  webhookSecret?: string
  /** The public address of `POST /webhooks/telegram`. */
  webhookUrl?: string
  say: Say
  clock: Clock
  /** A pino logger fits. Never hears the token. */
  log: { info: Hear; warn: Hear; error: Hear }
  /** First wait after a failure to receive, in milliseconds; it doubles up to half a minute. One second where not said. */
  firstWaitMs?: number
  /** How long one message may take, in seconds; `sendSeconds` where not said. Below the lease of a delivery. */
  sendSeconds?: number
}

/** One way to a person: Telegram, one to one. */
export function makeTelegram(options: TelegramOptions): Channel {
  const { token, say, webhookSecret } = options
  const seconds = options.sendSeconds ?? sendSeconds
  const transport = makeTransport(options)
  const api = apiOver(transport.within(seconds))
  const pollApi = apiOver(transport.within(pollSeconds.atMost))
  const stopping = new AbortController()
  let receiving: Promise<void> = Promise.resolve()
  let trouble: SendError | undefined
  const signal = stopping.signal
  const name = nameOf(api, signal)

  const failed = (error: unknown) => {
    const next = error === undefined ? undefined : errorOf(error, token)
    if (next) options.log.error({ failure: next.code, detail: next.detail }, 'telegram: cannot receive')
    if (!next && trouble) options.log.info({ after: trouble.code }, 'telegram: receiving again')
    trouble = next
    return typeof next?.retry === 'object' ? next.retry.afterSeconds * 1000 : 0
  }
  const read = (updates: unknown[]) => updates.flatMap((raw) => readOne({ raw, api, options, signal }))
  const trying = { failed, firstWaitMs: options.firstWaitMs ?? 1_000 }
  const hook = { secret_token: webhookSecret!, allowed_updates: allowedUpdates }
  const call = () => api.setWebhook(options.webhookUrl!, hook, signal as never)
  return {
    id: 'telegram',
    send: makeSend({ api, say, token, seconds }),
    trouble: () => trouble,
    entrance: name.entrance,
    fetchPhoto: photoFetcher({ api, token, apiRoot: options.apiRoot, seconds, signal, hear: options.log.info }),
    async start(receive) {
      name.learn()
      if (webhookSecret !== undefined) {
        if (!options.webhookUrl) throw new Error('A Telegram webhook secret needs the public address of the webhook.')
        receiving = keepTrying({ step: call, ...trying }, signal)
        return
      }
      const store = async (updates: unknown[]) => {
        const inbound = read(updates)
        if (inbound.length > 0) await receive(inbound)
      }
      receiving = poll({ api: pollApi, receive: store, ...trying }, signal)
    },
    async stop() {
      stopping.abort()
      await receiving
      await transport.close()
    },
    async webhook(request) {
      return webhookReading({ request, secret: webhookSecret, read })
    },
  }
}

// Every call goes over the transport; the way that grammY brings is never taken.
function apiOver(transformer: Transformer): Api {
  const api = new Api('')
  api.config.use(transformer)
  return api
}

/** The bot's own name, asked for once: links into the talk need it. While Telegram cannot be reached there are none. */
function nameOf(api: Api, signal: AbortSignal) {
  let username: string | undefined
  return {
    learn: () => {
      api.getMe(signal as never).then(
        (me) => {
          username = me.username
        },
        () => {},
      )
    },
    entrance: (code: string) => {
      if (username === undefined) return undefined
      return `https://t.me/${username}${code === '' ? '' : `?start=${encodeURIComponent(code)}`}`
    },
  }
}

type Hear = (about: object, text: string) => void

// A tap is answered first and without waiting, so that the button stops turning even when we are slow; a late answer is no failure.
function readOne({ raw, api, options, signal }: Reading): Inbound[] {
  const update = readUpdate(raw, options.clock.now())
  if (!update) {
    options.log.warn({ fields: Object.keys(Object(raw)) }, 'telegram: an update that cannot be read was passed over')
    return []
  }
  if (update.callbackId !== undefined) {
    api.answerCallbackQuery(update.callbackId, {}, signal as never).catch((error) => {
      options.log.info({ detail: errorOf(error, options.token).detail }, 'telegram: a tap was not answered')
    })
  }
  return update.inbound ? [update.inbound] : []
}

interface Reading {
  raw: unknown
  api: Api
  options: TelegramOptions
  signal: AbortSignal
}

interface WebhookCall {
  request: WebhookRequest
  secret: string | undefined
  read: (updates: unknown[]) => Inbound[]
}

function webhookReading({ request, secret, read }: WebhookCall): WebhookReading {
  const given = request.headers('x-telegram-bot-api-secret-token')
  if (secret === undefined || given === undefined || !same(given, secret)) {
    return { ok: false, status: 401, reason: 'the secret of the webhook is missing or wrong' }
  }
  try {
    return { ok: true, inbound: read([JSON.parse(request.body)]) }
  } catch {
    return { ok: false, status: 400, reason: 'the body is not JSON' }
  }
}

// Over hashes, so that neither the place of the first difference nor the length shows in the time.
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
