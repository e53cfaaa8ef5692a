import { whyFiller } from '../../../app/session-words.ts'
import { keptReason } from '../../../domain/session-move.ts'
import { askWorkingDays } from '../../../domain/term-request.ts'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import { link, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import type { SessionRow } from './session-rows.ts'
import { calendarWords, holidayText, monthText, weekday } from './words.ts'

interface SessionsProps {
  ui: Ui
  point: CalendarPoint
  sessions: SessionRow[]
}

/** The next sessions of a point: their day, why it is another one than usual, until when to ask for more time, and how to move them. */
export function Sessions({ ui, point, sessions }: SessionsProps) {
  const say = calendarWords(ui)
  return (
    <section>
      <h2>{say('calendar:sessions.title')}</h2>
      <Table
        columns={['month', 'day', 'ask_by', 'turn'].map((name) => say(`calendar:sessions.columns.${name}`))}
        rows={sessions.map((session) => [
          monthText(session.month),
          <Day ui={ui} session={session} />,
          session.askBy ? weekday(ui, session.askBy) : say('calendar:sessions.unknown'),
          <Turns ui={ui} point={point} session={session} />,
        ])}
      />
      <p class="hint">{say('calendar:sessions.ask_hint', { days: askWorkingDays })}</p>
    </section>
  )
}

function Day({ ui, session: { day, fixedDay, why, holiday } }: { ui: Ui; session: SessionRow }) {
  const say = calendarWords(ui)
  const moved = day !== fixedDay && why !== keptReason
  return (
    <>
      {weekday(ui, day)} {moved ? <Tag tone="calm">{say('calendar:moved_from', { day: ui.day(fixedDay) })}</Tag> : null}{' '}
      {moved && why ? <small>{ui.t('value', { value: whyFiller(why, fixedDay) })}</small> : null}
      {holiday ? <Tag tone="bad">{holidayText(ui, holiday.name)}</Tag> : null}
    </>
  )
}

function Turns({ ui, point, session }: { ui: Ui; point: CalendarPoint; session: SessionRow }) {
  const say = calendarWords(ui)
  const { month, holiday, mayUndo } = session
  const proposed = holiday ? { day: holiday.proposed, reason: 'holiday' } : {}
  const named = monthText(month)
  return (
    <>
      <a
        href={link(`/console/calendar/${point.id}/move`, { month, ...proposed })}
        aria-label={say('calendar:sessions.move_of', { month: named })}
      >
        {say('calendar:sessions.move')}
      </a>
      {mayUndo ? (
        <form class="inline" method="post" action={`/console/calendar/${point.id}/undo`}>
          <input type="hidden" name="month" value={month} />
          <button class="quiet" type="submit" aria-label={say('calendar:sessions.undo_of', { month: named })}>
            {say('calendar:sessions.undo')}
          </button>
        </form>
      ) : null}
    </>
  )
}
