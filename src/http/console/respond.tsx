import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { plainText } from '../../domain/plain-text.ts'
import { document } from '../page.tsx'
import type { Ctx } from './deps.ts'
import { Layout } from './layout.tsx'
import type { Ui } from './ui.ts'

/** Answers with a page. */
export async function show(
  c: { html: Ctx['html'] },
  page: { toString(): string } | Promise<{ toString(): string }>,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return c.html(await document(page), status)
}

/** "There is no such page": also for what belongs to another unit, so that nobody learns that it exists. */
export function missing(c: Ctx): Promise<Response> {
  return show(c, <Plain ui={c.get('ui')} of="missing" />, 404)
}

/** "Not for your role." */
export function forbidden(c: Ctx): Promise<Response> {
  return show(c, <Plain ui={c.get('ui')} of="forbidden" />, 403)
}

/** After a form was taken: on to the page that shows what became of it. */
export function onTo(c: Ctx, path: string, done?: string): Response {
  return c.redirect(done ? `${path}${path.includes('?') ? '&' : '?'}done=${done}` : path, 303)
}

/** The notice that a link asks for, where it is one of ours. */
export function doneOf(c: Ctx, ...known: string[]): { done?: string } {
  const done = c.req.query('done')
  return done && known.includes(done) ? { done } : {}
}

/** The fields of a form as they were typed, without what no database takes. A field that is sent several times is in `all`; a body that is no form has none. */
export async function typedForm(c: Ctx): Promise<Typed> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, string[]>)
  const all = (name: string) => [body[name]].flat().flatMap((v) => (typeof v === 'string' ? [plainText(v)] : []))
  return { one: (name) => all(name)[0] ?? '', all }
}

/** A form as it was sent. */
export interface Typed {
  one(name: string): string
  all(name: string): string[]
}

function Plain({ ui, of }: { ui: Ui; of: 'missing' | 'forbidden' }): Child {
  return (
    <Layout ui={ui} title={ui.t(`${of}.title`)}>
      <h1>{ui.t(`${of}.title`)}</h1>
      <p>{ui.t(`${of}.text`)}</p>
      <p>
        <a class="press" href="/console">
          {ui.t('back_home')}
        </a>
      </p>
    </Layout>
  )
}
