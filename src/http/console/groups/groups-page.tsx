import { Hono } from 'hono'
import { scopeOf } from '../../../domain/staff.ts'
import type { GroupRow } from '../../../ports/leaders.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Next, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { groupTable } from './group-table.ts'
import { groupWords } from './words.ts'

const perPage = 50

/** The groups of the reader's unit, with what waits for their meetings and whose leader uses the chat. */
export function groupsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const { store } = deps
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => groupTable(deps, c)),
  )
  app.get('/', async (c) => {
    const asked = c.req.query('after') ?? ''
    const after = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
    const rows = await store.leaders.list({ ...scopeOf(c.get('staff')), after, limit: perPage + 1 })
    const next = rows.length > perPage ? `/console/groups?after=${after + perPage}` : undefined
    return show(c, <List ui={c.get('ui')} rows={rows.slice(0, perPage)} next={next} />)
  })
  return app
}

function List({ ui, rows, next }: { ui: Ui; rows: GroupRow[]; next: string | undefined }) {
  const say = groupWords(ui)
  return (
    <Layout ui={ui} title={say('groups:title')} here="applications">
      <p class="crumb">
        <a href="/console/applications">{ui.t('applications.title')}</a>
      </p>
      <h1>{say('groups:title')}</h1>
      {rows.length === 0 ? (
        <Empty title={say('groups:none')}>{say('groups:none_text')}</Empty>
      ) : (
        <Table
          columns={['name', 'leader', 'members', 'waiting', 'linked'].map((name) => say(`groups:columns.${name}`))}
          numbers={[2, 3]}
          rows={rows.map((row) => [
            <>
              <a href={`/console/groups/${row.id}`}>{row.name}</a>
              <small>{[row.code, row.commune].join(' · ')}</small>
            </>,
            row.leaderName,
            String(row.members),
            String(row.waiting),
            <Tag tone={row.linked ? 'good' : 'calm'}>{say(row.linked ? 'groups:linked.yes' : 'groups:linked.no')}</Tag>,
          ])}
        />
      )}
      <Next ui={ui} href={next} />
      {rows.length === 0 ? null : <ExportLinks ui={ui} link={(file) => `/console/groups/${file}`} />}
    </Layout>
  )
}
