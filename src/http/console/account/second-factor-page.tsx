import { type Context, Hono } from 'hono'
import { raw } from 'hono/html'
import QRCode from 'qrcode'
import { mayTry } from '../../../app/limit-tries.ts'
import { noteSecondFactor } from '../../../app/second-factor.ts'
import { needsSecondFactor } from '../../../domain/staff.ts'
import { type HttpEnv, networkAddressOf } from '../../http-env.ts'
import type { Secret } from '../auth.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems, Tag } from '../parts.tsx'
import { onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

const path = '/console/account/second-factor'

/**
 * Setting up a second factor: the password, a QR code, a first code, and the backup codes, which are shown this once. Open to those who
 * have to set one up before anything else. Whose role needs one cannot switch it off; a lost phone is somebody else's to reset.
 */
export function secondFactorRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/account/second-factor', (c) => page(c, deps))
  app.post('/account/second-factor/begin', async (c) => {
    if (c.get('staff').secondFactor) return onTo(c, path)
    const secret = await proven(c, deps, deps.auth.secondFactor.begin)
    if (typeof secret === 'string') return page(c, deps, { begin: secret })
    const qr = await QRCode.toString(secret.uri, { type: 'svg', margin: 4 })
    return show(c, <Scan ui={c.get('ui')} alone={held(c, deps)} scan={{ secret, qr }} />)
  })
  app.post('/account/second-factor/confirm', (c) => confirm(c, deps))
  app.post('/account/second-factor/codes', async (c) => {
    const codes = await proven(c, deps, deps.auth.secondFactor.renew)
    if (typeof codes === 'string') return page(c, deps, { codes })
    await noteSecondFactor(deps, { staff: c.get('staff'), change: 'codes', sessionId: c.get('sessionId') })
    return show(c, <Codes ui={c.get('ui')} codes={codes} />)
  })
  app.post('/account/second-factor/off', async (c) => {
    if (needsSecondFactor(c.get('staff').role)) return onTo(c, path)
    const stopped = await proven(c, deps, deps.auth.secondFactor.stop)
    if (typeof stopped === 'string') return page(c, deps, { off: stopped })
    for (const cookie of stopped.cookies) c.header('set-cookie', cookie, { append: true })
    await noteSecondFactor(deps, { staff: c.get('staff'), change: 'off', sessionId: stopped.sessionId })
    return onTo(c, '/console/account', 'second_factor_off')
  })
  return app
}

/** Shows the backup codes of a second factor once: of one that is on already, no code of the phone shows them again. */
async function confirm(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const staff = c.get('staff')
  if (staff.secondFactor) return onTo(c, path)
  const ui = c.get('ui')
  const code = (await typedForm(c)).one('code')
  const again = (problem: string, status: 422 | 429) =>
    show(c, <Scan ui={ui} alone={held(c, deps)} problem={problem} />, status)
  if (!(await mayTry(deps, 'proof', trying(c)))) return again('too_many', 429)
  const confirmed = await deps.auth.secondFactor.confirm({ code, headers: c.req.raw.headers })
  if (!confirmed) return again('code_wrong', 422)
  for (const cookie of confirmed.cookies) c.header('set-cookie', cookie, { append: true })
  await noteSecondFactor(deps, { staff, change: 'on', sessionId: confirmed.sessionId })
  return show(c, <Codes ui={ui} codes={confirmed.backupCodes} />)
}

type Problem = 'password_wrong' | 'too_many'

/** What somebody is given for their password. */
async function proven<T extends object>(
  c: Ctx,
  deps: ConsoleDeps,
  give: (proof: { password: string; headers: Headers }) => Promise<T | undefined>,
): Promise<T | Problem> {
  const password = (await typedForm(c)).one('password')
  if (!(await mayTry(deps, 'proof', trying(c)))) return 'too_many'
  return (await give({ password, headers: c.req.raw.headers })) ?? 'password_wrong'
}

function trying(c: Ctx) {
  return { network: networkAddressOf(c as unknown as Context<HttpEnv>), account: c.get('staff').id }
}

/** True for somebody who can go nowhere else yet. */
function held(c: Ctx, { secondFactor }: ConsoleDeps): boolean {
  const { role, secondFactor: on } = c.get('staff')
  return secondFactor !== 'offered' && needsSecondFactor(role) && !on
}

type Form = 'begin' | 'codes' | 'off'

function page(c: Ctx, deps: ConsoleDeps, failed: Partial<Record<Form, Problem>> = {}): Promise<Response> {
  const [problem] = Object.values(failed)
  const status = problem === undefined ? 200 : problem === 'too_many' ? 429 : 422
  return show(c, <Whole ui={c.get('ui')} alone={held(c, deps)} failed={failed} />, status)
}

interface WholeProps {
  ui: Ui
  alone: boolean
  failed: Partial<Record<Form, Problem>>
}

function Whole({ ui, alone, failed }: WholeProps) {
  const on = ui.staff?.secondFactor === true
  const required = needsSecondFactor(ui.staff?.role ?? 'officer')
  const said = (form: Form) => (failed[form] ? ui.t(`second_factor.problems.${failed[form]}`) : undefined)
  const problems = Object.keys(failed).map((form) => [`${form}-password`, said(form as Form) ?? ''] as const)
  return (
    <Layout ui={ui} title={ui.t('second_factor.title')} alone={alone}>
      <div class="narrow">
        {alone ? null : (
          <p class="crumb">
            <a href="/console/account">{ui.t('account.title')}</a>
          </p>
        )}
        <h1>{ui.t('second_factor.title')}</h1>
        <Problems ui={ui} problems={problems} />
        <p class="lead">{ui.t(alone ? 'second_factor.first' : 'second_factor.what')}</p>
        {on ? (
          <>
            <p>
              <Tag tone="good">{ui.t('second_factor.is_on')}</Tag>
            </p>
            <p>{ui.t('second_factor.lost')}</p>
            <Proof ui={ui} form="codes" problem={said('codes')} />
            {required ? <p>{ui.t('second_factor.stays')}</p> : <Proof ui={ui} form="off" problem={said('off')} />}
          </>
        ) : (
          <>
            <p>{ui.t('second_factor.app')}</p>
            <Proof ui={ui} form="begin" problem={said('begin')} />
          </>
        )}
      </div>
    </Layout>
  )
}

/** A step that asks for the password: a browser that was left open is not enough. */
function Proof({ ui, form, problem }: { ui: Ui; form: Form; problem: string | undefined }) {
  return (
    <form method="post" action={`${path}/${form}`}>
      <h2>{ui.t(`second_factor.forms.${form}.title`)}</h2>
      <Field
        {...{ ui, name: 'password', id: `${form}-password`, type: 'password', problem }}
        label={ui.t('second_factor.password')}
        autocomplete="current-password"
      />
      <button class={form === 'begin' ? 'press' : 'press quiet'} type="submit">
        {ui.t(`second_factor.forms.${form}.send`)}
      </button>
    </form>
  )
}

interface ScanProps {
  ui: Ui
  alone: boolean
  /** The secret, this once, and its picture as SVG: made by the library from an address of our own. */
  scan?: { secret: Secret; qr: string }
  problem?: string
}

function Scan({ ui, alone, scan, problem }: ScanProps) {
  const sentence = problem ? ui.t(`second_factor.problems.${problem}`) : undefined
  return (
    <Layout ui={ui} title={ui.t('second_factor.title')} alone={alone}>
      <div class="narrow">
        <h1>{ui.t('second_factor.title')}</h1>
        <Problems ui={ui} problems={sentence ? [['code', sentence]] : []} />
        {scan ? (
          <>
            <p>{ui.t('second_factor.scan')}</p>
            <div class="qr">{raw(scan.qr)}</div>
            <p>{ui.t('second_factor.type')}</p>
            <p class="code">{scan.secret.text.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          </>
        ) : null}
        <form method="post" action={`${path}/confirm`}>
          <Field
            {...{ ui, name: 'code', problem: sentence, label: ui.t('second_factor.code') }}
            hint={ui.t('second_factor.code_hint')}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={20}
          />
          <button class="press" type="submit">
            {ui.t('second_factor.confirm')}
          </button>
        </form>
        <p>
          <a href={path}>{ui.t('second_factor.again')}</a>
        </p>
      </div>
    </Layout>
  )
}

function Codes({ ui, codes }: { ui: Ui; codes: string[] }) {
  return (
    <Layout ui={ui} title={ui.t('second_factor.codes_title')}>
      <div class="narrow">
        <p class="notice good" role="status">
          {ui.t('second_factor.is_on')}
        </p>
        <h1>{ui.t('second_factor.codes_title')}</h1>
        <p>{ui.t('second_factor.codes_text')}</p>
        <ol class="codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p>
          <a class="press" href="/console">
            {ui.t('second_factor.codes_kept')}
          </a>
        </p>
      </div>
    </Layout>
  )
}
