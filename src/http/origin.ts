import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** What only reads needs no protection. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site made a browser send. Browsers say where a request comes from, in one of two headers;
 * programs say neither and carry no cookie of anybody. Old browsers that say nothing are stopped by the seal of the form.
 */
export function sameOriginOnly(
  publicUrl: string,
  refuse: (c: Parameters<MiddlewareHandler<HttpEnv>>[0]) => Response | Promise<Response>,
): MiddlewareHandler<HttpEnv> {
  const own = originOf(publicUrl)
  return async (c, next) => {
    if (reading.has(c.req.method)) return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const host = c.req.header('host')
    const fromHere =
      site === undefined
        ? origin === undefined || origin === own || (host !== undefined && hostOf(origin) === host)
        : site === 'same-origin' || site === 'none'
    return fromHere ? next() : refuse(c)
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}
