import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Endpoint } from './ask.ts'
import { businessEndpoints } from './business.ts'
import { businessMessages, openapiMessages } from './codes.ts'
import { consultationEndpoints } from './consultation.ts'
import type { Fault } from './faults.ts'
import { oauthEndpoints, oauthError } from './oauth.ts'
import type { Rate } from './rate.ts'
import { bytesOf, fileOf, type Reading, type Root, readCall } from './reading.ts'
import { uploadEndpoints } from './uploads.ts'
import { userEndpoints } from './users.ts'
import { type Call, Refusal, Unknown, type World } from './world.ts'

/** Everything that is known, by method and path. */
export const endpoints: Record<string, Endpoint> = {
  ...oauthEndpoints,
  ...consultationEndpoints,
  ...uploadEndpoints,
  ...userEndpoints,
  ...businessEndpoints,
}

/** Stopped on purpose: what answers it today, nobody has seen. */
const stopped = ['/openapi/v3.0/oa/message/transaction', '/openapi/v3.0/oa/message/promotion']

/** A request, and what may befall it. */
export interface Serving {
  request: IncomingMessage
  response: ServerResponse
  world: World
  rate: Rate
  fault: (call: string, to: string | undefined) => Fault | undefined
  latencyMs: number
}

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** Answers one request as Zalo does. */
export async function serve(serving: Serving): Promise<void> {
  const { request, response, world } = serving
  const url = new URL(request.url ?? '/', 'http://emulator')
  const bytes = await bytesOf(request)
  const endpoint = endpoints[`${request.method} ${url.pathname}`]
  if (!endpoint) return reply(response, notKnown(world, `${request.method} ${url.pathname}${adviceOn(url.pathname)}`))
  const root = url.pathname.split('/')[1] as Root
  const reading = { endpoint, url, request, bytes, root }
  const call: Call = { name: endpoint.name, params: {}, at: world.now(), error: undefined }
  const unread = await refusals({ world, root, call, run: () => Object.assign(call, readCall(reading)) })
  world.calls.push(call)
  world.changed()
  const wrong = serving.fault(call.name, subjectOf(call.params))
  if (serving.latencyMs > 0) await pause(serving.latencyMs)
  if (broken(serving, wrong)) return world.changed()
  const watched = watch(world)
  const later: (() => void)[] = []
  const handling = { serving, reading, call, wrong, world: watched.world, later }
  const answer = unread ?? (await handle(handling))
  const confidence = { 'x-emu-confidence': watched.leaned() ? 'uncertain' : 'found' }
  finish(serving, { wrong, answer: { ...answer, headers: { ...answer.headers, ...confidence } } })
  for (const act of later) act()
}

interface Handling {
  serving: Serving
  reading: Reading & { root: Root }
  call: Call
  wrong: Fault | undefined
  /** The world as this call sees it. */
  world: World
  later: (() => void)[]
}

async function handle({ serving, reading, call, wrong, world, later }: Handling): Promise<Answer> {
  const { endpoint, root } = reading
  const headers: Record<string, string> = {}
  let answer: Answer = { status: 200, body: undefined }
  const refused = await refusals({
    world,
    root,
    call,
    async run() {
      if (wrong?.how === 'refuse') throw new Refusal(wrong.code ?? -200, wrong.message ?? '')
      admit({ serving, root, world, headers })
      const file = await fileOf(reading)
      const gone = goneOf(serving.response)
      const afterwards = (act: () => void) => void later.push(act)
      const data = await endpoint.run({
        world,
        params: call.params,
        headers: serving.request.headers,
        file,
        gone,
        afterwards,
      })
      const body = { ...(data === undefined ? {} : { data }), error: 0, message: 'Success' }
      answer = root === 'oauth' ? { status: 200, body: data } : { status: 200, body }
      call.error = 0
    },
  })
  return { ...(refused ?? answer), headers }
}

function goneOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return gone.signal
}

/** The person or number that a call is about, for faults. */
function subjectOf(params: Record<string, unknown>): string | undefined {
  const recipient = params.recipient as { user_id?: unknown } | null | undefined
  const subject = recipient?.user_id ?? params.user_id ?? params.phone
  return subject === undefined ? undefined : String(subject)
}

// Notices whether this very call leaned on something that is not sure.
function watch(world: World) {
  let leaned = false
  const note = <Args extends unknown[], Result>(act: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      leaned = true
      return act(...args)
    }
  }
  const way: World['way'] = (name) => {
    leaned = true
    return world.way(name)
  }
  return { world: { ...world, way, lean: note(world.lean) }, leaned: () => leaned }
}

// What is answered where a call is refused; undefined where it was not.
async function refusals(about: {
  world: World
  root: Root
  call: Call
  run: () => unknown
}): Promise<Answer | undefined> {
  const { world, call, run } = about
  try {
    await run()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return refusedWith(error, about)
    const what = error instanceof Unknown ? error.message : String(error instanceof Error ? error.stack : error)
    call.error = 501
    return notKnown(world, `${call.name}: ${what}`)
  }
}

function refusedWith(refusal: Refusal, { world, root, call }: { world: World; root: Root; call: Call }): Answer {
  const { code, message } = refusal
  call.error = code
  if (code === -32) world.counts.tooMany += 1
  if (root === 'oauth') return { status: 200, body: oauthError(refusal) }
  const usual = root === 'business' ? businessMessages : openapiMessages
  return { status: 200, body: { error: code, message: message || usual[code] || 'Error' } }
}

// Faults that come before anything is done. True when the answer is out, or never comes.
function broken({ request, response }: Serving, wrong: Fault | undefined): boolean {
  if (wrong?.how === 'hang') cut(request, wrong.cutMs)
  else if (wrong?.how === 'reset') cut(request, 0)
  else if (wrong?.how === 'gateway') gateway(response)
  else if (wrong?.how === 'error500') reply(response, { status: 500, body: { error: -1, message: 'Internal error' } })
  else return false
  return true
}

function finish({ request, response }: Serving, about: { wrong: Fault | undefined; answer: Answer }) {
  const how = about.wrong?.how
  if (how === 'lost') return cut(request, 0)
  if (how === 'silent') return cut(request, about.wrong?.cutMs)
  if (how === 'gatewayAfter') return gateway(response)
  reply(response, about.answer)
}

// Never where no time is said: then the caller has to give up.
function cut(request: IncomingMessage, afterMs: number | undefined): void {
  if (afterMs === 0) request.socket.destroy()
  else if (afterMs !== undefined) setTimeout(() => request.socket.destroy(), afterMs).unref()
}

function gateway(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
}

function reply(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

function notKnown(world: World, what: string): Answer {
  world.violations.push(what)
  world.changed()
  return { status: 501, body: { emulator: 'unknown', what } }
}

function adviceOn(path: string): string {
  if (stopped.includes(path)) return ' was stopped on 2026-03-01; what answers it today is not known'
  if (/^\/v[234]\./.test(path)) return ': the path of the root is missing; it ends in /oauth, /openapi or /business'
  return ''
}

interface Admitting {
  serving: Serving
  root: Root
  world: World
  /** The headers of the answer, which say how many calls are left. */
  headers: Record<string, string>
}

// May this call be made at all? The token, the package, the pace.
function admit({ serving, root, world, headers }: Admitting): void {
  if (root === 'oauth') return
  const given = serving.request.headers
  const token = typeof given.access_token === 'string' ? given.access_token : ''
  if (given.authorization !== undefined) world.violations.push('an access token in Authorization')
  refuseToken({ world, root, token })
  if (world.settings.proof) {
    const proof = createHmac('sha256', world.settings.appSecret).update(token).digest('hex')
    if (given.appsecret_proof !== proof) throw new Refusal(root === 'business' ? -1241 : -242)
  }
  if (root === 'business') return
  if (['basic', 'standard'].includes(world.settings.package)) throw new Refusal(-224)
  const { limit, left } = serving.rate.take()
  headers['x-ratelimit-limit'] = String(limit)
  headers['x-ratelimit-remain'] = String(Math.max(0, left))
  if (left < 0) throw new Refusal(-32)
}

function refuseToken({ world, root, token }: { world: World; root: Root; token: string }): void {
  const standing = world.tokens.standing(token)
  if (standing === 'good') return
  if (root === 'business') throw new Refusal(-124)
  const way = world.way('authCode')
  if (way !== 'documented') throw new Refusal(Number(way))
  throw new Refusal(standing === 'expired' ? -220 : -216)
}
