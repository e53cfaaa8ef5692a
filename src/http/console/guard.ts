import type { Context, HonoRequest } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { plainText } from '../../domain/plain-text.ts'
import { may, needsSecondFactor, type Permission } from '../../domain/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from './deps.ts'
import { forbidden, missing } from './respond.tsx'
import { makeUi, type Ui } from './ui.ts'

/** The one gate: who is not signed in, or whose account was shut, goes to the sign-in; all others are known to every page behind it. */
export function signedInOnly(deps: ConsoleDeps) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const session = await deps.auth.session(c.req.raw.headers)
    const staff = session ? await deps.store.staff.find(session.staffId) : undefined
    if (!session || !staff || staff.disabledAt) return c.redirect(signInPath(c.req.method, c.req.path))
    c.set('staff', staff)
    c.set('sessionId', session.sessionId)
    c.set('ui', makeUi(deps.language, { lang: staff.lang, now: deps.clock.now(), staff, path: shownPath(c.req) }))
    for (const cookie of session.cookies) c.header('set-cookie', cookie, { append: true })
    // No address of ours holds what no database takes.
    return plainText(c.req.path) === c.req.path ? next() : missing(c)
  })
}

/** Whose role needs a second factor, and who has none yet, gets no further than to the page that sets it up, and to the other language. */
export function secondFactorFirst({ secondFactor }: Pick<ConsoleDeps, 'secondFactor'>) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const staff = c.get('staff')
    const held = secondFactor !== 'offered' && needsSecondFactor(staff.role) && !staff.secondFactor
    if (!held || c.req.path === '/console/language') return next()
    return c.redirect('/console/account/second-factor', c.req.method === 'GET' ? 302 : 303)
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

/** What stands in the address line. After a form that was not taken it is the page that the form stood on. */
function shownPath(req: HonoRequest): string {
  const url = req.method === 'GET' ? req.url : (req.header('referer') ?? '')
  if (!URL.canParse(url)) return '/console'
  const { pathname, search } = new URL(url)
  return safeBack(pathname + search)
}

/** How a page speaks to somebody whom we do not know: in the language that a link chose last. */
export function openUi(c: Context<ConsoleEnv>, deps: Pick<ConsoleDeps, 'language' | 'clock' | 'insecureCookies'>): Ui {
  const { langs } = deps.language
  const asked = c.req.query('lang')
  const chosen = [asked, getCookie(c, 'loa_console_lang')].find((lang) => lang !== undefined && langs.includes(lang))
  if (asked && asked === chosen) {
    const kept = { path: '/console', sameSite: 'Lax', httpOnly: true, maxAge: 400 * 86_400 } as const
    setCookie(c, 'loa_console_lang', asked, { ...kept, secure: !deps.insecureCookies })
  }
  return makeUi(deps.language, {
    lang: chosen ?? deps.language.nearest(undefined),
    now: deps.clock.now(),
    path: c.req.path,
  })
}

/** A path of the console to come back to, or its front page. */
export function safeBack(path: string | undefined): string {
  return path && /^\/console(?:[/?][\w./?=&%+*~-]*)?$/.test(path) ? path : '/console'
}

function signInPath(method: string, path: string): string {
  return method === 'GET' && path !== '/console'
    ? `/console/sign-in?next=${encodeURIComponent(path)}`
    : '/console/sign-in'
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
