import { Hono } from 'hono'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, link, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { calendarTable } from './calendar-table.ts'
import { type PointRow, pointRows } from './point-rows.ts'
import type { SessionRow } from './session-rows.ts'
import { calendarWords, holidayText, monthText, weekday } from './words.ts'

/** The calendar of an office: where and when it meets its households, and what a person has to decide of that. */
export function calendarRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => calendarTable(deps, c)),
  )
  app.get('/', async (c) => show(c, <Calendar ui={c.get('ui')} rows={await pointRows(deps, c)} />))
  return app
}

function Calendar({ ui, rows }: { ui: Ui; rows: PointRow[] }) {
  const say = calendarWords(ui)
  return (
    <Layout ui={ui} title={say('calendar:title')} here="calendar">
      <h1>{say('calendar:title')}</h1>
      <p class="lead">{say('calendar:lead')}</p>
      <Undecided ui={ui} rows={rows} />
      {rows.length === 0 ? (
        <Empty title={say('calendar:none')}>{say('calendar:none_text')}</Empty>
      ) : (
        <Table
          columns={['point', 'fixed', 'first', 'second', 'third'].map((name) => say(`calendar:columns.${name}`))}
          rows={rows.map(({ point, sessions }) => [
            <PointName point={point} />,
            say('calendar:fixed', { day: point.sessions.dayOfMonth, at: point.opensAt }),
            ...[0, 1, 2].map((n) => <When ui={ui} session={sessions[n]} />),
          ])}
        />
      )}
      {rows.length === 0 ? null : <ExportLinks ui={ui} link={(file) => `/console/calendar/${file}`} />}
      <p>
        <a href="/console/calendar/signing">{say('calendar:signing.title')}</a>
        {' · '}
        <a href="/console/calendar/trials">{say('calendar:trials.title')}</a>
      </p>
    </Layout>
  )
}

function PointName({ point }: { point: CalendarPoint }) {
  return (
    <>
      <a href={`/console/calendar/${point.id}`}>{point.name}</a>
      <small>{[point.commune, point.address].filter(Boolean).join(' · ')}</small>
    </>
  )
}

function When({ ui, session }: { ui: Ui; session: SessionRow | undefined }) {
  if (!session) return null
  const say = calendarWords(ui)
  const { day, fixedDay, holiday, askBy } = session
  return (
    <>
      {weekday(ui, day)}{' '}
      {day === fixedDay ? null : <Tag tone="calm">{say('calendar:moved_from', { day: ui.day(fixedDay) })}</Tag>}
      {holiday ? <Tag tone="bad">{holidayText(ui, holiday.name)}</Tag> : null}
      {askBy ? <small>{say('calendar:ask_by', { day: ui.day(askBy) })}</small> : null}
    </>
  )
}

/** Sessions on a public holiday: nobody comes on that day, so that somebody has to say on which day instead. */
function Undecided({ ui, rows }: { ui: Ui; rows: PointRow[] }) {
  const say = calendarWords(ui)
  const open = rows.flatMap(({ point, sessions }) =>
    sessions.flatMap((session) => (session.holiday ? [{ point, session, holiday: session.holiday }] : [])),
  )
  if (open.length === 0) return null
  return (
    <section class="notice bad">
      <h2>{say('calendar:undecided.title')}</h2>
      <p>{say('calendar:undecided.text')}</p>
      <ul>
        {open.map(({ point, session, holiday }) => (
          <li>
            <a
              href={link(`/console/calendar/${point.id}/move`, {
                month: session.month,
                day: holiday.proposed,
                reason: 'holiday',
              })}
            >
              {say('calendar:undecided.one', {
                point: point.name,
                month: monthText(session.month),
                holiday: holidayText(ui, holiday.name),
                day: weekday(ui, session.day),
                proposed: weekday(ui, holiday.proposed),
              })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
