import { Hono } from 'hono'
import { type Day, dayOf, readDay } from '../../../domain/day.ts'
import { reminderKinds } from '../../../domain/reminder-plan.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { NotReminded, NotRemindedPage } from '../../../ports/reminder-desk.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Facts, Field, link, Next, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { kindText, reminderSpeech, unsaidText } from './words.ts'

const perPage = 50
const path = '/console/reminders'

/** What was reminded of on a day, and what was not, with the reason of each. */
export function remindersRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => unsaidTable(deps, c)),
  )
  app.get('/', async (c) => {
    const { limit: _, ...of } = pageOf(c, perPage)
    const desk = deps.store.reminderDesk
    const [said, reasons] = [await desk.said(of), await desk.reasons(of)]
    const rows = await desk.notReminded({ ...of, limit: perPage + 1 })
    return show(c, <Reminders {...{ ui: c.get('ui'), of, said, reasons, rows, director: isDirector(c) }} />)
  })
  return app
}

function isDirector(c: Ctx): boolean {
  const { role, officeId } = c.get('staff')
  return role === 'director' && officeId !== undefined
}

/** What is asked for, as it stands in the address. What cannot be read asks for nothing: then it is today. */
function pageOf(c: Ctx, limit: number): NotRemindedPage {
  const day = readDay((c.req.query('day') ?? '').trim()) ?? dayOf(c.get('ui').now)
  const reason = /^[a-z_]{1,40}$/.exec(c.req.query('reason') ?? '')?.[0]
  const [, loanId, kind] = /^(\d{1,18})-([a-z_]{1,20})$/.exec(c.req.query('after') ?? '') ?? []
  const known = reminderKinds.find((one) => one === kind)
  return {
    ...{ scope: scopeOf(c.get('staff')), day, limit },
    ...(reason ? { reason } : {}),
    ...(loanId && known ? { after: { loanId, kind: known } } : {}),
  }
}

function unsaidTable({ store }: ConsoleDeps, c: Ctx): Listed<NotReminded, NotReminded> {
  const ui = c.get('ui')
  const { after: _, ...of } = pageOf(c, perPage)
  return {
    list: 'not-reminded',
    columns: columns.map((name) => ({ title: reminderSpeech(ui)(`columns.${name}`), kind: 'text' })),
    cells: (row) => cellsOf(ui, row),
    page: async (limit, after) => {
      const rows = await store.reminderDesk.notReminded({ ...of, limit, ...(after ? { after } : {}) })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { rows, ...(last ? { next: last } : {}) }
    },
  }
}

const columns = ['household', 'customer', 'loan', 'commune', 'group', 'leader', 'kind', 'due', 'reason'] as const

function cellsOf(ui: Ui, row: NotReminded): (string | undefined)[] {
  const { headName, customerId, loanCode, commune, group, leader, kind, dueDate, reason } = row
  const why = [kindText(ui, kind), ui.day(dueDate), unsaidText(ui, reason)]
  return [headName, customerId, loanCode, commune, group, leader, ...why]
}

interface RemindersProps {
  ui: Ui
  of: { day: Day; reason?: string }
  said: { reminders: number; messages: number }
  reasons: { reason: string; count: number }[]
  rows: NotReminded[]
  director: boolean
}

function Reminders({ ui, of, said, reasons, rows, director }: RemindersProps) {
  const say = reminderSpeech(ui)
  const { day, reason } = of
  return (
    <Layout ui={ui} title={say('title')} here="reminders">
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <p>
        <a href={`${path}/overdue`}>{say('overdue.title')}</a>
        {director ? ' · ' : null}
        {director ? <a href={`${path}/plan`}>{say('plan.title')}</a> : null}
        {director ? ' · ' : null}
        {director ? <a href={`${path}/receipts`}>{ui.say({ key: 'payment-words:switch.title' })}</a> : null}
      </p>
      <form method="get" class="filter">
        <Field ui={ui} name="day" type="date" label={say('day')} value={day} />
        <button class="press quiet" type="submit">
          {say('show')}
        </button>
      </form>
      <Facts
        rows={[
          [say('said.reminders'), String(said.reminders)],
          [say('said.messages'), String(said.messages)],
        ]}
      />
      <h2>{say('why')}</h2>
      {reasons.length === 0 ? <Empty title={say('none')} /> : <Reasons {...{ ui, day, reason, reasons }} />}
      {rows.length === 0 ? null : <Rows {...{ ui, of, rows }} />}
    </Layout>
  )
}

interface ReasonsProps extends Pick<RemindersProps, 'ui' | 'reasons'> {
  day: Day
  reason: string | undefined
}

function Reasons({ ui, day, reason, reasons }: ReasonsProps) {
  const say = reminderSpeech(ui)
  return (
    <>
      <Table
        columns={[say('columns.reason'), say('columns.count')]}
        numbers={[1]}
        rows={reasons.map((one) => [
          <a href={link(path, { day, reason: one.reason })} aria-current={one.reason === reason ? 'true' : undefined}>
            {unsaidText(ui, one.reason)}
          </a>,
          String(one.count),
        ])}
      />
      {reason ? (
        <p>
          <a href={link(path, { day })}>{say('all')}</a>
        </p>
      ) : null}
    </>
  )
}

function Rows({ ui, of, rows }: Pick<RemindersProps, 'ui' | 'of' | 'rows'>) {
  const say = reminderSpeech(ui)
  const shown = rows.slice(0, perPage)
  const last = rows.length > perPage ? shown.at(-1) : undefined
  const { day, reason } = of
  const next = last && link(path, { day, reason, after: `${last.loanId}-${last.kind}` })
  return (
    <section>
      <h2>{say('list')}</h2>
      <Table
        columns={['household', 'loan', 'group', 'kind', 'reason'].map((name) => say(`columns.${name}`))}
        rows={shown.map((row) => [
          <>
            <a href={`/console/people/${row.householdId}`}>{row.headName}</a>
            <small>{row.commune}</small>
          </>,
          row.loanCode.slice(-4),
          <>
            {row.group ?? ''}
            {row.leader ? <small>{row.leader}</small> : null}
          </>,
          <>
            {kindText(ui, row.kind)}
            <small>{ui.day(row.dueDate)}</small>
          </>,
          unsaidText(ui, row.reason),
        ])}
      />
      <Next ui={ui} href={next} />
      <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { day, reason })} />
    </section>
  )
}
