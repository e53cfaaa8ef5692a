import { Hono } from 'hono'
import { addDays, atHour, type Day, readDay } from '../../../domain/day.ts'
import { fold } from '../../../domain/fold.ts'
import { keeping } from '../../../domain/retention.ts'
import { may, type Permission, scopeOf } from '../../../domain/staff.ts'
import type { AuditPage, AuditRow } from '../../../ports/audit.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Field, link, Next, Select, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { auditTable } from './audit-table.ts'
import { actions, actionText, detailText, subjectText } from './audit-words.ts'

const perPage = 50
const path = '/console/audit'

/** The log: who did what to whom. A director reads the office's, an administrator all. */
export function auditRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const units = await unitsOf(deps, c)
    const asked = askedOf(c, units)
    const rows = await deps.store.audit.list({ ...(await pageOf(deps, c, { asked, units })), limit: perPage + 1 })
    return show(c, <Log ui={c.get('ui')} rows={rows} units={units} asked={asked} />)
  })
  app.route(
    '/',
    exportRoutes(deps, async (c) => {
      const ui = c.get('ui')
      const units = await unitsOf(deps, c)
      const { beforeId: _, ...wanted } = await pageOf(deps, c, { asked: askedOf(c, units), units })
      return auditTable(deps, ui, wanted)
    }),
  )
  return app
}

/** What is asked for, as it stands in the address. What cannot be read asks for nothing. */
interface Asked {
  /** A piece of a name. */
  who: string
  what: string
  from: Day | ''
  to: Day | ''
  unit: string
  /** One thing that something was done to: `household:12`. */
  whom: string
  before: string
}

function askedOf(c: Ctx, units: readonly UnitChoice[]): Asked {
  const asked = (name: string) => (c.req.query(name) ?? '').trim()
  return {
    who: asked('who').slice(0, 80),
    what: actions.find((action) => action === asked('what')) ?? '',
    from: readDay(asked('from')) ?? '',
    to: readDay(asked('to')) ?? '',
    unit: units.find(({ id }) => id === asked('unit'))?.id ?? '',
    whom: /^[a-z_]{1,40}:[^\s:]{1,100}$/.test(asked('whom')) ? asked('whom') : '',
    before: /^\d{1,18}$/.test(asked('before')) ? asked('before') : '',
  }
}

/** Whatever is asked for, it is cut to what the reader sees. */
async function pageOf(
  { store }: ConsoleDeps,
  c: Ctx,
  { asked, units }: { asked: Asked; units: readonly UnitChoice[] },
): Promise<Omit<AuditPage, 'limit'>> {
  const { who, what, from, to, whom, before } = asked
  const scope = scopeOf(c.get('staff'))
  const unit = units.find(({ id }) => id === asked.unit)
  const [subjectKind, subjectId] = whom.split(':')
  const named = who === '' ? undefined : await store.staff.list(scope)
  return {
    ...scope,
    ...(unit?.scope ?? {}),
    ...(named ? { actorId: named.filter(({ name }) => fold(name).includes(fold(who))).map(({ id }) => id) } : {}),
    ...(what ? { action: what } : {}),
    ...(from ? { since: atHour(from, 0) } : {}),
    ...(to ? { until: atHour(addDays(to, 1), 0) } : {}),
    ...(subjectKind && subjectId ? { subjectKind, subjectId } : {}),
    ...(before ? { beforeId: before } : {}),
  }
}

interface UnitChoice {
  id: string
  name: string
  scope: { officeId: number; communeId?: number }
}

/** The units of the reader: their office and its communes, or all of them. */
async function unitsOf({ store }: ConsoleDeps, c: Ctx): Promise<UnitChoice[]> {
  const { officeId } = c.get('staff')
  const offices = await store.people.offices(officeId === undefined ? {} : { officeId })
  const communes = await store.units.communes(officeId)
  return offices.flatMap((office) => [
    { id: `office:${office.id}`, name: office.name, scope: { officeId: office.id } },
    ...communes
      .filter((commune) => commune.officeId === office.id)
      .map(({ id, name }) => ({ id: `commune:${id}`, name, scope: { officeId: office.id, communeId: id } })),
  ])
}

interface LogProps {
  ui: Ui
  rows: AuditRow[]
  units: readonly UnitChoice[]
  asked: Asked
}

function Log({ ui, rows, units, asked }: LogProps) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={ui.t('audit.title')} here="audit">
      <h1>{ui.t('audit.title')}</h1>
      <p class="lead">{ui.t('audit.lead', { years: keeping.audit.months / 12 })}</p>
      <Filters ui={ui} units={units} asked={asked} />
      {rows.length === 0 ? (
        <Empty title={ui.t('audit.none')} />
      ) : (
        <Table
          columns={['when', 'who', 'what', 'whom'].map((name) => ui.t(`audit.columns.${name}`))}
          rows={rows.slice(0, perPage).map((row) => [
            ui.moment(row.at),
            row.actorName ?? ui.t(`actors.${row.actorKind}`),
            <>
              {actionText(ui, row.action)}
              {row.detail ? <small>{detailText(row.detail)}</small> : null}
            </>,
            <Subject ui={ui} row={row} />,
          ])}
        />
      )}
      <Next ui={ui} href={last && link(path, { ...asked, before: last.id })} />
      {rows.length === 0 ? null : (
        <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { ...asked, before: '' })} />
      )}
    </Layout>
  )
}

function Filters({ ui, units, asked }: { ui: Ui; units: readonly UnitChoice[]; asked: Asked }) {
  const said = actions.map((action) => [action, actionText(ui, action)] as const)
  return (
    <form class="filters" method="get" action={path}>
      <Field ui={ui} name="who" label={ui.t('audit.columns.who')} value={asked.who} />
      <Select
        {...{ name: 'what', label: ui.t('audit.columns.what'), value: asked.what, empty: ui.t('audit.all') }}
        options={said.sort(([, a], [, b]) => a.localeCompare(b, ui.lang))}
      />
      <Select
        {...{ name: 'unit', label: ui.t('staff.columns.unit'), value: asked.unit, empty: ui.t('audit.all') }}
        options={units.map(({ id, name }) => [id, name])}
      />
      <Field ui={ui} name="from" type="date" label={ui.t('audit.from')} value={asked.from} />
      <Field ui={ui} name="to" type="date" label={ui.t('audit.to')} value={asked.to} />
      {asked.whom ? <input type="hidden" name="whom" value={asked.whom} /> : null}
      <button class="press quiet" type="submit">
        {ui.t('filter')}
      </button>{' '}
      <a href={path}>{ui.t('audit.all_again')}</a>
    </form>
  )
}

/** The things that have a page, with what it takes to open it. */
const pages: Record<string, { path: string; needs: Permission }> = {
  household: { path: 'people', needs: 'people.see' },
  application: { path: 'applications', needs: 'applications.see' },
  case: { path: 'cases', needs: 'cases.see' },
  announcement: { path: 'announcements', needs: 'announcements.send' },
}
function Subject({ ui, row }: { ui: Ui; row: AuditRow }) {
  const { subjectKind, subjectId, subjectName } = row
  const name = subjectName ?? subjectText(ui, row)
  const page = pages[subjectKind]
  const opens = page && ui.staff && may(ui.staff.role, page.needs)
  return (
    <>
      {opens ? <a href={`/console/${page.path}/${subjectId}`}>{name}</a> : <span>{name}</span>}
      <small>
        <a href={link(path, { whom: `${subjectKind}:${subjectId}` })}>{ui.t('audit.only')}</a>
      </small>
    </>
  )
}
