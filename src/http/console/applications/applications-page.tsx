import { Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { sentStates } from '../../../domain/application.ts'
import { dayOf } from '../../../domain/day.ts'
import { may } from '../../../domain/staff.ts'
import { programmeIds } from '../../../policy/index.ts'
import type { ApplicationRow } from '../../../ports/applications.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { applicationTone, Due, Empty, link, Next, nameText, Select, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import {
  type ApplicationFilter,
  applicationFilter,
  applicationPlace,
  applicationsFor,
  placeOfApplication,
} from './application-filter.ts'
import { applicationTable } from './application-table.ts'
import { timesRoutes } from './times-page.tsx'

const perPage = 30

const path = '/console/applications'

/** The list of requests: at first those that wait for me, and what is over its time on top. */
export function applicationsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route('/', timesRoutes(deps))
  app.route(
    '/',
    exportRoutes(deps, (c) => applicationTable(deps, c)),
  )
  app.get('/', async (c) => {
    const filter = applicationFilter(c)
    const wanted = { ...applicationsFor(c, filter), ...applicationPlace(c) }
    const rows = await deps.store.applications.list({ ...wanted, limit: perPage + 1 })
    return show(c, <List ui={c.get('ui')} rows={rows} filter={filter} />)
  })
  return app
}

/** Where the next page begins. */
function nextHref({ now }: Ui, filter: ApplicationFilter, last: ApplicationRow): string {
  const { id, lateSince } = placeOfApplication(last, now)
  const since = lateSince?.getTime()
  return link(path, { ...filter, after: id, late_since: since === undefined ? undefined : String(since) })
}

function List({ ui, rows, filter }: { ui: Ui; rows: ApplicationRow[]; filter: ApplicationFilter }) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={ui.t('applications.title')} here="applications">
      <h1>{ui.t('applications.title')}</h1>
      {ui.staff?.role === 'director' ? (
        <p>
          <a href="/console/applications/times">{ui.t('applications.times')}</a>
        </p>
      ) : null}
      <Ways ui={ui} />
      <Filters ui={ui} filter={filter} />
      {rows.length === 0 ? (
        <Empty title={ui.t(filter.state === 'mine' ? 'applications.none_mine' : 'applications.none')}>
          {ui.t('applications.none_text')}
        </Empty>
      ) : (
        <Table
          columns={['code', 'name', 'programme', 'amount', 'state', 'due'].map((name) =>
            ui.t(`applications.columns.${name}`),
          )}
          numbers={[3]}
          rows={rows.slice(0, perPage).map((row) => cells(ui, row))}
        />
      )}
      <Next ui={ui} href={last && nextHref(ui, filter, last)} />
      {rows.length === 0 ? null : <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { ...filter })} />}
    </Layout>
  )
}

/** What else belongs to the requests: the groups that weigh them, and what waits for the chairs of communes. */
function Ways({ ui }: { ui: Ui }) {
  return (
    <p>
      <a href="/console/groups">{ui.t('applications.groups')}</a>
      {ui.staff && may(ui.staff.role, 'applications.complete') ? (
        <>
          {' · '}
          <a href="/console/chair-links">{ui.t('applications.chair_links')}</a>
        </>
      ) : null}
    </p>
  )
}

function cells(ui: Ui, row: ApplicationRow) {
  return [
    <a class="whole" href={`/console/applications/${row.id}`}>
      {row.code}
    </a>,
    <>
      {nameText(ui, row.name)}
      {row.commune ? <small>{row.commune}</small> : null}
    </>,
    ui.say(programmeName(row.programme)),
    <span class="whole">{ui.dong(row.amount)}</span>,
    <>
      <Tag tone={applicationTone(row.state)}>{ui.say({ key: `applications:states.${row.state}` })}</Tag>
      <small>{ui.t('applications.since', { day: ui.day(dayOf(row.since)) })}</small>
    </>,
    row.dueAt ? <Due ui={ui} dueAt={row.dueAt} /> : ui.t('due.none'),
  ]
}

function Filters({ ui, filter }: { ui: Ui; filter: ApplicationFilter }) {
  const states = [
    ['mine', ui.t('applications.mine')],
    ['all', ui.t('applications.all')],
    ...sentStates.map((state) => [state, ui.say({ key: `applications:states.${state}` })] as const),
  ] as const
  const programmes = programmeIds.map((id) => [id, ui.say(programmeName(id))] as const)
  return (
    <form class="filters" method="get">
      <Select name="state" label={ui.t('applications.columns.state')} value={filter.state} options={states} />
      <Select
        {...{
          name: 'programme',
          label: ui.t('applications.columns.programme'),
          value: filter.programme,
          options: programmes,
        }}
        empty={ui.t('applications.any_programme')}
      />
      <Select
        {...{ name: 'due', label: ui.t('applications.columns.due'), value: filter.due }}
        {...{ options: [['late', ui.t('applications.only_late')]], empty: ui.t('applications.any_due') }}
      />
      <button class="press quiet" type="submit">
        {ui.t('filter')}
      </button>
    </form>
  )
}
