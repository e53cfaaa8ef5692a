import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Words } from '../../conversation/words.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import type { ChairLink } from '../../ports/chair-links.ts'
import { asset } from '../asset.ts'
import { Look } from '../console/look.tsx'
import { makeUi, type Ui } from '../console/ui.ts'
import type { HttpDeps } from '../env.ts'
import type { Ctx, HttpEnv } from '../http-env.ts'
import { chosenLang, keepLang } from '../lang.ts'
import { document, sign } from '../page.tsx'

/** What the pages of a chair are built from. */
export interface ChairDeps
  extends Pick<HttpDeps, 'store' | 'jobs' | 'language' | 'clock' | 'publicUrl' | 'insecureCookies'> {
  /** The system's secure source of chance. */
  randomBytes: (count: number) => Uint8Array
}

/** What a request carries: how the page speaks, and the link once its browser is known. */
export interface ChairEnv {
  Bindings: HttpEnv['Bindings']
  Variables: HttpEnv['Variables'] & { speech: Speech; link: ChairLink }
}

/** One request of a chair. */
export type ChairCtx = Context<ChairEnv>

/** How a page of a chair speaks. */
export interface Speech {
  ui: Ui
  /** Words by their whole key. */
  say(key: string, fillers?: Words['with']): string
}

/** What the console's own sheet does not have. */
export const chairLook = asset({
  file: new URL('./style.css', import.meta.url),
  path: '/chair/style.css',
  type: 'text/css; charset=utf-8',
})

/** How to speak to whoever asks: in the language that a link chose last. */
export function speechOf(c: ChairCtx, deps: ChairDeps): Speech {
  const asked = c.req.query('lang') ?? ''
  const plain = c as unknown as Ctx
  const lang = keepLang(plain, deps, asked) ? asked : chosenLang(plain, deps)
  const ui = makeUi(deps.language, { lang, now: deps.clock.now(), path: c.req.path })
  return {
    ui,
    say: (key, fillers) => ui.say(fillers ? { key, with: fillers } : { key }),
  }
}

/** Answers with a page of a chair. */
export async function showChair(c: ChairCtx, page: Child, status: ContentfulStatusCode = 200): Promise<Response> {
  return c.html(await document(page as never), status)
}

/** A whole page. It needs no script, and no search engine keeps it. */
export function ChairPage({ speech, title, link, children }: ChairPageProps) {
  const { ui, say } = speech
  // What a form led to has no address of its own.
  const home = ui.path.split('/').slice(0, 3).join('/')
  return (
    <html lang={ui.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${title} – ${say('chair:brand')}`}</title>
        <link rel="icon" href={sign.href} type="image/svg+xml" />
        <Look theme="device" />
        <link rel="stylesheet" href={chairLook.href} />
      </head>
      <body class="chair">
        <a class="skip" href="#main">
          {say('chair:skip')}
        </a>
        <header class="head">
          <div class="bar">
            <span class="brand">
              <img src={sign.href} alt="" width="32" height="32" />
              <span>
                {say('chair:brand')}
                {link ? <small>{link.communeName}</small> : null}
              </span>
            </span>
            <div class="who">
              {ui.langs
                .filter((lang) => lang !== ui.lang)
                .map((lang) => (
                  <a href={`${home}?lang=${lang}`} lang={lang}>
                    {say(`chair:langs.${lang}`)}
                  </a>
                ))}
            </div>
          </div>
        </header>
        <main id="main">{children}</main>
        {link ? <footer class="foot">{say('chair:footer', { day: { day: lastDayOf(link) } })}</footer> : null}
      </body>
    </html>
  )
}

interface ChairPageProps {
  speech: Speech
  title: string
  /** Absent where nobody has shown that they may know the commune. */
  link?: ChairLink
  children: Child
}

/** The last day on which a link is good: it ends with that day. */
function lastDayOf({ expiresAt }: ChairLink): Day {
  return dayOf(new Date(expiresAt.getTime() - 1))
}

/** What is said of a link that is not good, whatever the matter: nobody learns which ones there are. */
export function linkGone(c: ChairCtx): Promise<Response> {
  const speech = c.get('speech')
  const title = speech.say('chair:gone.title')
  return showChair(
    c,
    <ChairPage speech={speech} title={title}>
      <h1>{title}</h1>
      <p>{speech.say('chair:gone.text')}</p>
    </ChairPage>,
    404,
  )
}
