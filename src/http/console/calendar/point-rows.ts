import { dayOf } from '../../../domain/day.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type SessionRow, sessionRows } from './session-rows.ts'

/** A transaction point with its next sessions. */
export interface PointRow {
  point: CalendarPoint
  sessions: SessionRow[]
}

/** The points of the reader's unit, by the closed days of their office. */
export async function pointRows({ store, clock }: Pick<ConsoleDeps, 'store' | 'clock'>, c: Ctx): Promise<PointRow[]> {
  const staff = c.get('staff')
  const today = dayOf(clock.now())
  const closed = staff.officeId === undefined ? undefined : (await store.applications.times(staff.officeId)).closed
  const points = await store.calendar.points(scopeOf(staff))
  const about = { today, ...(closed ? { closed } : {}) }
  return points.map((point) => ({ point, sessions: sessionRows(point.sessions, about) }))
}
