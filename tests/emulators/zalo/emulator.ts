import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeHappenings } from '../happenings.ts'
import { makeAgenda } from './agenda.ts'
import { type Bot, makeBot } from './bot.ts'
import { serveConsent } from './consent-page.ts'
import { type Fault, makeFaults } from './faults.ts'
import { type EventBody, type HookAnswer, type HookEvent, makeHook, retryWaitsMs, type Shake } from './hook.ts'
import { makeMedia, type Picture } from './media.ts'
import { consentTo, consoleVerifier } from './oauth.ts'
import { type Agent, makeAgent, makePerson, type Person } from './person.ts'
import { sha256Of } from './phone.ts'
import { makeRate } from './rate.ts'
import { serve } from './serve.ts'
import type { Forgery } from './signature.ts'
import { makeStorm, type Storm, type StormOptions, type Struck } from './storm.ts'
import { type Template, type TemplateGiven, templateOf } from './templates.ts'
import { makeTokens, type Pair } from './tokens.ts'
import { documented, gaps, type Variant } from './variants.ts'
import type { Call, Charge, Contact, Settings, Shown, World } from './world.ts'

export { zaloVariants, zaloVariantsOf } from './variants.ts'

/** How the emulated Zalo is. */
export interface ZaloOptions {
  /** 0 or left out: any free port. */
  port?: number
  /** The clock of windows, tokens, limits and retries, in milliseconds. A clock that a test moves wants `look()` after each move. */
  now?: () => number
  /** What differs from the documented Zalo: see `variants.ts`. */
  variant?: Partial<Variant>
  settings?: Partial<Settings>
  /** The templates that are registered. */
  templates?: readonly TemplateGiven[]
  /** Where events go from the start, without the probe. */
  webhook?: string
  /** Serves what is not Zalo's, such as the page of `main.ts`. True when it did. */
  aside?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Zalo on 127.0.0.1, with people in it. Refuses what the real one refuses, and whatever nobody knows. */
export interface ZaloEmulator {
  root: string
  roots: { oauth: string; openapi: string; business: string; bot: string }
  /** The variables of the environment with which Loa is started against it. The refresh token is the newest, unspent. */
  env: () => Record<string, string>
  settings: Settings
  variant: Variant
  /** Changes what Zalo does, in the middle of a test. */
  vary: (variant: Partial<Variant>) => void
  /** The verifier that is saved in the console, for `pkce: 'fixed'`. */
  consoleVerifier: string
  /** The admin of the OA opens that address and agrees: where the browser goes next. Throws where Zalo refuses. */
  consent: (address: string) => string
  /** The newest pair of tokens. */
  tokens: () => Pair
  /** Issues a first pair, as the API Explorer does. The pair before it is dead. */
  issue: () => Pair
  /** Ends the life of the access token. */
  expire: () => void
  /** The admin of the OA removes the app: all tokens are dead. */
  revoke: () => void
  /** Registers or changes a template. */
  template: (given: TemplateGiven) => Template
  /** The person with that number or id; made when there is none. They have not followed and never written. */
  user: (id: number | string, about?: { name?: string; phone?: string }) => Person
  /** All people, by id. */
  people: () => Person[]
  /** A person of the bank in the console of Zalo. */
  agent: (id?: string) => Agent
  /** The messages of the OA to one person, through the API and by people of the bank. */
  messagesOf: (user: Person | string) => Shown[]
  /** The whole talk with one person, from both sides. */
  talkOf: (user: Person | string) => readonly Shown[]
  /** How many messages each person got through the API. */
  delivered: () => Map<string, number>
  /** Calls in their order. */
  calls: Call[]
  /** What no correct program does: a test asserts that it stays empty. */
  violations: string[]
  /** What messages cost. */
  ledger: () => readonly Charge[]
  /** The moments of all messages sent, in milliseconds, and how many calls were told -32. */
  pace: () => { sentAt: readonly number[]; tooMany: number }
  /** What is not sure about Zalo and was leaned on: `buttons=accept`, or the name of a gap. */
  reliedOn: () => string[]
  /** The same with a sentence for each gap. */
  coverage: () => { name: string; about: string }[]
  /** Saves the address of the webhook, as in the console: probed with an unsigned `{}`, which wants 200. */
  setWebhook: (url: string) => Promise<{ ok: boolean; answer: HookAnswer }>
  webhook: () => { url: string | undefined; disabled: boolean }
  /** All events, with what became of them. */
  events: () => readonly HookEvent[]
  /** Calls an event out once more, byte for byte. */
  resend: (eventId: string) => Promise<HookAnswer>
  /** Calls the webhook with a signature that must be refused. */
  forge: (how: Forgery, body?: Partial<EventBody>) => Promise<HookAnswer>
  /** Keeps events back until `release`. */
  hold: () => void
  release: (order?: 'kept' | 'reversed') => void
  /** The next events never go out. */
  lose: (count: number) => void
  /** Events that come twice, late or never, by a seed. */
  shake: (shake: Shake | undefined) => void
  fail: (fault: Fault) => void
  /** Lets every message draw from now on whether and how it fails. Faults in line come first. */
  storm: (options: StormOptions) => void
  /** What the last storm did, call by call. */
  stormed: () => readonly Struck[]
  /** Takes the faults in line away and ends the storm and the shaking of events. */
  clearFaults: () => void
  /** How long each call takes, in milliseconds. */
  latency: (ms: number) => void
  /** Calls a minute; those of the package where undefined. */
  limit: (perMinute: number | undefined) => void
  /** Resolves when the condition holds, looked at after every call and every event. */
  until: (condition: () => boolean, ms?: number) => Promise<void>
  /** Resolves when no event is on its way. Those that wait for a retry are not. */
  quiet: (ms?: number) => Promise<void>
  /** Does what has become due on the clock, and looks again at what is awaited. */
  look: () => void
  /** Calls a listener after every event; gives what ends that. */
  watch: (listener: () => void) => () => void
  /** Something that was uploaded. */
  upload: (id: string) => Buffer | undefined
  /** Keeps a picture that a person sends, and gives its address. */
  picture: (picture: Picture) => string
  /** The Zalo Bot Platform, another product. */
  bot: Bot
  close: () => Promise<void>
}

const usual = {
  appId: '3608465249409039671',
  appSecret: 'EMU_app_secret',
  oaId: '3886132808788086453',
  oaName: 'Ngân hàng Chính sách (mô phỏng)',
  secretKey: 'EMU_oa_secret_key',
  package: 'growth',
  walletDong: 1_000_000,
  monthlyFree: undefined,
  purchased: 0,
  dailyTemplates: 500,
  perMinute: undefined,
  proof: false,
  events: undefined,
  receipts: true,
  receiptMs: 5_000,
  retryWaitsMs,
} as const satisfies Partial<Settings>

/** Starts an emulated Zalo. */
export async function startZaloEmulator(options: ZaloOptions = {}): Promise<ZaloEmulator> {
  if (process.env.NODE_ENV === 'production') throw new Error('The emulator of Zalo does not run in production.')
  const world = makeWorld(options)
  const bot = makeBot(world)
  const media = makeMedia()
  const faults = makeFaults()
  const rate = makeRate(() => world)
  let storm: Storm | undefined
  let lastStorm: Storm | undefined
  let latencyMs = 0
  const fault = (call: string, to: string | undefined) => faults.next(call, to) ?? storm?.strike(call, to)
  const server = createServer((request, response) => {
    if (options.aside?.(request, response) || serveConsent(world, request, response)) return
    if (bot.serve(request, response) || media.serve(request, response)) return
    // A caller that went away in the middle is the caller's own affair.
    serve({ request, response, world, rate, fault, latencyMs })
      .catch(() => request.socket.destroy())
      .finally(() => world.changed())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  world.settings.mediaRoot ||= `${root}/media`
  const roots = { oauth: `${root}/oauth`, openapi: `${root}/openapi`, business: `${root}/business`, bot: `${root}/bot` }
  const people = new Map<string, Person>()
  const messagesOf = (id: string) => (world.contacts.get(id)?.shown ?? []).filter((m) => m.by !== 'person')

  return {
    root,
    roots,
    env: () => ({
      ZALO_APP_ID: world.settings.appId,
      ZALO_APP_SECRET: world.settings.appSecret,
      ZALO_OA_SECRET_KEY: world.settings.secretKey,
      ZALO_REFRESH_TOKEN: world.tokens.newest().refresh,
      ZALO_OAUTH_ROOT: roots.oauth,
      ZALO_OPENAPI_ROOT: roots.openapi,
      ZALO_BUSINESS_ROOT: roots.business,
    }),
    settings: world.settings,
    variant: world.variant,
    vary: (variant) => void Object.assign(world.variant, variant),
    consoleVerifier,
    consent(address) {
      const url = new URL(address)
      if (url.origin + url.pathname !== `${roots.oauth}/v4/oa/permission`) throw new Error(`No page at ${address}`)
      return consentTo(world, url.searchParams)
    },
    tokens: world.tokens.newest,
    issue: world.tokens.issue,
    expire: world.tokens.expire,
    revoke: world.tokens.revoke,
    template(given) {
      const template = templateOf({ ...world.templates.get(given.id), ...given })
      world.templates.set(template.id, template)
      return template
    },
    user(given, about = {}) {
      const id = idOf(given)
      const known = people.get(id)
      if (known) return known
      const person = makePerson(world, addContact(world, { id, ...about }))
      people.set(id, person)
      world.changed()
      return person
    },
    people: () => [...people.values()],
    agent: (id = '7101234567890123456') => makeAgent(world, id),
    messagesOf: (user) => messagesOf(typeof user === 'string' ? user : user.id),
    talkOf: (user) => world.contacts.get(typeof user === 'string' ? user : user.id)?.shown ?? [],
    delivered: () => {
      const counts = [...world.contacts.keys()].map(
        (id) => [id, messagesOf(id).filter((m) => m.by === 'oa').length] as const,
      )
      return new Map(counts.filter(([, count]) => count > 0))
    },
    calls: world.calls,
    violations: world.violations,
    ledger: () => world.charges,
    pace: () => ({ sentAt: world.sentAt, tooMany: world.counts.tooMany }),
    reliedOn: () => [...world.relied].sort(),
    coverage: () =>
      [...world.relied].sort().map((name) => ({ name, about: (gaps as Record<string, string>)[name] ?? 'a variant' })),
    setWebhook: world.hook.save,
    webhook: world.hook.state,
    events: world.hook.events,
    resend: world.hook.resend,
    forge: (how, body = {}) => world.hook.forge(how, { ...forgedBody(world), ...body } as EventBody),
    hold: world.hook.hold,
    release: (order = 'kept') => world.hook.release(order),
    lose: world.hook.lose,
    shake: world.hook.shake,
    fail: faults.add,
    storm: (given) => {
      storm = makeStorm(given)
      lastStorm = storm
    },
    stormed: () => lastStorm?.struck ?? [],
    clearFaults: () => {
      faults.clear()
      storm = undefined
      world.hook.shake(undefined)
    },
    latency: (ms) => {
      latencyMs = ms
    },
    limit: (perMinute) => {
      world.settings.perMinute = perMinute
    },
    until: async (condition, ms = 5000) => {
      await world.until(condition, { ms, what: () => `not reached: ${condition}` })
    },
    quiet: async (ms = 5000) => {
      world.agenda.due()
      await world.until(() => !world.hook.busy(), { ms, what: () => 'events are still on their way' })
    },
    look: () => {
      world.agenda.due()
      world.changed()
    },
    watch: world.watch,
    upload: (id) => world.uploads.get(id)?.bytes,
    picture: (picture) => `${root}${media.add(picture)}`,
    bot,
    close: () =>
      new Promise((resolve) => {
        world.agenda.close()
        world.hook.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function makeWorld(options: ZaloOptions): World {
  const now = options.now ?? Date.now
  const variant = { ...documented, ...options.variant }
  const settings: Settings = {
    ...usual,
    redirectUri: 'http://127.0.0.1:3000/console/channels/zalo/callback',
    mediaRoot: '',
    ...options.settings,
  }
  if (variant.signatureKey === 'appSecret') settings.secretKey = settings.appSecret
  const relied = new Set<string>()
  let count = 0
  const next = () => {
    count += 1
    return count
  }
  const world: World = {
    settings,
    variant,
    now,
    agenda: makeAgenda(now),
    tokens: makeTokens({ now, root: settings.appId }),
    hook: makeHook(() => world),
    contacts: new Map(),
    uploads: new Map(),
    templates: new Map((options.templates ?? []).map((given) => [given.id, templateOf(given)])),
    phoneSends: [],
    charges: [],
    calls: [],
    violations: [],
    sentAt: [],
    counts: { tooMany: 0 },
    relied,
    next,
    nextMessageId: () => sha256Of(`message ${next()}`).slice(0, 20),
    way: (name) => {
      relied.add(`${name}=${variant[name]}`)
      return variant[name]
    },
    lean: (gap) => void relied.add(gap),
    ...makeHappenings(),
  }
  world.hook.use(options.webhook)
  return world
}

// Neighbours in the last digit, which a number of JavaScript cannot tell apart.
const firstUser = 2_468_458_835_296_190_000n
const firstByApp = 5_521_772_797_175_870_000n

function idOf(given: number | string): string {
  return typeof given === 'string' ? given : String(firstUser + BigInt(given))
}

function addContact(world: World, about: { id: string; name?: string; phone?: string }): Contact {
  const { id } = about
  const number = BigInt.asUintN(64, BigInt(id) - firstUser)
  const contact: Contact = {
    id,
    byApp: String(firstByApp + (number % 1_000_000_000n)),
    name: about.name ?? `Bà con ${number % 1_000_000n}`,
    phone: about.phone ?? `849${String(number % 100_000_000n).padStart(8, '0')}`,
    follower: false,
    left: false,
    interactedAt: undefined,
    onlyFollowed: false,
    welcomeLeft: 3,
    state: 'open',
    refusesTemplates: false,
    admin: false,
    shared: undefined,
    shown: [],
    actedAt: 0,
    seen: 0,
  }
  world.contacts.set(id, contact)
  return contact
}

function forgedBody(world: World): EventBody {
  const id = idOf(999_999)
  return {
    app_id: world.settings.appId,
    sender: { id },
    user_id_by_app: String(firstByApp),
    recipient: { id: world.settings.oaId },
    event_name: 'user_send_text',
    message: { text: 'forged', msg_id: world.nextMessageId() },
    timestamp: String(world.now()),
  }
}
