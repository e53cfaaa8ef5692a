import { addDays, type Day } from '../domain/day.ts'
import { holidayOfSession } from '../domain/session-move.ts'
import type { Scope } from '../domain/staff.ts'
import { nextSessions } from '../domain/transaction-day.ts'
import type { Tx } from '../ports/store.ts'

/** So far ahead a session on a holiday presses: the first reminders of it go out a month and more before. */
const horizonDays = 60

/** How many sessions of a unit fall on a public holiday within the next weeks, with nobody having said on which day they are instead. */
export async function undecidedSessions(
  tx: Pick<Tx, 'calendar'>,
  { scope, today }: { scope: Scope; today: Day },
): Promise<number> {
  const points = await tx.calendar.points(scope)
  const near = points.flatMap(({ sessions }) =>
    nextSessions(sessions, today, 3).filter(({ month, day }) => {
      return day <= addDays(today, horizonDays) && holidayOfSession(sessions, month) !== undefined
    }),
  )
  return near.length
}
