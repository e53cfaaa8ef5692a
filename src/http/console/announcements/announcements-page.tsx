import { Hono } from 'hono'
import { may, scopeOf } from '../../../domain/staff.ts'
import type { Announcement, AnnouncementState } from '../../../ports/announcements.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, link, Next, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { announcementTable } from './announcement-table.ts'
import { recipientTable } from './recipient-table.ts'
import { saying } from './say.ts'

const perPage = 30

/** The list of announcements of the office, newest first. */
export function announcementsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const { store } = deps
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => announcementTable(deps, c)),
  )
  app.route(
    '/:id',
    exportRoutes(deps, (c) => recipientTable(deps, c)),
  )
  app.get('/', async (c) => {
    const before = c.req.query('before')
    const page = { scope: scopeOf(c.get('staff')), limit: perPage + 1 }
    const rows = await store.announcements.list({
      ...page,
      ...(before && /^\d{1,18}$/.test(before) ? { beforeId: before } : {}),
    })
    return show(c, <List ui={c.get('ui')} rows={rows} />)
  })
  return app
}

/** The colour of a state. */
export const announcementTone: Record<AnnouncementState, 'wait' | 'good' | 'bad' | 'calm'> = {
  draft: 'calm',
  waiting: 'wait',
  returned: 'bad',
  approved: 'good',
  scheduled: 'wait',
  sending: 'wait',
  paused: 'bad',
  done: 'good',
  cancelled: 'calm',
}

function List({ ui, rows }: { ui: Ui; rows: Announcement[] }) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={ui.t('announcements.title')} here="announcements">
      <h1>{ui.t('announcements.title')}</h1>
      <p>
        <a class="press" href="/console/announcements/new">
          {ui.t('announcements.write')}
        </a>{' '}
        {ui.staff && may(ui.staff.role, 'staff.manage') ? (
          <a class="press quiet" href="/console/approval">
            {saying(ui)('rule.title')}
          </a>
        ) : null}
      </p>
      {rows.length === 0 ? (
        <Empty title={ui.t('announcements.none')}>{ui.t('announcements.none_text')}</Empty>
      ) : (
        <Table
          columns={['title', 'state', 'author', 'when'].map((name) => ui.t(`announcements.columns.${name}`))}
          rows={rows
            .slice(0, perPage)
            .map((row) => [
              <a href={`/console/announcements/${row.id}`}>{row.title}</a>,
              <Tag tone={announcementTone[row.status]}>{ui.say({ key: `announcements:states.${row.status}` })}</Tag>,
              row.authorName ?? row.authorId,
              ui.moment(row.sentAt ?? row.createdAt),
            ])}
        />
      )}
      <Next ui={ui} href={last && link('/console/announcements', { before: last.id })} />
      {rows.length === 0 ? null : <ExportLinks ui={ui} link={(file) => `/console/announcements/${file}`} />}
    </Layout>
  )
}
