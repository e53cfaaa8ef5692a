import { Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { type ApplicationState, applicationStates, turnsOf } from '../../../domain/application.ts'
import { scopeOf } from '../../../domain/staff.ts'
import { programmeIds } from '../../../policy/index.ts'
import type { ApplicationRow } from '../../../ports/applications.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { applicationTone, Empty, link, Next, Select, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'

const perPage = 30

/** The list of requests: at first those that wait for me. */
export function applicationsRoutes({ store }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const staff = c.get('staff')
    const filter = filterOf({ state: c.req.query('state'), programme: c.req.query('programme') })
    const states = filter.state === 'mine' ? turnsOf(staff.role) : filter.state === 'all' ? undefined : [filter.state]
    const before = c.req.query('before')
    const rows = await store.applications.list({
      scope: scopeOf(staff),
      limit: perPage + 1,
      ...(states ? { states } : {}),
      ...(filter.programme ? { programme: filter.programme } : {}),
      ...(before && /^\d{1,18}$/.test(before) ? { beforeId: before } : {}),
    })
    return show(c, <List ui={c.get('ui')} rows={rows} filter={filter} />)
  })
  return app
}

interface Filter {
  state: ApplicationState | 'mine' | 'all'
  programme?: string
}

function filterOf(query: { state: string | undefined; programme: string | undefined }): Filter {
  const state = [...applicationStates, 'all' as const].find((s) => s === query.state) ?? 'mine'
  const programme = programmeIds.find((id) => id === query.programme)
  return { state, ...(programme ? { programme } : {}) }
}

function List({ ui, rows, filter }: { ui: Ui; rows: ApplicationRow[]; filter: Filter }) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={ui.t('applications.title')} here="applications">
      <h1>{ui.t('applications.title')}</h1>
      <Filters ui={ui} filter={filter} />
      {rows.length === 0 ? (
        <Empty title={ui.t(filter.state === 'mine' ? 'applications.none_mine' : 'applications.none')}>
          {ui.t('applications.none_text')}
        </Empty>
      ) : (
        <Table
          columns={['code', 'name', 'programme', 'amount', 'state', 'updated'].map((name) =>
            ui.t(`applications.columns.${name}`),
          )}
          rows={rows.slice(0, perPage).map((row) => cells(ui, row))}
        />
      )}
      <Next ui={ui} href={last && link('/console/applications', { ...filter, before: last.id })} />
    </Layout>
  )
}

function cells(ui: Ui, row: ApplicationRow) {
  return [
    <a href={`/console/applications/${row.id}`}>{row.code}</a>,
    <>
      {row.name}
      {row.commune ? <small>{row.commune}</small> : null}
    </>,
    ui.say(programmeName(row.programme)),
    ui.dong(row.amount),
    <Tag tone={applicationTone(row.state)}>{ui.say({ key: `applications:states.${row.state}` })}</Tag>,
    ui.moment(row.updatedAt),
  ]
}

function Filters({ ui, filter }: { ui: Ui; filter: Filter }) {
  const states = [
    ['mine', ui.t('applications.mine')],
    ['all', ui.t('applications.all')],
    ...applicationStates.map((state) => [state, ui.say({ key: `applications:states.${state}` })] as const),
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
      <button class="press quiet" type="submit">
        {ui.t('filter')}
      </button>
    </form>
  )
}
