import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { HttpDeps } from './env.ts'
import type { Ctx } from './http-env.ts'
import { chosenLang } from './lang.ts'
import { document, Page, sign } from './page.tsx'

/** What went wrong: a key of `http` and what fills its gaps. */
export interface Sorry {
  status: ContentfulStatusCode
  key: string
  with?: Record<string, string | number>
  /** The field of the request that is at fault, for programs. */
  field?: string
}

/** One plain sentence: a page for people, JSON for programs. */
export async function sorry(c: Ctx, deps: Pick<HttpDeps, 'language'>, what: Sorry): Promise<Response> {
  const lang = chosenLang(c, deps)
  const say = (key: string) => deps.language.say({ key: `http:${key}`, with: what.with ?? {} }, lang)
  const sentence = say(what.key)
  if (!wantsPage(c)) return c.json({ error: sentence, ...(what.field ? { field: what.field } : {}) }, what.status)
  const page = (
    <Page lang={lang} title={say('title')} kind="sorry">
      <main class="note">
        <img src={sign.href} alt="" width="64" height="64" />
        <h1>{say('title')}</h1>
        <p>{sentence}</p>
        <p>
          <a class="press" href="/chat">
            {say('to_chat')}
          </a>
        </p>
      </main>
    </Page>
  )
  return c.html(await document(page), what.status)
}

/** True where a person looks at the answer. Programs, and our own script, say that they want JSON or say nothing. */
export function wantsPage(c: Ctx): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false
}
