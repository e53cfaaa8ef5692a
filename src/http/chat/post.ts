import { z } from 'zod'
import type { InboundKind } from '../../ports/channel.ts'
import { type Ctx, networkAddressOf } from '../http-env.ts'
import { keepLang } from '../lang.ts'
import { sorry, wantsPage } from '../sorry.tsx'
import type { ChatDeps } from './chat-deps.ts'
import { cleanText, inboundOf, onceId, tapToken } from './inbound.ts'
import { accept, sayAndWait } from './say-and-wait.ts'
import { langOf, saying, showChat } from './show.tsx'
import { sealFits, type Visitor, visitorOf } from './visitor.ts'

const sentForm = z.object({ id: onceId, seal: z.string(), text: z.string().optional(), token: tapToken.optional() })
const languageForm = z.object({ seal: z.string(), lang: z.string() })

/**
 * `POST /chat`: the forms of the page. A browser without script waits for the answer and gets the page again; our script,
 * which asks for JSON, gets a short yes and hears of the answer by itself.
 */
export async function post(c: Ctx, deps: ChatDeps): Promise<Response> {
  const form = sentForm.safeParse(await fieldsOf(c))
  const visitor = visitorOf(c, deps)
  if (!visitor) return sorry(c, deps, { status: 401, key: 'cookies' })
  if (!form.success)
    return sorry(c, deps, { status: 400, key: 'bad_form', field: String(form.error.issues[0]?.path[0] ?? '') })
  if (!sealFits(visitor, form.data.seal)) return sorry(c, deps, { status: 403, key: 'old_page' })
  const what = saidIn(form.data)
  if (!what) return wantsPage(c) ? c.redirect('/chat', 303) : c.json({ ok: true })
  const wait = await deps.limits.message({ address: visitor.sender.address, network: networkAddressOf(c) })
  if (wait !== undefined) return slower(c, deps, { visitor, wait, kept: what.kind === 'text' ? what.text : '' })
  const lang = await langOf(c, deps, visitor)
  const inbound = inboundOf(visitor, { id: form.data.id, what, lang, at: deps.clock.now() })
  if (!wantsPage(c)) {
    await accept(deps, inbound)
    return c.json({ ok: true }, 202)
  }
  await sayAndWait(deps, visitor, inbound)
  return c.redirect('/chat', 303)
}

/** `POST /chat/language`: the page in another language, and the answers from now on. */
export async function switchLanguage(c: Ctx, deps: ChatDeps): Promise<Response> {
  const form = languageForm.safeParse(await fieldsOf(c))
  const visitor = visitorOf(c, deps)
  if (!visitor) return sorry(c, deps, { status: 401, key: 'cookies' })
  if (!form.success || !sealFits(visitor, form.data.seal)) return sorry(c, deps, { status: 403, key: 'old_page' })
  if (!keepLang(c, deps, form.data.lang)) return sorry(c, deps, { status: 400, key: 'bad_form', field: 'lang' })
  const account = await deps.store.history.accountAt(visitor.sender)
  if (account) await deps.store.accounts.setLang(account.id, form.data.lang)
  return c.redirect('/chat', 303)
}

/** The fields of a form; of a body that is no form, none. */
function fieldsOf(c: Ctx): Promise<object> {
  return c.req.parseBody().catch(() => ({}))
}

function saidIn({ text, token }: { text?: string | undefined; token?: string | undefined }): InboundKind | undefined {
  if (token !== undefined) return { kind: 'tap', token }
  const clean = cleanText(text ?? '')
  return clean === undefined ? undefined : { kind: 'text', text: clean }
}

/** One too many: what was typed is kept in the field. */
async function slower(
  c: Ctx,
  deps: ChatDeps,
  about: { visitor: Visitor; wait: number; kept: string },
): Promise<Response> {
  const { visitor, wait, kept } = about
  c.header('Retry-After', String(wait))
  if (wantsPage(c)) {
    return showChat(c, deps, { visitor, kept, notice: { key: 'slower', with: { seconds: wait } }, status: 429 })
  }
  const t = saying(deps, await langOf(c, deps, visitor))
  return c.json({ error: t('notice.slower', { seconds: wait }) }, 429)
}
