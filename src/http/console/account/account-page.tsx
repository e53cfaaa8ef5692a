import { Hono } from 'hono'
import { endOtherSessions, endOwnSession } from '../../../app/end-sessions.ts'
import { needsSecondFactor } from '../../../domain/staff.ts'
import { readTheme, themes } from '../../../domain/theme.ts'
import type { StaffSession } from '../../../ports/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Select, Table, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { deviceOf } from './device.ts'

/** One's own account: who one is here, how the console looks, the second factor, and where one is signed in. */
export function accountRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/account', async (c) => {
    const sessions = await deps.store.staff.sessions(c.get('staff').id)
    const shown = { ui: c.get('ui'), sessions, current: c.get('sessionId') }
    return show(c, <Account {...shown} {...doneOf(c, 'session_ended', 'second_factor_off', 'look_kept')} />)
  })
  app.post('/account/sessions/end', async (c) => {
    const staff = c.get('staff')
    const sessionId = (await typedForm(c)).one('session')
    if (sessionId === '') await endOtherSessions(deps, { staff, but: c.get('sessionId') })
    else if (!(await endOwnSession(deps, { staff, sessionId }))) return missing(c)
    return onTo(c, '/console/account', 'session_ended')
  })
  app.post('/account/look', async (c) => {
    const form = await typedForm(c)
    const { id } = c.get('staff')
    const lang = deps.language.langs.find((one) => one === form.one('lang'))
    const theme = readTheme(form.one('theme'))
    if (lang) await deps.store.staff.setLang(id, lang)
    if (theme) await deps.store.staff.setTheme(id, theme)
    return onTo(c, '/console/account', 'look_kept')
  })
  return app
}

interface AccountProps {
  ui: Ui
  sessions: StaffSession[]
  /** The id of the session that asks. */
  current: string
  done?: string
}

function Account({ ui, sessions, current, done }: AccountProps) {
  const { name = '', email = '', role = 'officer' } = ui.staff ?? {}
  return (
    <Layout ui={ui} title={ui.t('account.title')} {...(done ? { done } : {})}>
      <h1>{ui.t('account.title')}</h1>
      <Facts
        rows={[
          [ui.t('staff.columns.name'), name],
          [ui.t('sign_in.email'), email],
          [ui.t('staff.columns.role'), ui.t(`roles.${role}`)],
        ]}
      />
      <Looks ui={ui} />
      <SecondFactor ui={ui} required={needsSecondFactor(role)} />
      <Sessions ui={ui} sessions={sessions} current={current} />
    </Layout>
  )
}

/** How the console speaks and looks to oneself, on every device. */
function Looks({ ui }: { ui: Ui }) {
  const words = themes.map((theme) => [theme, ui.t(`account.look.themes.${theme}`)] as const)
  return (
    <section id="look">
      <h2>{ui.t('account.look.title')}</h2>
      <form class="filters" method="post" action="/console/account/look">
        <Select
          {...{ name: 'lang', label: ui.t('account.look.lang'), value: ui.lang }}
          options={ui.langs.map((lang) => [lang, ui.t(`langs.${lang}`)] as const)}
        />
        <Select {...{ name: 'theme', label: ui.t('account.look.theme'), value: ui.staff?.theme, options: words }} />
        <button class="press quiet" type="submit">
          {ui.t('account.look.keep')}
        </button>
      </form>
      <p class="hint">{ui.t('account.look.hint')}</p>
    </section>
  )
}

function SecondFactor({ ui, required }: { ui: Ui; required: boolean }) {
  const on = ui.staff?.secondFactor === true
  return (
    <section>
      <h2>{ui.t('second_factor.title')}</h2>
      <p>
        <Tag tone={on ? 'good' : 'wait'}>{ui.t(on ? 'second_factor.is_on' : 'second_factor.is_off')}</Tag>{' '}
        {ui.t(required ? 'second_factor.required' : 'second_factor.what')}
      </p>
      <a class="press quiet" href="/console/account/second-factor">
        {ui.t(on ? 'second_factor.manage' : 'second_factor.set_up')}
      </a>
    </section>
  )
}

function Sessions({ ui, sessions, current }: { ui: Ui; sessions: StaffSession[]; current: string }) {
  return (
    <section>
      <h2>{ui.t('account.sessions')}</h2>
      <p>{ui.t('account.sessions_text')}</p>
      <Table
        columns={['device', 'since', 'last_used', 'end'].map((column) => ui.t(`account.columns.${column}`))}
        rows={sessions.map((session) => [
          deviceOf(session.userAgent) || ui.t('account.unknown_device'),
          ui.moment(session.since),
          ui.moment(session.lastUsedAt),
          session.id === current ? (
            <Tag tone="good">{ui.t('account.this_one')}</Tag>
          ) : (
            <End ui={ui} session={session.id} />
          ),
        ])}
      />
      {sessions.length > 1 ? <End ui={ui} session="" /> : null}
    </section>
  )
}

/** Without a session it ends all others. */
function End({ ui, session }: { ui: Ui; session: string }) {
  return (
    <form class={session ? 'inline' : undefined} method="post" action="/console/account/sessions/end">
      <input type="hidden" name="session" value={session} />
      <button class={session ? 'quiet' : 'press quiet'} type="submit">
        {ui.t(session ? 'account.end' : 'account.end_others')}
      </button>
    </form>
  )
}
