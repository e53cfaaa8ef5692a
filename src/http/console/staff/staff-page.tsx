import { Hono } from 'hono'
import { disableStaff } from '../../../app/disable-staff.ts'
import { endStaffSessions } from '../../../app/end-sessions.ts'
import { type Invited, inviteStaff } from '../../../app/invite-staff.ts'
import { offerNewPassword } from '../../../app/offer-new-password.ts'
import { resetSecondFactor } from '../../../app/second-factor.ts'
import { mayManage, needsSecondFactor, type Role, readRole, roles, scopeOf } from '../../../domain/staff.ts'
import type { Invitation, StaffRow } from '../../../ports/staff.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Field, Problems, Select, Table, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { staffTable, unitText } from './staff-table.ts'

/** The accounts of the unit: who has one, who was invited, who comes next. */
export function staffRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const newToken = () => Buffer.from(deps.randomBytes(32)).toString('base64url')
  app.get('/', (c) => page(c, deps))
  app.route(
    '/',
    exportRoutes(deps, (c) => staffTable(deps, c)),
  )
  app.post('/invite', async (c) => {
    const form = await typedForm(c)
    const typed = { email: form.one('email'), role: form.one('role'), unit: form.one('unit') }
    const role = readRole(typed.role)
    if (!role) return missing(c)
    const unit = await unitOf(deps, c, { role, unit: typed.unit })
    const invited = await inviteStaff({ ...deps, newToken }, { by: c.get('staff'), email: typed.email, role, ...unit })
    if (!invited.ok) return page(c, deps, { typed, problem: invited.problem })
    return page(c, deps, { link: { path: `invitation/${invited.token}`, text: 'staff.invited' } })
  })
  app.post('/:id/:turn{disable|enable}', async (c) => {
    const disabled = c.req.param('turn') === 'disable'
    const done = await disableStaff(deps, { by: c.get('staff'), staffId: c.req.param('id'), disabled })
    return done ? onTo(c, '/console/staff', disabled ? 'disabled' : 'enabled') : missing(c)
  })
  app.post('/:id/sign-out', async (c) => {
    const done = await endStaffSessions(deps, { by: c.get('staff'), staffId: c.req.param('id') })
    return done ? onTo(c, '/console/staff', 'signed_out') : missing(c)
  })
  app.post('/:id/new-password', async (c) => {
    const offered = await offerNewPassword({ ...deps, newToken }, { by: c.get('staff'), staffId: c.req.param('id') })
    if (!offered) return missing(c)
    const { name } = offered.staff
    return page(c, deps, { link: { path: `new-password/${offered.token}`, text: 'staff.password_offered', name } })
  })
  app.post('/:id/second-factor/reset', async (c) => {
    const done = await resetSecondFactor(deps, { by: c.get('staff'), staffId: c.req.param('id') })
    return done ? onTo(c, '/console/staff', 'second_factor_reset') : missing(c)
  })
  return app
}

/** `office:1` or `commune:3`, as the list offers them; a unit that is not in the list is none. A chair of an office is nobody: the rule says so. */
async function unitOf(deps: ConsoleDeps, c: Ctx, { role, unit }: { role: Role; unit: string }) {
  const units = await unitsOf(deps, c)
  const found = units.find((u) => u.id === unit)
  if (!found) return role === 'admin' && unit === 'all' ? {} : { officeId: -1 }
  return { officeId: found.officeId, ...(found.communeId === undefined ? {} : { communeId: found.communeId }) }
}

interface UnitChoice {
  id: string
  name: string
  officeId: number
  communeId?: number
}

async function unitsOf({ store }: ConsoleDeps, c: Ctx): Promise<UnitChoice[]> {
  const { officeId } = c.get('staff')
  const offices = await store.people.offices(officeId === undefined ? {} : { officeId })
  const communes = await store.units.communes(officeId)
  return offices.flatMap((office) => [
    { id: `office:${office.id}`, name: office.name, officeId: office.id },
    ...communes
      .filter((commune) => commune.officeId === office.id)
      .map(({ id, name }) => ({
        id: `commune:${id}`,
        name: `${office.name} – ${name}`,
        officeId: office.id,
        communeId: id,
      })),
  ])
}

const dones = ['disabled', 'enabled', 'signed_out', 'second_factor_reset']

/** What a form led to: a link that is shown once, with the sentence above it, or what was typed and is wrong. */
interface Tried {
  link?: { path: string; text: string; name?: string }
  typed?: { email: string; role: string; unit: string }
  problem?: Extract<Invited, { ok: false }>['problem']
}

async function page(c: Ctx, deps: ConsoleDeps, { link, ...failed }: Tried = {}): Promise<Response> {
  const scope = scopeOf(c.get('staff'))
  const ui = c.get('ui')
  const shown = {
    ui,
    rows: await deps.store.staff.list(scope),
    invitations: await deps.store.staff.invitations(scope, deps.clock.now()),
    units: await unitsOf(deps, c),
    link: link && { url: `${deps.publicUrl}/console/${link.path}`, text: ui.t(link.text, { name: link.name ?? '' }) },
  }
  return show(c, <Whole {...shown} {...failed} {...doneOf(c, ...dones)} />, 'problem' in failed ? 422 : 200)
}

interface WholeProps {
  ui: Ui
  rows: StaffRow[]
  invitations: Invitation[]
  units: UnitChoice[]
  link: { url: string; text: string } | undefined
  typed?: Tried['typed']
  problem?: string
  done?: string
}

function Whole({ ui, rows, invitations, units, link, typed, problem, done }: WholeProps) {
  return (
    <Layout ui={ui} title={ui.t('staff.title')} here="staff" {...(done ? { done } : {})}>
      <h1>{ui.t('staff.title')}</h1>
      {link ? (
        <div class="notice good" role="status">
          <p>{link.text}</p>
          <p class="url">{link.url}</p>
        </div>
      ) : null}
      <Table
        columns={['name', 'role', 'unit', 'second_factor', 'account'].map((name) => ui.t(`staff.columns.${name}`))}
        rows={rows.map((row) => [
          <>
            {row.name}
            <small>{row.email}</small>
          </>,
          ui.t(`roles.${row.role}`),
          unitText(ui, row),
          <Factor ui={ui} row={row} />,
          <Account ui={ui} row={row} />,
        ])}
      />
      <ExportLinks ui={ui} link={(file) => `/console/staff/${file}`} />
      <p>
        <a class="press quiet" href="/console/approval">
          {ui.say({ key: 'announcing:rule.title' })}
        </a>
      </p>
      {invitations.length > 0 ? (
        <section>
          <h2>{ui.t('staff.waiting')}</h2>
          <ul class="plain">
            {invitations.map((i) => (
              <li>
                {ui.t('staff.waits', { email: i.email, role: ui.t(`roles.${i.role}`), until: ui.moment(i.expiresAt) })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Invite {...{ ui, units, ...(typed ? { typed } : {}), ...(problem ? { problem } : {}) }} />
    </Layout>
  )
}

function Factor({ ui, row }: { ui: Ui; row: StaffRow }) {
  if (row.secondFactor) return <Tag tone="good">{ui.t('second_factor.is_on')}</Tag>
  return <Tag tone={needsSecondFactor(row.role) ? 'wait' : 'calm'}>{ui.t('second_factor.is_off')}</Tag>
}

/** What may be done with somebody's account. Nobody does any of it to themselves. */
function Account({ ui, row }: { ui: Ui; row: StaffRow }) {
  const state = row.disabledAt ? (
    <Tag tone="bad">{ui.t('staff.disabled')}</Tag>
  ) : (
    <Tag tone="good">{ui.t('staff.active')}</Tag>
  )
  if (!ui.staff || ui.staff.id === row.id || !mayManage(ui.staff, row)) return state
  const ways: [string, string][] = [[row.disabledAt ? 'enable' : 'disable', row.disabledAt ? 'enable' : 'disable']]
  if (!row.disabledAt) ways.push(['sign_out', 'sign-out'], ['new_password', 'new-password'])
  if (row.secondFactor) ways.push(['second_factor_reset', 'second-factor/reset'])
  return (
    <>
      {state}{' '}
      {ways.map(([word, way]) => (
        <form class="inline" method="post" action={`/console/staff/${row.id}/${way}`}>
          <button class="quiet" type="submit" aria-label={ui.t(`staff.of.${word}`, { name: row.name })}>
            {ui.t(`staff.${word}`)}
          </button>
        </form>
      ))}
    </>
  )
}

function Invite({
  ui,
  units,
  typed,
  problem,
}: {
  ui: Ui
  units: UnitChoice[]
  typed?: Tried['typed']
  problem?: string
}) {
  const offered = roles.filter((role) => role !== 'admin' || ui.staff?.role === 'admin')
  const whole = ui.staff?.role === 'admin' && ui.staff.officeId === undefined
  const sentence = problem ? ui.t(`staff.problems.${problem}`) : undefined
  const atEmail = problem === 'email' || problem === 'has_account'
  return (
    <section class="narrow">
      <h2>{ui.t('staff.invite')}</h2>
      <Problems ui={ui} problems={sentence ? [[atEmail ? 'email' : 'unit', sentence]] : []} />
      <form method="post" action="/console/staff/invite">
        <Field
          {...{ ui, name: 'email', type: 'email', label: ui.t('sign_in.email'), value: typed?.email }}
          problem={atEmail ? sentence : undefined}
        />
        <Select
          name="role"
          label={ui.t('staff.columns.role')}
          value={typed?.role}
          options={offered.map((r) => [r, ui.t(`roles.${r}`)])}
        />
        <Select
          {...{ name: 'unit', label: ui.t('staff.columns.unit'), value: typed?.unit }}
          options={[
            ...(whole ? [['all', ui.t('staff.everywhere')] as const] : []),
            ...units.map((u) => [u.id, u.name] as const),
          ]}
        />
        <button class="press" type="submit">
          {ui.t('staff.invite')}
        </button>
      </form>
    </section>
  )
}
