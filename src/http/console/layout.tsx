import type { Child } from 'hono/jsx'
import { may, type Permission, type Role, roles } from '../../domain/staff.ts'
import { sign } from '../page.tsx'
import { accessKeys } from './keys.ts'
import { Look } from './look.tsx'
import type { Ui } from './ui.ts'

interface Room {
  id: string
  needs?: Permission
  /** Whose daily work is in it. For all others who may enter it lies under "more". */
  daily?: readonly Role[]
}

/** The rooms of the console, with what it takes to enter. */
const rooms: Room[] = [
  { id: 'home', daily: roles },
  { id: 'applications', needs: 'applications.see', daily: roles },
  { id: 'cases', needs: 'cases.see', daily: roles },
  { id: 'announcements', needs: 'announcements.see', daily: roles },
  { id: 'people', needs: 'people.see', daily: roles },
  { id: 'reminders', needs: 'people.see', daily: ['officer'] },
  { id: 'figures', needs: 'people.see', daily: ['director'] },
  { id: 'calendar', needs: 'people.see' },
  { id: 'disaster', needs: 'disasters.see', daily: ['commune_chair'] },
  { id: 'imports', needs: 'imports.take' },
  { id: 'consents', needs: 'consents.see' },
  { id: 'programmes', needs: 'programmes.see', daily: ['commune_chair'] },
  { id: 'staff', needs: 'staff.manage', daily: ['admin'] },
  { id: 'channels', needs: 'channels.manage', daily: ['admin'] },
  { id: 'audit', needs: 'audit.see', daily: ['admin'] },
]

interface LayoutProps {
  ui: Ui
  title: string
  /** The room that the page is in. */
  here?: string
  /** Said above the content after something was done: a key of `console:done`. */
  done?: string
  /** Loads the page again after so many seconds where no script runs that keeps it fresh. */
  refresh?: number
  /** True for a page that leads to no other: whoever sees it has to do something first. */
  alone?: boolean
  /** What the field in the head holds, on the page that it led to. */
  sought?: string
  children: Child
}

/** A whole page. It needs no script: every link is a link and every button sends a form. */
export function Layout({ ui, title, here, done, refresh, alone, sought, children }: LayoutProps) {
  return (
    <html lang={ui.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refresh ? (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        ) : null}
        <title>{`${title} – ${ui.t('brand')}`}</title>
        <link rel="icon" href={sign.href} type="image/svg+xml" />
        <Look theme={ui.staff?.theme ?? 'device'} />
      </head>
      <body>
        <a class="skip" href="#main">
          {ui.t('skip')}
        </a>
        <Head ui={ui} here={here} alone={alone ?? false} sought={sought} />
        <main id="main">
          {done ? (
            <p class="notice good" role="status">
              {ui.t(`done.${done}`)}
            </p>
          ) : null}
          {children}
        </main>
        <footer class="foot">{ui.t('footer')}</footer>
      </body>
    </html>
  )
}

interface HeadProps {
  ui: Ui
  here: string | undefined
  alone: boolean
  sought: string | undefined
}

function Head({ ui, here, alone, sought }: HeadProps) {
  return (
    <header class="head">
      <div class="bar">
        <a class="brand" href="/console">
          <img src={sign.href} alt="" width="32" height="32" />
          <span>{ui.t('brand')}</span>
        </a>
        {ui.staff && !alone && may(ui.staff.role, 'people.see') ? <Find ui={ui} sought={sought} /> : null}
        <div class="who">
          <Languages ui={ui} />
          {ui.staff ? (
            <form method="post" action="/console/sign-out">
              {alone ? (
                <span class="name">{ui.staff.name}</span>
              ) : (
                <a class="name" href="/console/account">
                  {ui.staff.name}
                </a>
              )}
              <button class="quiet" type="submit">
                {ui.t('sign_out')}
              </button>
            </form>
          ) : null}
        </div>
      </div>
      {ui.staff && !alone ? <Rooms ui={ui} here={here} role={ui.staff.role} /> : null}
    </header>
  )
}

/** One field for whatever a household comes with: its name, its phone, the number of a customer, a loan, a request or a case. */
function Find({ ui, sought }: { ui: Ui; sought: string | undefined }) {
  return (
    <search>
      <form class="find" method="post" action="/console/search">
        <input
          type="search"
          name="q"
          value={sought}
          maxlength={100}
          aria-label={ui.t('search.field')}
          placeholder={ui.t('search.placeholder')}
          accesskey={accessKeys.search}
        />
        <button type="submit">{ui.t('search.find')}</button>
      </form>
    </search>
  )
}

/** The rooms of every day, the one where one is, and the others behind a word that opens without script. */
function Rooms({ ui, here, role }: { ui: Ui; here: string | undefined; role: Role }) {
  const open = rooms.filter(({ needs }) => !needs || may(role, needs))
  const seldom = open.filter(({ id, daily }) => id !== here && !daily?.includes(role))
  return (
    <nav class="rooms" aria-label={ui.t('nav.label')}>
      {open
        .filter((room) => !seldom.includes(room))
        .map(({ id }) => (
          <Door ui={ui} id={id} here={here} />
        ))}
      {seldom.length === 0 ? null : (
        <details>
          <summary>{ui.t('nav.more')}</summary>
          <div>
            {seldom.map(({ id }) => (
              <Door ui={ui} id={id} here={here} />
            ))}
          </div>
        </details>
      )}
    </nav>
  )
}

function Door({ ui, id, here }: { ui: Ui; id: string; here: string | undefined }) {
  return (
    <a href={id === 'home' ? '/console' : `/console/${id}`} aria-current={id === here ? 'page' : undefined}>
      {ui.t(`nav.${id}`)}
    </a>
  )
}

/** Before sign-in a language is a link, afterwards it is kept with the account. */
function Languages({ ui }: { ui: Ui }) {
  const others = ui.langs.filter((lang) => lang !== ui.lang)
  if (!ui.staff) return others.map((lang) => <a href={`${ui.path}?lang=${lang}`}>{ui.t(`langs.${lang}`)}</a>)
  return (
    <form method="post" action="/console/language">
      <input type="hidden" name="back" value={ui.path} />
      {others.map((lang) => (
        <button class="quiet" type="submit" name="lang" value={lang} lang={lang}>
          {ui.t(`langs.${lang}`)}
        </button>
      ))}
    </form>
  )
}
