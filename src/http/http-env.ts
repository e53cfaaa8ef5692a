import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'

/** What a request carries besides itself. `incoming` is missing in tests, which use no socket. */
export interface HttpEnv {
  Bindings: {
    incoming?: IncomingMessage
    /** Fires when the server shuts down: what stays open ends then. */
    closing?: AbortSignal
  }
  Variables: { requestId: string }
}

/** One request, as the pages and routes of this folder see it. */
export type Ctx = Context<HttpEnv>

/**
 * The network address that a request came from. A proxy in the own network is believed about whom it speaks for,
 * by the last entry that it added; anybody else is not.
 */
export function networkAddressOf(c: Ctx): string {
  const peer = (bindingsOf(c).incoming?.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && isPrivate(peer) ? forwarded : peer
}

/** What the server gave along; nothing where there is none. */
export function bindingsOf(c: Ctx): HttpEnv['Bindings'] {
  return (c.env as HttpEnv['Bindings'] | undefined) ?? {}
}

// RFC 1918, loopback, and their counterparts of IPv6.
function isPrivate(address: string): boolean {
  return /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(address)
}
