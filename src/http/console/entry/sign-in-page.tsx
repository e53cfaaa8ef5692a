import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { HttpEnv } from '../../http-env.ts'
import { networkAddressOf } from '../../http-env.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { openUi, safeBack } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems } from '../parts.tsx'
import { show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** The way in and out. Whatever was wrong, the answer is the same: nobody learns which addresses have an account. */
export function signInRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/sign-in', async (c) => {
    const ui = openUi(c, deps)
    return show(c, <SignIn ui={ui} back={safeBack(c.req.query('next'))} />)
  })
  app.post('/sign-in', async (c) => {
    const ui = openUi(c, deps)
    const form = await typedForm(c)
    const [email, password, back] = [form.one('email').trim(), form.one('password'), safeBack(form.one('next'))]
    const again = (problem: string, status: 401 | 429) =>
      show(c, <SignIn ui={ui} back={back} email={email} problem={problem} />, status)
    if (!(await mayTry(deps, email, networkAddressOf(c as unknown as Context<HttpEnv>)))) return again('too_many', 429)
    const signed = await deps.auth.signIn({ email, password, headers: c.req.raw.headers })
    const staff = signed ? await deps.store.staff.find(signed.staffId) : undefined
    if (!signed || !staff || staff.disabledAt) return again('wrong', 401)
    for (const cookie of signed.cookies) c.header('set-cookie', cookie, { append: true })
    await note(deps, { action: 'sign_in', staffId: staff.id })
    return c.redirect(back, 303)
  })
  app.post('/sign-out', async (c) => {
    const session = await deps.auth.session(c.req.raw.headers)
    if (session) await note(deps, { action: 'sign_out', staffId: session.staffId })
    for (const cookie of await deps.auth.signOut(c.req.raw.headers)) c.header('set-cookie', cookie, { append: true })
    return c.redirect('/console/sign-in', 303)
  })
  return app
}

const windowMs = 15 * 60_000

/** Tries in a quarter of an hour: of one address of the network with one account, with any account, and on one account from anywhere. */
const limits = { pair: 10, network: 200, account: 50 }

/**
 * Counts the try first and asks then, so that many at once do not slip through together. It is counted where all processes see it,
 * by a hash: what somebody types into the wrong field is not kept.
 */
async function mayTry(deps: ConsoleDeps, email: string, network: string): Promise<boolean> {
  const at = deps.clock.now()
  const since = new Date(at.getTime() - windowMs)
  const account = email.toLowerCase()
  const subjects = { pair: `${network} ${account}`, network, account }
  for (const [subjectKind, subject] of Object.entries(subjects)) {
    const what = { action: 'sign_in.try', subjectKind: `sign_in_${subjectKind}`, subjectId: hash(subject) }
    await deps.store.audit.write({ at, actorKind: 'system', actorId: 'sign-in', ...what })
    if ((await deps.store.audit.count({ ...what, since })) > limits[subjectKind as keyof typeof limits]) return false
  }
  return true
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

async function note(deps: ConsoleDeps, { action, staffId }: { action: string; staffId: string }): Promise<void> {
  const subject = { subjectKind: 'staff', subjectId: staffId }
  await deps.store.audit.write({ at: deps.clock.now(), actorKind: 'staff', actorId: staffId, action, ...subject })
}

function SignIn({ ui, back, email, problem }: { ui: Ui; back: string; email?: string; problem?: string }) {
  return (
    <Layout ui={ui} title={ui.t('sign_in.title')}>
      <div class="narrow">
        <h1>{ui.t('sign_in.title')}</h1>
        <Problems ui={ui} problems={problem ? [['email', ui.t(`sign_in.${problem}`)]] : []} />
        <form method="post" action="/console/sign-in">
          <input type="hidden" name="next" value={back} />
          <Field
            ui={ui}
            name="email"
            label={ui.t('sign_in.email')}
            type="email"
            autocomplete="username"
            value={email}
          />
          <Field
            ui={ui}
            name="password"
            label={ui.t('sign_in.password')}
            type="password"
            autocomplete="current-password"
          />
          <button class="press" type="submit">
            {ui.t('sign_in.enter')}
          </button>
        </form>
        <p class="hint">{ui.t('sign_in.no_account')}</p>
      </div>
    </Layout>
  )
}
