import type { World } from './http-world.ts'

/** A page as it came. */
export interface Page {
  status: number
  path: string
  html: string
  headers: Headers
}

/** A browser without script: it keeps cookies and follows redirects. `cookies: false` makes one that keeps none. */
export function openBrowser(world: World, settings: { cookies: boolean } = { cookies: true }) {
  const jar = new Map<string, string>()
  const ask = async (
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, ...(cookie ? { cookie } : {}) }
    const answer = await world.app.request(path, { ...init, headers })
    for (const line of settings.cookies ? answer.headers.getSetCookie() : []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    return answer
  }
  const follow = async (path: string, answer: Response): Promise<Page> => {
    const to = answer.headers.get('location')
    if (to) return follow(to, await ask(to, page))
    return { status: answer.status, path, html: await answer.text(), headers: answer.headers }
  }
  return {
    jar,
    ask,
    open: async (path: string) => follow(path, await ask(path, page)),
    /** Sends a form the way a browser does, and gives the page that follows. */
    submit: async (form: Form, path = '/chat') => follow(path, await ask(path, formOf(form, 'text/html'))),
    /** Sends a form the way our script does. */
    fetch: (form: Form, path = '/chat') => ask(path, formOf(form, 'application/json')),
    /** Sends JSON the way a program does. */
    say: (body: unknown) =>
      ask('/chat/api/messages', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
  }
}

/** What a form sends. */
export type Form = Record<string, string>

/** A browser that is open. */
export type Browser = ReturnType<typeof openBrowser>

/** The hidden fields of the field to type in. */
export function composerOf(html: string): { id: string; seal: string } {
  return hiddenOf(/<form id="composer"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '')
}

/** The button with that label: what its form sends when it is pressed. The last one, where there are several. */
export function pressOf(html: string, label: string): Form {
  const forms = [...html.matchAll(/<form [^>]*class="presses">[\s\S]*?<\/form>/g)].map(([form]) => form)
  for (const form of forms.reverse()) {
    const [, token] = new RegExp(`name="token" value="([^"]*)">${escaped(label)}</button>`).exec(form) ?? []
    if (token !== undefined) return { ...hiddenOf(form), token: unescaped(token) }
  }
  throw new Error(`no button says ${label}`)
}

/** The lines of a page as plain text, oldest first. */
export function linesOf(html: string): string[] {
  return [...html.matchAll(/<li class="line ([^"]*)"[^>]*>([\s\S]*?)<\/li>/g)].map(
    ([, kind, inner = '']) =>
      `${kind}: ${unescaped(
        inner
          .replace(/<form[\s\S]*<\/form>|<time[\s\S]*?<\/time>|<span class="unseen">[\s\S]*?<\/span>/g, '')
          .replace(/<\/p>(?=.)/g, '\n')
          .replace(/<br\/?>/g, '\n')
          .replace(/<[^>]+>/g, ''),
      ).trim()}`,
  )
}

const page = { headers: { accept: 'text/html' } }

function formOf(form: Form, accept: string) {
  const headers = { accept, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }
  return { method: 'POST', body: new URLSearchParams(form).toString(), headers }
}

function hiddenOf(form: string): { id: string; seal: string } {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  return { id: value('id'), seal: value('seal') }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
