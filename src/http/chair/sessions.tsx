import { monthName, sessionNotes } from '../../app/session-words.ts'
import { dayOf } from '../../domain/day.ts'
import { holidayOfSession } from '../../domain/session-move.ts'
import { nextSessions, type Session } from '../../domain/transaction-day.ts'
import type { CalendarPoint } from '../../ports/calendar.ts'
import type { ChairLink } from '../../ports/chair-links.ts'
import type { ChairDeps, Speech } from './page.tsx'

/** So many sessions of each point: the one that is announced now, and the one behind it. */
const shown = 2

/** The transaction points in the commune of a link. */
export function pointsOf({ store }: ChairDeps, { communeId, officeId }: ChairLink): Promise<CalendarPoint[]> {
  return store.calendar.points({ communeId, officeId })
}

/** When and where the bank comes next, in sentences that can be read out over the loudspeaker: nobody's name and no debt is in them. */
export function Sessions({ speech, points }: { speech: Speech; points: readonly CalendarPoint[] }) {
  const { ui, say } = speech
  return (
    <section id="sessions">
      <h2>{say('chair:sessions.title')}</h2>
      <p>{say(points.length === 0 ? 'chair:sessions.none' : 'chair:sessions.lead')}</p>
      {points.length === 0 ? null : (
        <ul class="waiting">
          {points.flatMap((point) =>
            nextSessions(point.sessions, dayOf(ui.now), shown).map((session) => (
              <li>
                <OneSession speech={speech} point={point} session={session} />
              </li>
            )),
          )}
        </ul>
      )}
    </section>
  )
}

interface OneSessionProps {
  speech: Speech
  point: CalendarPoint
  session: Session
}

function OneSession({ speech: { ui, say }, point, session }: OneSessionProps) {
  const { month, day } = session
  // Nobody has decided about it: it is not for the loudspeaker yet.
  const holiday = holidayOfSession(point.sessions, month)
  const place = [point.name, point.address].filter(Boolean).join(', ')
  return (
    <span class="household">
      <strong>{say('chair:sessions.when', { month: monthName(month), day: { day } })}</strong>
      <span>{say('chair:sessions.where', { at: point.opensAt, place })}</span>
      {holiday ? (
        <span>{say('chair:sessions.holiday', { holiday: { words: { key: `sessions:holidays.${holiday}` } } })}</span>
      ) : (
        sessionNotes(session).map(({ words }) => <span>{ui.say(words)}</span>)
      )}
    </span>
  )
}
