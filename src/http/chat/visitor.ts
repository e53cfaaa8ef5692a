import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpDeps } from '../env.ts'
import type { Ctx } from '../http-env.ts'

/** Somebody who chats on our page. */
export interface Visitor {
  /** What only this browser knows. Never kept, never logged. */
  secret: string
  /** The address on the channel: a digest of the secret, so that who reads the database or a log cannot pose as the person. */
  sender: { channel: 'web'; address: string }
}

type CookieDeps = Pick<HttpDeps, 'insecureCookies'>

/** The longest that browsers keep a cookie. */
const KEPT_SECONDS = 400 * 86_400

/** 128 random bits as text. */
const SECRET = /^[A-Za-z0-9_-]{22}$/

/** Who sends this request; undefined for somebody new and for a cookie that was never ours. Being seen keeps the cookie alive. */
export function visitorOf(c: Ctx, deps: CookieDeps): Visitor | undefined {
  const secret = getCookie(c, cookieName(deps))
  if (!secret || !SECRET.test(secret)) return undefined
  keep(c, deps, secret)
  return visitorBy(secret)
}

/** Somebody new: gives this browser an identity. */
export function newVisitor(c: Ctx, deps: CookieDeps): Visitor {
  const secret = randomBytes(16).toString('base64url')
  keep(c, deps, secret)
  return visitorBy(secret)
}

/** The visitor that a secret belongs to. */
export function visitorBy(secret: string): Visitor {
  const address = createHash('sha256').update(secret).digest('base64url').slice(0, 22)
  return { secret, sender: { channel: 'web', address } }
}

/** What every form of a visitor carries: only who knows the cookie can make it, so another site cannot. */
export function sealOf({ secret }: Visitor): string {
  return createHmac('sha256', secret).update('form').digest('base64url').slice(0, 22)
}

/** Whether a form came from a page that we gave this visitor. */
export function sealFits(visitor: Visitor, seal: string): boolean {
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(visitor))]
  return given.length === right.length && timingSafeEqual(given, right)
}

// The prefix keeps other hosts of the same domain from setting it; browsers take it over HTTPS only.
function cookieName(deps: CookieDeps): string {
  return deps.insecureCookies ? 'loa_web' : '__Host-loa_web'
}

function keep(c: Ctx, deps: CookieDeps, secret: string): void {
  setCookie(c, cookieName(deps), secret, {
    path: '/',
    maxAge: KEPT_SECONDS,
    httpOnly: true,
    sameSite: 'Lax',
    secure: !deps.insecureCookies,
  })
}
