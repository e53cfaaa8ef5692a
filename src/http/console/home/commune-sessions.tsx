import { monthName, sessionNotes } from '../../../app/session-words.ts'
import type { Filler } from '../../../conversation/words.ts'
import { dayOf } from '../../../domain/day.ts'
import { holidayOfSession } from '../../../domain/session-move.ts'
import { nextSessions, type Session } from '../../../domain/transaction-day.ts'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import { Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** So many sessions of each point: the one that is announced now, and the one behind it. */
const shown = 2

/**
 * When and where the bank comes next to a commune, for its chair, with an account or with a link: in sentences that can be read out over the
 * loudspeaker. Nobody's name and no debt is in them.
 */
export function CommuneSessions({ ui, points }: { ui: Ui; points: readonly CalendarPoint[] }) {
  const say = (key: string) => ui.say({ key: `chair:sessions.${key}` })
  return (
    <section id="sessions">
      <h2>{say('title')}</h2>
      <p>{say(points.length === 0 ? 'none' : 'lead')}</p>
      {points.length === 0 ? null : (
        <Table
          columns={['day', 'place'].map((name) => say(`columns.${name}`))}
          rows={points.flatMap((point) =>
            nextSessions(point.sessions, dayOf(ui.now), shown).map((session) => [
              <Day ui={ui} point={point} session={session} />,
              placeText(ui, point),
            ]),
          )}
        />
      )}
    </section>
  )
}

interface DayProps {
  ui: Ui
  point: CalendarPoint
  session: Session
}

function Day({ ui, point, session }: DayProps) {
  const { month, day } = session
  const say = (key: string, fillers: Record<string, Filler>) => ui.say({ key: `chair:sessions.${key}`, with: fillers })
  // Nobody has decided about it: it is not for the loudspeaker yet.
  const holiday = holidayOfSession(point.sessions, month)
  return (
    <>
      <strong>{say('when', { month: monthName(month), day: { day } })}</strong>
      {holiday ? (
        <p>{say('holiday', { holiday: { words: { key: `sessions:holidays.${holiday}` } } })}</p>
      ) : (
        sessionNotes(session).map(({ words }) => <p>{ui.say(words)}</p>)
      )}
    </>
  )
}

function placeText(ui: Ui, { name, address, opensAt }: CalendarPoint): string {
  const place = [name, address].filter(Boolean).join(', ')
  return ui.say({ key: 'chair:sessions.where', with: { at: opensAt, place } })
}
