import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TelegramEmulator } from './emulator.ts'

/**
 * The control endpoint of an emulator that runs by itself: `POST /control/<what>` with JSON, `GET /control/<what>`.
 * It answers JSON; what cannot be done is a 400 with the reason.
 */
export function makeControl(emulator: () => TelegramEmulator) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = new URL(request.url ?? '/', 'http://emulator')
    if (!url.pathname.startsWith('/control/')) return false
    const name = `${request.method} ${url.pathname.slice('/control/'.length)}`
    void act({ name, url, request, emulator: emulator() }).then(
      (answer) => reply(response, 200, answer ?? { ok: true }),
      (error) => reply(response, 400, { error: String(error) }),
    )
    return true
  }
}

interface Ask {
  // biome-ignore lint/suspicious/noExplicitAny: a tool of tests, typed by hand
  body: any
  query: URLSearchParams
  emulator: TelegramEmulator
}

// What can be asked, as `METHOD path`. Bodies are JSON; fields in square brackets may be left out.
const acts: Record<string, (ask: Ask) => unknown> = {
  // { count, [from], [lang], [say] }: people from, from + 1, ... who press Start, or have pressed it unheard when say is false
  'POST users': ({ body, emulator }) => addUsers(emulator, body),
  // { user, [payload] }
  'POST start': ({ body, emulator }) => ({ updateId: emulator.user(body.user).start(body.payload) }),
  // { user, text }
  'POST type': ({ body, emulator }) => ({ updateId: emulator.user(body.user).type(body.text) }),
  // { user, label }
  'POST tap': ({ body, emulator }) => ({ updateId: emulator.user(body.user).tap(body.label) }),
  // { user, [phone], [own] }
  'POST contact': ({ body, emulator }) => ({ updateId: emulator.user(body.user).shareContact(body.phone, body.own) }),
  // { user }
  'POST photo': ({ body, emulator }) => ({ updateId: emulator.user(body.user).sendPhoto() }),
  'POST block': ({ body, emulator }) => ({ updateId: emulator.user(body.user).block() }),
  'POST unblock': ({ body, emulator }) => ({ updateId: emulator.user(body.user).unblock() }),
  'POST deactivate': ({ body, emulator }) => emulator.user(body.user).deactivate(),
  // { updateId }
  'POST resend': ({ body, emulator }) => emulator.resend(body.updateId),
  // { how, [times], [method], [chat], [cutMs], [code], [description], [parameters] }
  'POST fail': ({ body, emulator }) => emulator.fail(body),
  // { seed, share: { lost: 0.02, ... }, [retryAfter], [perChat], [cutMs] }
  'POST storm': ({ body, emulator }) => emulator.storm(body),
  'GET stormed': ({ emulator }) => emulator.stormed(),
  'POST clear-faults': ({ emulator }) => emulator.clearFaults(),
  // { [perSecond], [chatBurst], [chatPerSecond] }
  'POST limits': ({ body, emulator }) => emulator.limit(body),
  // { ms }
  'POST latency': ({ body, emulator }) => emulator.latency(body.ms),
  // { [total], [user, text], [ms] }: answers when so many messages are delivered, or when that person sees that text
  'POST wait': ({ body, emulator }) => waitFor(emulator, body),
  'GET delivered': ({ emulator }) => delivered(emulator),
  // ?user=
  'GET messages': ({ query, emulator }) => emulator.messagesOf(Number(query.get('user'))),
  'GET state': ({ emulator }) => ({
    violations: emulator.violations,
    waiting: emulator.waiting(),
    webhook: emulator.webhook() ?? null,
    answered: emulator.answered(),
    commands: emulator.commands(),
  }),
}

async function act({
  name,
  url,
  request,
  emulator,
}: {
  name: string
  url: URL
  request: IncomingMessage
  emulator: TelegramEmulator
}) {
  const chosen = acts[name]
  if (!chosen) throw new Error(`No ${name}; there are: ${Object.keys(acts).join(', ')}`)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}
  return chosen({ body, query: url.searchParams, emulator })
}

function addUsers(emulator: TelegramEmulator, body: { count: number; from?: number; lang?: string; say?: boolean }) {
  const from = body.from ?? 1000
  for (let id = from; id < from + body.count; id += 1) {
    const person = emulator.user(id, body.lang ? { lang: body.lang } : {})
    if (body.say === false) person.open()
    else person.start()
  }
  return { from, to: from + body.count - 1 }
}

async function waitFor(
  emulator: TelegramEmulator,
  body: { total?: number; user?: number; text?: string; ms?: number },
) {
  const ms = body.ms ?? 30_000
  if (body.user !== undefined) return emulator.user(body.user).waitFor(body.text ?? '', ms)
  await emulator.until(() => emulator.pace().sentAt.length >= (body.total ?? 1), ms)
  return delivered(emulator)
}

/** How many messages each chat got, how many of them were the same text twice, and how fast. */
function delivered(emulator: TelegramEmulator) {
  const { sentAt, tooMany } = emulator.pace()
  const chats = Object.fromEntries(emulator.delivered())
  const twice = Object.keys(chats).filter((chat) => {
    const texts = emulator.messagesOf(Number(chat)).map((m) => m.text)
    return new Set(texts).size < texts.length
  })
  return { total: sentAt.length, chats, twice, tooMany, peakPerSecond: peak(sentAt) }
}

// The most messages in any second.
function peak(sentAt: readonly number[]): number {
  let most = 0
  let first = 0
  for (const [i, at] of sentAt.entries()) {
    while (sentAt[first]! <= at - 1000) first += 1
    most = Math.max(most, i - first + 1)
  }
  return most
}

function reply(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
