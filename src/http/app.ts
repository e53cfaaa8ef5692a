import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { chairRoutes } from './chair/index.ts'
import { chatRoutes } from './chat/index.ts'
import type { HttpDeps } from './env.ts'
import { type Check, healthRoutes, type Measure } from './health.ts'
import type { HttpEnv } from './http-env.ts'
import { openApi } from './openapi.ts'
import { sameOriginOnly } from './origin.ts'
import { pictureRoutes } from './picture.ts'
import { sorry } from './sorry.tsx'
import { type Demo, startRoutes } from './start-page.tsx'
import { webhookRoutes } from './webhooks.ts'

/** What is mounted besides our own pages, and what they show. */
export interface HttpParts {
  /** Pages by the path that they are mounted under, such as `/console`. */
  routes: Record<string, Hono>
  checks: Check[]
  measures: Measure[]
  /** Set in the demo: what the start page offers to try. */
  demo?: Demo
}

const MOST_BYTES = { webhook: 1024 * 1024, form: 64 * 1024 }

/** A picture and a list are taken in, and weighed, by their own routes. */
const ownWeight = ['/webhooks/', '/chat/photo', '/console/imports/upload', '/console/announcements/picture/']

/** Every page and route of the service, for one server. */
export function makeHttp(deps: HttpDeps & HttpParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.use(requestId())
  app.use(secure(deps))
  app.use('/webhooks/*', limited(deps, MOST_BYTES.webhook))
  app.use(ownWeight.reduceRight((inner, path) => unless(path, inner), limited(deps, MOST_BYTES.form)))
  app.use(
    unless(
      '/webhooks/',
      sameOriginOnly(deps.publicUrl, (c) => sorry(c, deps, { status: 403, key: 'other_site' })),
    ),
  )
  app.route('/', healthRoutes(deps))
  app.get('/openapi.json', (c) => c.json(openApi(deps.publicUrl)))
  app.route('/webhooks', webhookRoutes(deps))
  app.route('/chat', chatRoutes(deps))
  app.route('/chair', chairRoutes(deps))
  app.route('/picture', pictureRoutes(deps))
  app.route('/', startRoutes(deps))
  for (const [path, routes] of Object.entries(deps.routes)) app.route(path, routes)
  app.notFound((c) => sorry(c, deps, { status: 404, key: 'not_found' }))
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 403)
      return sorry(c, deps, { status: 403, key: 'other_site' })
    const id = c.get('requestId')
    deps.log.error({ error, requestId: id, method: c.req.method, path: logged(c.req.path) }, 'http: a request failed')
    return sorry(c, deps, { status: 500, key: 'our_fault', with: { id } })
  })
  return app
}

/** An address as it may stand in the log: what is long enough to open a door is left out. */
function logged(path: string): string {
  return path.replace(/[^/]{20,}/g, '[hidden]')
}

type Middleware = ReturnType<typeof sameOriginOnly>

/** What a page of ours never asks a browser for. */
const unused = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'displayCapture',
  'publickeyCredentialsGet',
] as const

function secure({ publicUrl }: HttpDeps): Middleware {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    // With "no-referrer" browsers hide where a form of our own comes from, too.
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    permissionsPolicy: Object.fromEntries(unused.map((feature) => [feature, []])),
  })
}

/** What says its length is weighed by that; looking at the stream of the body costs a webhook half of its work. */
function limited(deps: HttpDeps, maxSize: number, key = 'too_long'): Middleware {
  const tooLong = (c: Parameters<Middleware>[0]) => sorry(c, deps, { status: 413, key })
  const counted = bodyLimit({ maxSize, onError: tooLong })
  return (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) <= maxSize ? next() : Promise.resolve(tooLong(c))
  }
}

function unless(path: string, middleware: Middleware): Middleware {
  return (c, next) => (c.req.path.startsWith(path) ? next() : middleware(c, next))
}
