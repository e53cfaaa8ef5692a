import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { may, type Permission } from '../../domain/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from './deps.ts'
import { forbidden } from './respond.tsx'
import { makeUi } from './ui.ts'

/** The one gate: who is not signed in, or whose account was shut, goes to the sign-in; all others are known to every page behind it. */
export function signedInOnly(deps: ConsoleDeps) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const session = await deps.auth.session(c.req.raw.headers)
    const staff = session ? await deps.store.staff.find(session.staffId) : undefined
    if (!session || !staff || staff.disabledAt) return c.redirect(signInPath(c.req.method, c.req.path))
    c.set('staff', staff)
    c.set('ui', makeUi(deps.language, { lang: staff.lang, now: deps.clock.now(), staff, path: c.req.path }))
    for (const cookie of session.cookies) c.header('set-cookie', cookie, { append: true })
    return next()
  })
}

/** Lets those in whose role may do that. */
export function needs(permission: Permission) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    if (!may(c.get('staff').role, permission)) return forbidden(c)
    return next()
  })
}

/** Takes forms of our own pages only, and lets nobody keep a page: it may hold what others must not read. */
export function ownFormsOnly({ publicUrl }: Pick<ConsoleDeps, 'publicUrl'>) {
  const own = new URL(publicUrl).origin
  return csrf({ origin: (origin, c) => origin === own || hostOf(origin) === c.req.header('host') })
}

/** Pages hold personal data: no cache keeps them. */
export const keepNothing = createMiddleware(async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
})

/** A path of the console to come back to, or its front page. */
export function safeBack(path: string | undefined): string {
  return path && /^\/console(\/[\w./?=&%-]*)?$/.test(path) ? path : '/console'
}

function signInPath(method: string, path: string): string {
  return method === 'GET' && path !== '/console'
    ? `/console/sign-in?next=${encodeURIComponent(path)}`
    : '/console/sign-in'
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
