import { Hono } from 'hono'
import { passwordLength } from '../../../app/accept-invitation.ts'
import { type PasswordSet, setNewPassword } from '../../../app/set-new-password.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { openUi } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems } from '../parts.tsx'
import { show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** Where somebody who forgot the password sets a new one, by a link from whoever keeps the accounts. Signing in comes after it, with the second step. */
export function newPasswordRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/new-password/:token', async (c) => {
    const ui = openUi(c, deps)
    const staff = await deps.store.staff.newPasswordOf(c.req.param('token'), deps.clock.now())
    return staff ? show(c, <Choose ui={ui} staff={staff} />) : show(c, <Ended ui={ui} />, 404)
  })
  app.post('/new-password/:token', async (c) => {
    const ui = openUi(c, deps)
    const token = c.req.param('token')
    const staff = await deps.store.staff.newPasswordOf(token, deps.clock.now())
    if (!staff) return show(c, <Ended ui={ui} />, 404)
    const form = await typedForm(c)
    const password = form.one('password')
    if (form.one('again') !== password) return show(c, <Choose ui={ui} staff={staff} problem="again" />, 422)
    const setting = { store: deps.store, clock: deps.clock, hashPassword: deps.auth.hashPassword }
    const set = await setNewPassword(setting, { token, password })
    if (set.ok) return c.redirect('/console/sign-in?done=new_password', 303)
    if (set.problem === 'token') return show(c, <Ended ui={ui} />, 404)
    return show(c, <Choose ui={ui} staff={staff} problem={set.problem} />, 422)
  })
  return app
}

type Problem = Exclude<Extract<PasswordSet, { ok: false }>['problem'], 'token'> | 'again'

function Choose({ ui, staff, problem }: { ui: Ui; staff: StaffMember; problem?: Problem }) {
  const text = problem && ui.t(`invitation.problems.${problem}`, { min: passwordLength.min, max: passwordLength.max })
  const at = problem === 'again' ? 'again' : 'password'
  const wrong = (field: string) => (field === at ? text : undefined)
  return (
    <Layout ui={ui} title={ui.t('new_password.title')}>
      <div class="narrow">
        <h1>{ui.t('new_password.title')}</h1>
        <p>{ui.t('new_password.text', { email: staff.email })}</p>
        <Problems ui={ui} problems={text ? [[at, text]] : []} />
        <form method="post">
          <input type="hidden" name="username" value={staff.email} autocomplete="username" />
          <Field
            {...{ ui, name: 'password', label: ui.t('invitation.password'), type: 'password' }}
            problem={wrong('password')}
            hint={ui.t('invitation.password_hint', { min: passwordLength.min })}
            autocomplete="new-password"
          />
          <Field
            {...{ ui, name: 'again', label: ui.t('invitation.again'), type: 'password', problem: wrong('again') }}
            autocomplete="new-password"
          />
          <button class="press" type="submit">
            {ui.t('new_password.set')}
          </button>
        </form>
        <p class="hint">{ui.t('new_password.after')}</p>
      </div>
    </Layout>
  )
}

function Ended({ ui }: { ui: Ui }) {
  return (
    <Layout ui={ui} title={ui.t('new_password.ended')}>
      <h1>{ui.t('new_password.ended')}</h1>
      <p>{ui.t('new_password.ended_text')}</p>
    </Layout>
  )
}
