import { Hono } from 'hono'
import { type CaseState, caseStates, isOverdue, routesOf } from '../../../domain/case.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { CaseRow } from '../../../ports/cases.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, link, Next, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'

const perPage = 30

/** The list of cases: those that wait, the earliest deadline first. */
export function casesRoutes({ store }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const staff = c.get('staff')
    const state = caseStates.find((s) => s === c.req.query('state')) ?? 'open'
    const after = cursor(c.req.query('due'), c.req.query('id'))
    const page = { scope: scopeOf(staff), routes: routesOf(staff.role), states: [state], limit: perPage + 1 }
    const rows = await store.cases.list({ ...page, ...(after ? { after } : {}) })
    return show(c, <List ui={c.get('ui')} rows={rows} state={state} />)
  })
  return app
}

function cursor(due: string | undefined, id: string | undefined): { dueAt: Date; id: string } | undefined {
  if (!due || !id || !/^\d{1,18}$/.test(id) || !/^\d{1,15}$/.test(due)) return undefined
  return { dueAt: new Date(Number(due)), id }
}

function List({ ui, rows, state }: { ui: Ui; rows: CaseRow[]; state: CaseState }) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  const next = last && link('/console/cases', { state, due: String(last.dueAt.getTime()), id: last.id })
  return (
    <Layout ui={ui} title={ui.t('cases.title')} here="cases">
      <h1>{ui.t('cases.title')}</h1>
      <nav class="tabs" aria-label={ui.t('cases.title')}>
        {caseStates.map((s) => (
          <a href={`/console/cases?state=${s}`} aria-current={s === state ? 'page' : undefined}>
            {ui.say({ key: `cases:states.${s}` })}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <Empty title={ui.t(`cases.none.${state}`)}>{ui.t('cases.none_text')}</Empty>
      ) : (
        <Table
          columns={['code', 'kind', 'name', 'last', 'due'].map((name) => ui.t(`cases.columns.${name}`))}
          rows={rows.slice(0, perPage).map((row) => cells(ui, row))}
        />
      )}
      <Next ui={ui} href={next} />
    </Layout>
  )
}

function cells(ui: Ui, row: CaseRow) {
  return [
    <a href={`/console/cases/${row.id}`}>{row.code}</a>,
    ui.say({ key: `cases:kinds.${row.kind}` }),
    row.name,
    <span class="quote">{shortened(row.last)}</span>,
    isOverdue(row, ui.now) ? (
      <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(row.dueAt) })}</Tag>
    ) : (
      ui.moment(row.state === 'closed' ? (row.closedAt ?? row.dueAt) : row.dueAt)
    ),
  ]
}

/** Enough to know what it is about; the case shows all of it. */
function shortened(text: string): string {
  const signs = [...text]
  return signs.length > 90 ? `${signs.slice(0, 89).join('')}…` : text
}
