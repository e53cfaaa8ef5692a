import { Hono } from 'hono'
import { type Accepted, acceptInvitation, passwordLength } from '../../../app/accept-invitation.ts'
import type { Invitation } from '../../../ports/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { openUi } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems } from '../parts.tsx'
import { show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** Where an invitation is accepted: a name, a password, and the account is there. */
export function invitationRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/invitation/:token', async (c) => {
    const ui = openUi(c, deps)
    const offered = await deps.store.staff.invitation(c.req.param('token'), deps.clock.now())
    return offered ? show(c, <Accept ui={ui} offered={offered} />) : show(c, <Ended ui={ui} />, 404)
  })
  app.post('/invitation/:token', async (c) => {
    const ui = openUi(c, deps)
    const token = c.req.param('token')
    const form = await typedForm(c)
    const [name, password] = [form.one('name'), form.one('password')]
    const accepting = { store: deps.store, clock: deps.clock, hashPassword: deps.auth.hashPassword }
    const offered = await deps.store.staff.invitation(token, deps.clock.now())
    if (!offered) return show(c, <Ended ui={ui} />, 404)
    if (form.one('again') !== password)
      return show(c, <Accept ui={ui} offered={offered} name={name} problem="again" />, 422)
    const accepted = await acceptInvitation(accepting, { token, name, password, lang: ui.lang })
    if (!accepted.ok) return show(c, <Accept ui={ui} offered={offered} name={name} problem={accepted.problem} />, 422)
    const signed = await deps.auth.signIn({ email: offered.email, password, headers: c.req.raw.headers })
    for (const cookie of signed?.cookies ?? []) c.header('set-cookie', cookie, { append: true })
    return c.redirect('/console', 303)
  })
  return app
}

type Problem = Extract<Accepted, { ok: false }>['problem'] | 'again'

/** Which field a problem belongs to. */
const fieldOf: Record<Problem, string> = {
  token: 'name',
  name: 'name',
  password_short: 'password',
  password_long: 'password',
  again: 'again',
}

function Accept({ ui, offered, name, problem }: { ui: Ui; offered: Invitation; name?: string; problem?: Problem }) {
  const text = problem && ui.t(`invitation.problems.${problem}`, { min: passwordLength.min, max: passwordLength.max })
  const wrong = (field: string) => (problem && fieldOf[problem] === field ? text : undefined)
  return (
    <Layout ui={ui} title={ui.t('invitation.title')}>
      <div class="narrow">
        <h1>{ui.t('invitation.title')}</h1>
        <p>{ui.t('invitation.text', { email: offered.email, role: ui.t(`roles.${offered.role}`) })}</p>
        <Problems ui={ui} problems={problem && text ? [[fieldOf[problem], text]] : []} />
        <form method="post">
          <input type="hidden" name="username" value={offered.email} autocomplete="username" />
          <Field
            ui={ui}
            name="name"
            label={ui.t('invitation.name')}
            value={name}
            problem={wrong('name')}
            autocomplete="name"
          />
          <Field
            {...{
              ui,
              name: 'password',
              label: ui.t('invitation.password'),
              type: 'password',
              problem: wrong('password'),
            }}
            hint={ui.t('invitation.password_hint', { min: passwordLength.min })}
            autocomplete="new-password"
          />
          <Field
            {...{ ui, name: 'again', label: ui.t('invitation.again'), type: 'password', problem: wrong('again') }}
            autocomplete="new-password"
          />
          <button class="press" type="submit">
            {ui.t('invitation.accept')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

function Ended({ ui }: { ui: Ui }) {
  return (
    <Layout ui={ui} title={ui.t('invitation.ended')}>
      <h1>{ui.t('invitation.ended')}</h1>
      <p>{ui.t('invitation.ended_text')}</p>
    </Layout>
  )
}
