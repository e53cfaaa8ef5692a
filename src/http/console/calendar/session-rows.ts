import type { Day } from '../../../domain/day.ts'
import type { HolidayName } from '../../../domain/public-holidays.ts'
import { holidayOfSession, proposedDay, undoProblem } from '../../../domain/session-move.ts'
import { askBy } from '../../../domain/term-request.ts'
import { nextSessions, type Session, type SessionCalendar } from '../../../domain/transaction-day.ts'
import type { ClosedDays } from '../../../domain/working-calendar.ts'

/** A session as the calendar lists it. */
export interface SessionRow extends Session {
  /** The last day on which asking for more time is in time. Absent where the holidays of that year are not known. */
  askBy?: Day
  /** The public holiday that it falls on, with the day that is proposed instead: a person has to decide. */
  holiday?: { name: HolidayName; proposed: Day }
  mayUndo: boolean
}

/** How many sessions of a point are shown. */
const shown = 3

/** The next sessions of a point, with what has to be known and decided of each. */
export function sessionRows(
  calendar: SessionCalendar,
  { today, closed }: { today: Day; closed?: ClosedDays },
): SessionRow[] {
  return nextSessions(calendar, today, shown).map((session) => {
    const name = holidayOfSession(calendar, session.month)
    const by = askBy(session.day, closed)
    return {
      ...session,
      ...(by ? { askBy: by } : {}),
      ...(name ? { holiday: { name, proposed: proposedDay(session.day, closed) } } : {}),
      mayUndo: undoProblem(calendar, { month: session.month, today }) === undefined,
    }
  })
}
