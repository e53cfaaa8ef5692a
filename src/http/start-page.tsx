import { Hono } from 'hono'
import { asset } from './asset.ts'
import type { HttpDeps } from './env.ts'
import type { HttpEnv } from './http-env.ts'
import { chosenLang, keepLang } from './lang.ts'
import { document, Page, sign } from './page.tsx'

/** What a visitor of the demo may try. */
export interface Demo {
  /** A code that links an account to a sample household. */
  linkCode: string
  /** The digits that prove the household, asked for after the code. */
  loanDigits: string
  staff: { email: string; password: string; role: string }[]
}

type StartDeps = HttpDeps & { demo?: Demo }
type T = (key: string, fillers?: Record<string, string>) => string

const styles = asset({
  file: new URL('./start-page.css', import.meta.url),
  path: '/start.css',
  type: 'text/css; charset=utf-8',
})

/** `/`: what this is, in four lines, and the doors to the chat and to the console. */
export function startRoutes(deps: StartDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.get(styles.path, styles.serve)
  routes.get('/', async (c) => {
    const asked = c.req.query('lang')
    const lang = asked !== undefined && keepLang(c, deps, asked) ? asked : chosenLang(c, deps)
    return c.html(await document(<StartPage lang={lang} deps={deps} />))
  })
  return routes
}

function StartPage({ lang, deps }: { lang: string; deps: StartDeps }) {
  const { language, demo } = deps
  const t: T = (key, fillers = {}) => language.say({ key: `start:${key}`, with: fillers }, lang)
  const other = language.langs.find((l) => l !== lang) ?? lang
  return (
    <Page lang={lang} title={t('title')} kind="start" styles={[styles.href]}>
      <header class="board">
        <div class="who">
          <img src={sign.href} alt="" width="72" height="72" />
          <div>
            <h1>{t('name')}</h1>
            <p>{t('what')}</p>
          </div>
          <a class="language" href={`/?lang=${other}`} lang={other} hreflang={other}>
            {t('other_language')}
          </a>
        </div>
      </header>
      <main>
        <nav class="doors">
          <a class="door chat-door" href="/chat">
            <strong>{t('chat')}</strong>
            <span>{t('chat_for')}</span>
          </a>
          <a class="door" href="/console">
            <strong>{t('console')}</strong>
            <span>{t('console_for')}</span>
          </a>
        </nav>
        {demo ? <Tries demo={demo} t={t} /> : null}
      </main>
    </Page>
  )
}

function Tries({ demo, t }: { demo: Demo; t: T }) {
  return (
    <section class="note pinned tries">
      <h2>{t('try')}</h2>
      <ol>
        <li>{t('lines.ask')}</li>
        <li>
          {t('lines.link', { code: demo.linkCode, digits: demo.loanDigits })}{' '}
          <a href={`/chat?start=${encodeURIComponent(demo.linkCode)}`}>{t('open_code')}</a>
        </li>
        <li>{t('lines.console')}</li>
        <li>{t('lines.announce')}</li>
      </ol>
      <h3>{t('accounts')}</h3>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('email')}</th>
              <th scope="col">{t('password')}</th>
            </tr>
          </thead>
          <tbody>
            {demo.staff.map(({ email, password, role }) => (
              <tr>
                <th scope="row">{t(`roles.${role}`)}</th>
                <td>
                  <code>{email}</code>
                </td>
                <td>
                  <code>{password}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
