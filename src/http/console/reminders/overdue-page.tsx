import { Hono } from 'hono'
import { dayOf, readDay } from '../../../domain/day.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { OverdueLoan, OverduePage } from '../../../ports/reminder-desk.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, link, Next, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { reminderSpeech } from './words.ts'

const perPage = 50
const path = '/console/reminders/overdue'

/** Loans that are overdue: they get a person instead of more messages. The longest overdue first. */
export function overdueRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/overdue',
    exportRoutes(deps, (c) => overdueTable(deps, c)),
  )
  app.get('/overdue', async (c) => {
    const rows = await deps.store.reminderDesk.overdue({ ...pageOf(c), limit: perPage + 1 })
    return show(c, <Overdue ui={c.get('ui')} rows={rows} />)
  })
  return app
}

function pageOf(c: Ctx): Omit<OverduePage, 'limit'> {
  const [, loanId, typed] = /^(\d{1,18})_(.{10})$/.exec(c.req.query('after') ?? '') ?? []
  const place = readDay(typed ?? '')
  return {
    ...{ scope: scopeOf(c.get('staff')), day: dayOf(c.get('ui').now) },
    ...(loanId && place ? { after: { loanId, since: place, asOf: place } } : {}),
  }
}

function overdueTable({ store }: ConsoleDeps, c: Ctx): Listed<OverdueLoan, OverdueLoan> {
  const ui = c.get('ui')
  const { after: _, ...of } = pageOf(c)
  return {
    list: 'overdue',
    columns: columns.map(({ name, kind }) => ({ title: reminderSpeech(ui)(`columns.${name}`), kind })),
    cells: (row) => columns.map(({ cell }) => cell(row, ui)),
    page: async (limit, after) => {
      const rows = await store.reminderDesk.overdue({ ...of, limit, ...(after ? { after } : {}) })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { rows, ...(last ? { next: last } : {}) }
    },
  }
}

const columns: readonly {
  name: string
  kind: 'text' | 'number' | 'moment'
  cell: (row: OverdueLoan, ui: Ui) => string | number | Date | undefined
}[] = [
  { name: 'household', kind: 'text', cell: ({ headName }) => headName },
  { name: 'customer', kind: 'text', cell: ({ customerId }) => customerId },
  { name: 'loan', kind: 'text', cell: ({ loanCode }) => loanCode },
  { name: 'programme', kind: 'text', cell: ({ programme }, ui) => programmeText(ui, programme) },
  { name: 'commune', kind: 'text', cell: ({ commune }) => commune },
  { name: 'group', kind: 'text', cell: ({ group }) => group },
  { name: 'leader', kind: 'text', cell: ({ leader }) => leader },
  { name: 'overdue', kind: 'number', cell: ({ overdue }) => overdue },
  { name: 'outstanding', kind: 'number', cell: ({ outstanding }) => outstanding },
  { name: 'since', kind: 'text', cell: ({ since }, ui) => (since ? ui.day(since) : undefined) },
  { name: 'days', kind: 'number', cell: ({ days }) => days },
  { name: 'as_of', kind: 'text', cell: ({ asOf }, ui) => ui.day(asOf) },
  { name: 'heard', kind: 'moment', cell: ({ heardAt }) => heardAt },
]

function programmeText(ui: Ui, programme: string): string {
  return ui.say({ key: `programmes/${programme.replaceAll('_', '-')}:name` })
}

function Overdue({ ui, rows }: { ui: Ui; rows: OverdueLoan[] }) {
  const say = reminderSpeech(ui)
  const shown = rows.slice(0, perPage)
  const last = rows.length > perPage ? shown.at(-1) : undefined
  const next = last && link(path, { after: `${last.loanId}_${last.since ?? last.asOf}` })
  return (
    <Layout ui={ui} title={say('overdue.title')} here="reminders">
      <p class="crumb">
        <a href="/console/reminders">{say('title')}</a>
      </p>
      <h1>{say('overdue.title')}</h1>
      <p class="lead">{say('overdue.lead')}</p>
      {shown.length === 0 ? (
        <Empty title={say('overdue.none')} />
      ) : (
        <>
          <Table
            columns={['household', 'loan', 'group', 'overdue', 'days', 'heard'].map((name) => say(`columns.${name}`))}
            numbers={[3, 4]}
            rows={shown.map((row) => cellsOf(ui, row))}
          />
          <Next ui={ui} href={next} />
          <ExportLinks ui={ui} link={(file) => `${path}/${file}`} />
        </>
      )}
    </Layout>
  )
}

function cellsOf(ui: Ui, row: OverdueLoan) {
  const { householdId, headName, commune, loanCode, programme, group, leader, overdue, days, since, heardAt } = row
  return [
    <>
      <a href={`/console/people/${householdId}`}>{headName}</a>
      <small>{commune}</small>
    </>,
    <>
      {loanCode.slice(-4)}
      <small>{programmeText(ui, programme)}</small>
    </>,
    <>
      {group ?? ''}
      {leader ? <small>{leader}</small> : null}
    </>,
    ui.dong(overdue),
    <>
      {days === undefined ? reminderSpeech(ui)('overdue.unknown') : String(days)}
      {since ? <small>{ui.day(since)}</small> : null}
    </>,
    heardAt ? ui.moment(heardAt) : reminderSpeech(ui)('overdue.never'),
  ]
}
