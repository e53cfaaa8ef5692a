import { type Context, Hono } from 'hono'
import { firstUse, mayTry } from '../../../app/limit-tries.ts'
import type { HttpEnv } from '../../http-env.ts'
import { networkAddressOf } from '../../http-env.ts'
import type { SignedIn } from '../auth.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { openUi, safeBack } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Field, link, Problems } from '../parts.tsx'
import { doneOf, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** The way in and out. Whatever was wrong, the answer is the same: nobody learns which addresses have an account. */
export function signInRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/sign-in', async (c) => {
    const problem = c.req.query('ended') === undefined ? {} : { problem: 'ended' }
    const said = { ...problem, ...doneOf(c, 'new_password') }
    return show(c, <SignIn ui={openUi(c, deps)} back={safeBack(c.req.query('next'))} {...said} />)
  })
  app.post('/sign-in', (c) => signIn(c, deps))
  app.get('/sign-in/code', async (c) => show(c, <Code ui={openUi(c, deps)} back={safeBack(c.req.query('next'))} />))
  app.post('/sign-in/code', (c) => signInByCode(c, deps))
  app.post('/sign-out', async (c) => {
    const session = await deps.auth.session(c.req.raw.headers)
    if (session) await note(deps, { action: 'sign_out', staffId: session.staffId })
    takeCookies(c, await deps.auth.signOut(c.req.raw.headers))
    return c.redirect('/console/sign-in', 303)
  })
  return app
}

async function signIn(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const ui = openUi(c, deps)
  const form = await typedForm(c)
  const [email, password, back] = [form.one('email').trim(), form.one('password'), safeBack(form.one('next'))]
  const again = (problem: string, status: 401 | 429) =>
    show(c, <SignIn ui={ui} back={back} email={email} problem={problem} />, status)
  const who = { network: networkOf(c), account: email.toLowerCase() }
  if (!(await mayTry(deps, 'sign_in', who))) return again('too_many', 429)
  const signed = await deps.auth.signIn({ email, password, headers: c.req.raw.headers })
  if (signed && 'asksCode' in signed) {
    takeCookies(c, signed.cookies)
    return c.redirect(link('/console/sign-in/code', back === '/console' ? {} : { next: back }), 303)
  }
  return (signed && (await enter(c, deps, { signed, back }))) ?? again('wrong', 401)
}

async function signInByCode(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const ui = openUi(c, deps)
  const form = await typedForm(c)
  const [code, back] = [form.one('code'), safeBack(form.one('next'))]
  const again = (problem: string, status: 401 | 429) => show(c, <Code ui={ui} back={back} problem={problem} />, status)
  if (!(await mayTry(deps, 'code', { network: networkOf(c) }))) return again('too_many', 429)
  const signed = await deps.auth.signInByCode({ code, headers: c.req.raw.headers })
  if (signed === 'locked') return again('too_many', 429)
  if (signed === 'ended') return c.redirect('/console/sign-in?ended', 303)
  if (signed === 'wrong') return again('code_wrong', 401)
  const fresh = await firstUse(deps, { staffId: signed.staffId, code: code.replace(/\D/g, '') })
  if (fresh) return (await enter(c, deps, { signed, back })) ?? c.redirect('/console/sign-in?ended', 303)
  await deps.store.staff.endSession(signed.staffId, signed.sessionId)
  return c.redirect('/console/sign-in?ended', 303)
}

/** Lets somebody in, unless the account is shut: then the session that the library began ends at once. */
async function enter(
  c: Ctx,
  deps: ConsoleDeps,
  { signed, back }: { signed: SignedIn; back: string },
): Promise<Response | undefined> {
  const staff = await deps.store.staff.find(signed.staffId)
  if (!staff || staff.disabledAt) {
    await deps.store.staff.endSession(signed.staffId, signed.sessionId)
    return undefined
  }
  takeCookies(c, signed.cookies)
  await note(deps, { action: 'sign_in', staffId: staff.id })
  return c.redirect(back, 303)
}

function takeCookies(c: Ctx, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

function networkOf(c: Ctx): string {
  return networkAddressOf(c as unknown as Context<HttpEnv>)
}

async function note(deps: ConsoleDeps, { action, staffId }: { action: string; staffId: string }): Promise<void> {
  const subject = { subjectKind: 'staff', subjectId: staffId }
  await deps.store.audit.write({ at: deps.clock.now(), actorKind: 'staff', actorId: staffId, action, ...subject })
}

interface SignInProps {
  ui: Ui
  back: string
  email?: string
  problem?: string
  done?: string
}

function SignIn({ ui, back, email, problem, done }: SignInProps) {
  return (
    <Layout ui={ui} title={ui.t('sign_in.title')} {...(done ? { done } : {})}>
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
        <p class="hint">{ui.t('sign_in.forgotten')}</p>
        <p class="hint">{ui.t('sign_in.no_account')}</p>
      </div>
    </Layout>
  )
}

function Code({ ui, back, problem }: { ui: Ui; back: string; problem?: string }) {
  const sentence = problem ? ui.t(`sign_in.${problem}`) : undefined
  return (
    <Layout ui={ui} title={ui.t('sign_in.code_title')}>
      <div class="narrow">
        <h1>{ui.t('sign_in.code_title')}</h1>
        <Problems ui={ui} problems={sentence ? [['code', sentence]] : []} />
        <form method="post" action="/console/sign-in/code">
          <input type="hidden" name="next" value={back} />
          <Field
            {...{ ui, name: 'code', label: ui.t('sign_in.code'), hint: ui.t('sign_in.code_hint'), problem: sentence }}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={20}
          />
          <button class="press" type="submit">
            {ui.t('sign_in.enter')}
          </button>
        </form>
        <p class="hint">{ui.t('sign_in.code_lost')}</p>
        <p>
          <a href="/console/sign-in">{ui.t('sign_in.code_back')}</a>
        </p>
      </div>
    </Layout>
  )
}
