import { getCookie, setCookie } from 'hono/cookie'
import type { HttpDeps } from './env.ts'
import type { Ctx } from './http-env.ts'

const COOKIE = 'loa_lang'

/** A year and a bit: the longest that browsers keep a cookie. */
const KEPT_SECONDS = 400 * 86_400

/** The language that a visitor chose, else the first one: what a browser asks for is set by the shop that sold the phone. */
export function chosenLang(c: Ctx, { language }: Pick<HttpDeps, 'language'>): string {
  const chosen = getCookie(c, COOKIE)
  return chosen && language.langs.includes(chosen) ? chosen : language.nearest(undefined)
}

/** Keeps a choice of language. Anything else is passed over; the answer is whether it was a language. */
export function keepLang(c: Ctx, deps: Pick<HttpDeps, 'language' | 'insecureCookies'>, lang: string): boolean {
  if (!deps.language.langs.includes(lang)) return false
  setCookie(c, COOKIE, lang, {
    path: '/',
    maxAge: KEPT_SECONDS,
    sameSite: 'Lax',
    httpOnly: true,
    secure: !deps.insecureCookies,
  })
  return true
}
