import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { makeHappenings } from '../happenings.ts'
import { type Fault, makeFaults } from './faults.ts'
import { type LimitOptions, makeLimits } from './limits.ts'
import { chatFields, methods, type Params } from './methods.ts'
import { makePerson, type Person } from './person.ts'
import { makeStorm, type Storm, type StormOptions, type Struck } from './storm.ts'
import { makeUpdates } from './updates.ts'
import { type Chat, Refusal, type Shown, type World } from './world.ts'

/** How the emulated Telegram behaves. */
export interface EmulatorOptions {
  token?: string
  /** 0 or left out: any free port. */
  port?: number
  limits?: Partial<LimitOptions>
  /** First wait between webhook calls that fail, in milliseconds; Telegram's is 2000. */
  webhookRetryMs?: number
  /** How long a tap may be answered, in seconds. */
  tapSeconds?: number
  /** The clock of dates and limits, in milliseconds. */
  now?: () => number
  /** Serves what is not a call of a bot, such as the control endpoint of `main.ts`. True when it did. */
  aside?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** A call as it came in, for exact comparison. */
export interface Call {
  method: string
  params: Params
}

/** A Bot API on 127.0.0.1 with people in it. Refuses what the real one refuses. */
export interface TelegramEmulator {
  /** What `apiRoot` takes. */
  root: string
  token: string
  /** Calls in their order. */
  calls: Call[]
  /** What no correct program does: a test asserts that it stays empty. */
  violations: string[]
  /** The commands that the bot named. */
  commands: () => unknown[]
  /** The person with that id; made when there is none. They have not pressed Start yet. */
  user: (id: number, about?: { firstName?: string; lang?: string; phone?: string }) => Person
  group: (id: number, title?: string) => Group
  /** How many messages each chat got. */
  delivered: () => Map<number, number>
  /** All messages of the bot to one chat. */
  messagesOf: (chat: number) => Shown[]
  /** The moments of all messages sent, in milliseconds, and how often the bot was told to wait. */
  pace: () => { sentAt: readonly number[]; tooMany: number }
  /** Updates that the bot has not confirmed. */
  waiting: () => number
  webhook: () => { url: string; secret?: string } | undefined
  /** How many taps have been answered. */
  answered: () => number
  fail: (fault: Fault) => void
  /** Lets every `sendMessage` draw from now on whether and how it fails; a storm before it is over. Faults in line come first. */
  storm: (options: StormOptions) => void
  /** What the last storm did, call by call, and how many calls came to a chat before its wait was over. */
  stormed: () => { struck: readonly Struck[]; impatient: number }
  /** Takes the faults in line away and ends the storm. */
  clearFaults: () => void
  /** How long each send takes, in milliseconds. */
  latency: (ms: number) => void
  limit: (limits: Partial<LimitOptions>) => void
  /** Gives an update once more. */
  resend: (updateId: number) => void
  /** Resolves when the condition holds, looked at after every call and every event. */
  until: (condition: () => boolean, ms?: number) => Promise<void>
  /** Looks again at what is awaited: for conditions on things that the emulator does not see. */
  look: () => void
  close: () => Promise<void>
}

/** A group chat with the bot in it. */
export interface Group {
  type: (userId: number, text: string) => number | undefined
  upgrade: (newId: number) => void
  kick: () => void
}

/** Generous to one chat: a test types faster than a person. Telegram's FAQ says 30 and about 1. */
const defaultLimits: LimitOptions = { perSecond: 30, chatBurst: 20, chatPerSecond: 1 }

/** Starts an emulated Telegram. */
export async function startTelegramEmulator(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const token = options.token ?? '1000001:AAEmulatedTokenThatOpensNothingAtAll00'
  const world = makeWorld(token, options)
  const calls: Call[] = []
  const faults = makeFaults()
  let weather: Storm | undefined
  let lastWeather: Storm | undefined
  let latencyMs = 0
  const fault = (method: string, params: Params) => {
    const chat = Number(params.chat_id)
    const inLine = faults.next(method, chat)
    return inLine ?? (method === 'sendMessage' ? weather?.strike(chat, world.now()) : undefined)
  }
  const server = createServer((request, response) => {
    if (options.aside?.(request, response)) return
    const serving = { request, response, world, calls, fault, latency: () => latencyMs }
    // A caller that went away in the middle is the caller's own affair.
    serve(serving)
      .catch(() => request.socket.destroy())
      .finally(() => world.changed())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const people = new Map<number, Person>()
  const messagesOf = (id: number) => (world.chats.get(id)?.shown ?? []).filter((m) => m.by === 'bot')

  return {
    root: `http://127.0.0.1:${port}`,
    token,
    calls,
    violations: world.violations,
    commands: () => world.commands,
    user(id, about = {}) {
      const known = people.get(id)
      if (known) return known
      const chat = addChat(world, { id, type: 'private', name: about.firstName ?? `Person ${id}`, state: 'new' })
      Object.assign(chat, about.lang ? { lang: about.lang } : {}, about.phone ? { phone: about.phone } : {})
      const person = makePerson(world, chat)
      people.set(id, person)
      return person
    },
    group: (id, title = 'Group') => makeGroup(world, addChat(world, { id, type: 'group', name: title, state: 'open' })),
    delivered: () => {
      const counts = [...world.chats.keys()].map((id) => [id, messagesOf(id).length] as const)
      return new Map(counts.filter(([, count]) => count > 0))
    },
    messagesOf,
    pace: () => ({ sentAt: world.sentAt, tooMany: world.tooMany }),
    waiting: () => world.updates.waiting(),
    webhook: () => world.updates.webhook(),
    answered: () => [...world.taps.values()].filter((tap) => tap.answered).length,
    fail: faults.add,
    storm: (options) => {
      weather = makeStorm(options)
      lastWeather = weather
    },
    stormed: () => ({ struck: lastWeather?.struck ?? [], impatient: lastWeather?.impatient() ?? 0 }),
    clearFaults: () => {
      faults.clear()
      weather = undefined
    },
    latency: (ms) => {
      latencyMs = ms
    },
    limit: (limits) => Object.assign(world.limits.options, limits),
    resend: (updateId) => world.updates.resend(updateId),
    until: async (condition, ms = 5000) => {
      await world.until(condition, { ms, what: () => `not reached: ${condition}` })
    },
    look: () => world.changed(),
    close: () =>
      new Promise((resolve) => {
        world.updates.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function makeWorld(token: string, options: EmulatorOptions): World {
  const events = makeHappenings()
  let messageId = 0
  return {
    token,
    now: options.now ?? Date.now,
    chats: new Map(),
    updates: makeUpdates({ retryMs: options.webhookRetryMs ?? 2_000, changed: events.changed }),
    limits: makeLimits({ ...defaultLimits, ...options.limits }),
    taps: new Map(),
    tapSeconds: options.tapSeconds ?? 15,
    violations: [],
    files: new Map(),
    commands: [],
    sentAt: [],
    tooMany: 0,
    nextMessageId: () => {
      messageId += 1
      return messageId
    },
    ...events,
  }
}

function addChat(world: World, about: Pick<Chat, 'id' | 'type' | 'name' | 'state'>): Chat {
  const phone = `849${String(Math.abs(about.id)).slice(-8).padStart(8, '0')}`
  const chat: Chat = { ...about, phone, shown: [], actedAt: 0 }
  world.chats.set(chat.id, chat)
  return chat
}

function makeGroup(world: World, chat: Chat): Group {
  return {
    type(userId, text) {
      const from = { id: userId, is_bot: false, first_name: `Person ${userId}` }
      const head = { message_id: world.nextMessageId(), date: Math.floor(world.now() / 1000) }
      return world.updates.emit('message', { ...head, from, chat: chatFields(chat), text }, chat.id)
    },
    upgrade: (newId) => {
      chat.upgradedTo = newId
    },
    kick: () => {
      chat.state = 'kicked'
    },
  }
}

interface Serving {
  request: IncomingMessage
  response: ServerResponse
  world: World
  calls: Call[]
  fault: (method: string, params: Params) => Fault | undefined
  latency: () => number
}

async function serve({ request, response, world, calls, fault, latency }: Serving): Promise<void> {
  if (request.url?.startsWith('/file/')) return serveFile(request.url, { response, world })
  const [, token = '', path = ''] = /^\/bot([^/]*)\/(\w+)/.exec(request.url ?? '') ?? []
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const body = await bodyOf(request)
  const name = Object.keys(methods).find((m) => m.toLowerCase() === path.toLowerCase()) ?? path
  const params = paramsOf(request, body)
  const wrong = fault(name, params)
  if (name === 'sendMessage' && latency() > 0) await pause(latency())
  if (wrong?.how === 'hang') return cut(request, wrong.cutMs)
  if (wrong?.how === 'reset') return cut(request, 0)
  if (wrong?.how === 'gateway') return badGateway(response)
  const answer = await answerTo({ world, token, name, params, gone: gone.signal, calls, wrong })
  if (wrong?.how === 'lost') return cut(request, 0)
  if (wrong?.how === 'silent') return cut(request, wrong.cutMs)
  if (wrong?.how === 'gatewayAfter') return badGateway(response)
  response.writeHead(answer.ok ? 200 : answer.error_code, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer))
}

/** The file of a picture. Like Telegram's own server it wants the token, and knows nothing else. */
function serveFile(url: string, { response, world }: Pick<Serving, 'response' | 'world'>): void {
  const [, token, id = ''] = /^\/file\/bot([^/]*)\/photos\/([^/]+)\.jpg$/.exec(url) ?? []
  const bytes = token === world.token ? world.files.get(id) : undefined
  if (bytes) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
  else
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"ok":false,"error_code":404,"description":"Not Found"}')
}

// Never where no time is said: then the caller has to give up.
function cut(request: IncomingMessage, afterMs: number | undefined): void {
  if (afterMs === 0) request.socket.destroy()
  else if (afterMs !== undefined) setTimeout(() => request.socket.destroy(), afterMs).unref()
}

function badGateway(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
}

interface Answering {
  world: World
  token: string
  name: string
  params: Params
  gone: AbortSignal
  calls: Call[]
  wrong: Fault | undefined
}

type Answer =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: Record<string, number> }

async function answerTo({ world, token, name, params, gone, calls, wrong }: Answering): Promise<Answer> {
  try {
    if (!/^\d+:[\w-]+$/.test(token)) throw new Refusal(404, 'Not Found')
    if (token !== world.token) throw new Refusal(401, 'Unauthorized')
    if (wrong?.how === 'error500') throw new Refusal(500, 'Internal Server Error')
    if (wrong?.how === 'refuse') throw new Refusal(wrong.code ?? 400, wrong.description ?? '', wrong.parameters)
    calls.push({ method: name, params })
    world.changed()
    return { ok: true, result: await run({ world, name, params, gone }) }
  } catch (error) {
    if (!(error instanceof Refusal)) world.violations.push(`${name}: ${String(error)}`)
    const { code, message, parameters } = error instanceof Refusal ? error : new Refusal(500, 'Internal Server Error')
    if (code === 429) world.tooMany += 1
    return { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) }
  }
}

async function run({ world, name, params, gone }: Pick<Answering, 'world' | 'name' | 'params' | 'gone'>) {
  const method = methods[name]
  if (!method) {
    world.violations.push(`unknown method ${name}`)
    throw new Refusal(404, 'Not Found: method not found')
  }
  const unknown = Object.keys(params).filter((key) => !method.params.includes(key))
  if (unknown.length > 0) {
    world.violations.push(`${name}: ${unknown.join(', ')}`)
    throw new Refusal(501, `Not Implemented: this emulator does not know ${unknown.join(', ')} of ${name}`)
  }
  return method.run(world, params, gone)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function paramsOf(request: IncomingMessage, body: string): Params {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://emulator').searchParams)
  if (body === '') return query
  if (request.headers['content-type']?.includes('application/json')) return { ...query, ...JSON.parse(body) }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
}
