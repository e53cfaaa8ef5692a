import { Hono } from 'hono'
import { readEvent } from '../../domain/application.ts'
import { may, type Permission } from '../../domain/staff.ts'
import type { AuditRow } from '../../ports/audit.ts'
import type { ConsoleDeps, ConsoleEnv } from './deps.ts'
import { Layout } from './layout.tsx'
import { Empty, link, Next, Table } from './parts.tsx'
import { show } from './respond.tsx'
import type { Ui } from './ui.ts'

const perPage = 50

/** Counted for the limit of tries, and of no use to read. */
const silent = ['sign_in.try']

/** The log: who did what to whom. A director reads the office's, an administrator all. */
export function auditRoutes({ store }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const { officeId } = c.get('staff')
    const before = c.req.query('before')
    const rows = await store.audit.list({
      limit: perPage + 1,
      except: silent,
      ...(officeId === undefined ? {} : { officeId }),
      ...(before && /^\d{1,18}$/.test(before) ? { beforeId: before } : {}),
    })
    return show(c, <Log ui={c.get('ui')} rows={rows} />)
  })
  return app
}

function Log({ ui, rows }: { ui: Ui; rows: AuditRow[] }) {
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={ui.t('audit.title')} here="audit">
      <h1>{ui.t('audit.title')}</h1>
      <p class="lead">{ui.t('audit.lead')}</p>
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
      <Next ui={ui} href={last && link('/console/audit', { before: last.id })} />
    </Layout>
  )
}

/** The things that have a page, with what it takes to open it. */
const pages: Record<string, { path: string; needs: Permission }> = {
  household: { path: 'people', needs: 'people.see' },
  application: { path: 'applications', needs: 'applications.see' },
  case: { path: 'cases', needs: 'cases.see' },
  announcement: { path: 'announcements', needs: 'announcements.send' },
}
const subjects = [...Object.keys(pages), 'staff', 'staff_email', 'channel']

function Subject({ ui, row: { subjectKind, subjectId } }: { ui: Ui; row: AuditRow }) {
  const name = subjects.includes(subjectKind) ? ui.t(`audit.subjects.${subjectKind}`, { id: subjectId }) : subjectKind
  const page = pages[subjectKind]
  const opens = page && ui.staff && may(ui.staff.role, page.needs)
  return opens ? <a href={`/console/${page.path}/${subjectId}`}>{name}</a> : <span>{name}</span>
}

/** The actions that have words; what another part writes is shown by its own name. */
const named = [
  ...[
    'sign_in',
    'sign_out',
    'staff.invite',
    'staff.accept',
    'staff.disable',
    'staff.enable',
    'people.see',
    'people.phone',
  ],
  ...[
    'people.link_code',
    'application.complete',
    'application.phone',
    'case.answer',
    'case.close',
    'announcement.draft',
  ],
  ...[
    'announcement.revise',
    'announcement.send',
    'announcement.pause',
    'announcement.resume',
    'announcement.cancel',
    'announcement.again',
  ],
  ...['channel.connect_begin', 'channel.connect', 'channel.check'],
]

function actionText(ui: Ui, action: string): string {
  const step = readEvent(action.replace(/^application\./, ''))
  if (step && action !== step) return ui.t(`application.happened.${step}`)
  return named.includes(action) ? ui.t(`audit.actions.${action}`) : action
}

function detailText(detail: object): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
}
