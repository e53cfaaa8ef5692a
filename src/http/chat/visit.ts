import { randomBytes } from 'node:crypto'
import type { InboundKind } from '../../ports/channel.ts'
import { type Ctx, networkAddressOf } from '../http-env.ts'
import { sorry } from '../sorry.tsx'
import type { ChatDeps } from './chat-deps.ts'
import { inboundOf, startCode } from './inbound.ts'
import { sayAndWait } from './say-and-wait.ts'
import { langOf, showChat } from './show.tsx'
import { newVisitor, type Visitor, visitorOf } from './visitor.ts'

/**
 * `GET /chat`. Somebody new gets an identity first and comes back with it, so that what keeps no cookies (a preview of the link
 * in a messenger, a crawler) starts no talk. `?start=CODE` is said once and leaves the address line.
 */
export async function visit(c: Ctx, deps: ChatDeps): Promise<Response> {
  const code = startCode.safeParse(c.req.query('start')).data
  const visitor = visitorOf(c, deps)
  if (!visitor) return welcome(c, deps, code)
  if (code !== undefined) {
    const refusal = await begin(c, deps, { visitor, id: randomBytes(12).toString('base64url'), payload: code })
    return refusal ?? c.redirect('/chat', 303)
  }
  const before = c.req.query('before')
  const refusal = before === undefined ? await firstWord(c, deps, visitor) : undefined
  if (refusal) return refusal
  if (c.req.query('hello') !== undefined) return c.redirect('/chat', 303)
  return showChat(c, deps, { visitor, status: 200, ...(before === undefined ? {} : { before }) })
}

async function welcome(c: Ctx, deps: ChatDeps, code: string | undefined): Promise<Response> {
  if (c.req.query('hello') !== undefined) return sorry(c, deps, { status: 400, key: 'cookies' })
  const wait = await deps.limits.newcomer(networkAddressOf(c))
  if (wait !== undefined) return tooMany(c, deps, wait)
  newVisitor(c, deps)
  return c.redirect(code === undefined ? '/chat?hello=1' : `/chat?hello=1&start=${code}`, 303)
}

/** A talk in which nobody said anything begins by itself, once. */
async function firstWord(c: Ctx, deps: ChatDeps, visitor: Visitor): Promise<Response | undefined> {
  const lines = await deps.store.history.ofSender(visitor.sender, { limit: 1 })
  return lines.length === 0 ? begin(c, deps, { visitor, id: 'first-word' }) : undefined
}

async function begin(c: Ctx, deps: ChatDeps, start: { visitor: Visitor; id: string; payload?: string }) {
  const { visitor, id, payload } = start
  const wait = await deps.limits.message({ address: visitor.sender.address, network: networkAddressOf(c) })
  if (wait !== undefined) return tooMany(c, deps, wait)
  const what: InboundKind = { kind: 'start', ...(payload === undefined ? {} : { payload }) }
  const lang = await langOf(c, deps, visitor)
  await sayAndWait(deps, visitor, inboundOf(visitor, { id, what, lang, at: deps.clock.now() }))
  return undefined
}

function tooMany(c: Ctx, deps: ChatDeps, wait: number): Promise<Response> {
  c.header('Retry-After', String(wait))
  return sorry(c, deps, { status: 429, key: 'too_many', with: { seconds: wait } })
}
