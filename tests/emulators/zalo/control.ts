import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ZaloEmulator } from './emulator.ts'
import type { Person } from './person.ts'
import { choices } from './variants.ts'
import type { Shown } from './world.ts'

/** What an emulator that runs by itself can be told from outside. */
export interface Control {
  emulator: () => ZaloEmulator
  /** Sets the clock forward, in milliseconds. */
  moveClock: (ms: number) => void
  now: () => number
}

/** The control endpoint: `POST /__emu/<what>` with JSON, `GET /__emu/<what>`. It answers JSON; what cannot be done is a 400 with the reason. */
export function makeControl(control: Control) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = new URL(request.url ?? '/', 'http://emulator')
    // The button of the page of consent lies there too, and is not ours.
    if (!url.pathname.startsWith('/__emu/') || url.pathname === '/__emu/consent') return false
    if (url.pathname === '/__emu/stream') return stream(control.emulator(), response)
    void act({ control, url, request }).then(
      (answer) => reply(response, 200, answer ?? { ok: true }),
      (error) => reply(response, 400, { error: String(error) }),
    )
    return true
  }
}

interface Ask {
  // biome-ignore lint/suspicious/noExplicitAny: a tool of tests, typed by hand
  body: any
  bytes: Buffer
  query: URLSearchParams
  emulator: ZaloEmulator
  control: Control
}

// What can be asked, as `METHOD path`. Bodies are JSON; fields in square brackets may be left out.
const acts: Record<string, (ask: Ask) => unknown> = {
  // Everything that the page shows; ?user= the talk with one person
  'GET state': state,
  'GET env': ({ emulator }) => emulator.env(),
  'GET violations': ({ emulator }) => emulator.violations,
  'GET coverage': ({ emulator }) => emulator.coverage(),
  'GET ledger': ({ emulator }) => emulator.ledger(),
  'GET calls': ({ emulator }) => emulator.calls,
  'GET events': ({ emulator }) => emulator.events(),
  'GET stormed': ({ emulator }) => emulator.stormed(),
  'GET delivered': ({ emulator }) => ({
    total: emulator.pace().sentAt.length,
    users: Object.fromEntries(emulator.delivered()),
  }),
  'GET choices': () => choices,
  // { user, [name], [phone] }: a number or an id
  'POST users': ({ body, emulator }) => personFields(emulator.user(body.user, body)),
  // { to, text }
  'POST agent': ({ body, emulator }) => ({ event: emulator.agent().type(body.to, body.text) }),
  // { ms }: sets the clock forward
  'POST clock': ({ body, control, emulator }) => {
    control.moveClock(body.ms)
    emulator.look()
    return { now: control.now() }
  },
  // { url }: saves the webhook, which is asked first
  'POST webhook': ({ body, emulator }) => emulator.setWebhook(body.url),
  // { eventId }
  'POST resend': async ({ body, emulator }) => ({ answer: await emulator.resend(body.eventId) }),
  // { how, [body] }
  'POST forge': async ({ body, emulator }) => ({ answer: await emulator.forge(body.how, body.body) }),
  'POST hold': ({ emulator }) => emulator.hold(),
  // { [order] }
  'POST release': ({ body, emulator }) => emulator.release(body.order),
  // { count }
  'POST lose': ({ body, emulator }) => emulator.lose(body.count),
  // { seed, [twice], [late], [lost] }
  'POST shake': ({ body, emulator }) => emulator.shake(body),
  // { how, [times], [call], [to], [cutMs], [code], [message] }
  'POST fail': ({ body, emulator }) => emulator.fail(body),
  // { seed, share: { lost: 0.02, ... }, [calls], [perUser], [cutMs] }
  'POST storm': ({ body, emulator }) => emulator.storm(body),
  'POST clear-faults': ({ emulator }) => emulator.clearFaults(),
  // { ms }
  'POST latency': ({ body, emulator }) => emulator.latency(body.ms),
  // { perMinute }
  'POST limit': ({ body, emulator }) => emulator.limit(body.perMinute ?? undefined),
  // { buttons: 'drop', ... }
  'POST vary': ({ body, emulator }) => emulator.vary(body),
  // { package: 'comprehensive', walletDong: 0, ... }
  'POST settings': ({ body, emulator }) => Object.assign(emulator.settings, body) && undefined,
  // { id, [text], [parameters], ... }
  'POST template': ({ body, emulator }) => emulator.template(body),
  'POST issue': ({ emulator }) => emulator.issue(),
  'POST expire': ({ emulator }) => emulator.expire(),
  'POST revoke': ({ emulator }) => emulator.revoke(),
  // { [total], [user, text], [ms] }: answers when so many messages are delivered, or when that person sees that text
  'POST wait': ({ body, emulator }) => wait(emulator, body),
}

// What one person can be told: `POST users/<number or id>/<what>`.
const personal: Record<string, (person: Person, ask: Ask) => unknown> = {
  text: (person, { body }) => ({ event: person.type(body.text, body) }),
  press: (person, { body }) => ({ event: person.tap(body.label) ?? null }),
  // the picture itself, or nothing for a small one
  image: (person, { emulator, bytes, query }) => {
    const type = query.get('type') ?? 'image/png'
    return { event: person.sendPhoto(bytes.length > 0 ? emulator.picture({ type, bytes }) : undefined) }
  },
  location: (person, { body }) => ({ event: person.sendLocation(body.latitude, body.longitude) }),
  file: (person, { body }) => ({ event: person.sendFile(body) }),
  follow: (person, { body }) => ({ event: person.follow(body.source) }),
  unfollow: (person) => ({ event: person.unfollow() }),
  submit_info: (person, { body }) => ({ event: person.shareInfo(body) }),
  reads: (person) => ({ event: person.reads() ?? null }),
  wrote: (person, { body }) => person.wrote(body.ago),
  becomes: (person, { body }) => person.becomes(body.state),
}

async function act({ control, url, request }: { control: Control; url: URL; request: IncomingMessage }) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const path = url.pathname.slice('/__emu/'.length)
  const picture = path.endsWith('/image')
  const body = bytes.length > 0 && !picture ? JSON.parse(bytes.toString('utf8')) : {}
  const ask: Ask = { body, bytes, query: url.searchParams, emulator: control.emulator(), control }
  const [, user, what] = /^users\/(\d+)\/(\w+)$/.exec(path) ?? []
  if (user !== undefined && request.method === 'POST') {
    const chosen = personal[what!]
    if (!chosen) throw new Error(`No ${what}; a person can: ${Object.keys(personal).join(', ')}`)
    return chosen(ask.emulator.user(userOf(user)), ask)
  }
  const chosen = acts[`${request.method} ${path}`]
  if (!chosen) throw new Error(`No ${request.method} ${path}; there are: ${Object.keys(acts).join(', ')}`)
  return chosen(ask)
}

// Short ones are the numbers of a test, long ones are ids.
function userOf(given: string): number | string {
  return given.length > 12 ? given : Number(given)
}

function state({ emulator, query, control }: Ask) {
  const user = query.get('user')
  const newest = <Item>(items: readonly Item[]) => items.slice(-60).reverse()
  return {
    oaName: emulator.settings.oaName,
    now: control.now(),
    people: emulator.people().map(personFields),
    talk:
      user === null
        ? []
        : emulator
            .talkOf(user)
            .filter((m) => !m.hidden)
            .map(shownFields),
    webhook: emulator.webhook(),
    events: newest(emulator.events()).map(({ id, name, about, state: became, answers, bytes }) => {
      return { id, name, about, state: became, answers, bytes }
    }),
    calls: newest(emulator.calls),
    violations: emulator.violations,
    coverage: emulator.coverage(),
    spentDong: emulator.ledger().reduce((sum, charge) => sum + charge.dong, 0),
    walletDong: emulator.settings.walletDong ?? null,
    variant: emulator.variant,
  }
}

function personFields({ id, name, phone, follows }: Person) {
  return { id, name, phone, follows: follows() }
}

// What was uploaded lies with the emulator.
function shownFields(shown: Shown) {
  const uploaded = shown.media?.startsWith('EMU_') === true
  return uploaded ? { ...shown, media: `/uploads/${shown.media}` } : shown
}

async function wait(emulator: ZaloEmulator, body: { total?: number; user?: number; text?: string; ms?: number }) {
  const ms = body.ms ?? 30_000
  if (body.user !== undefined) return emulator.user(body.user).waitFor(body.text ?? '', ms)
  await emulator.until(() => emulator.pace().sentAt.length >= (body.total ?? 1), ms)
  return { total: emulator.pace().sentAt.length, users: Object.fromEntries(emulator.delivered()) }
}

// Says to the page that something happened; it asks for the state itself.
function stream(emulator: ZaloEmulator, response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('data: 0\n\n')
  const off = emulator.watch(() => void response.write('data: 0\n\n'))
  response.on('close', off)
  return true
}

function reply(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
