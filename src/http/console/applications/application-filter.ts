import { type ApplicationState, sentStates, turnsOf } from '../../../domain/application.ts'
import { isLate } from '../../../domain/application-deadline.ts'
import { scopeOf } from '../../../domain/staff.ts'
import { programmeIds } from '../../../policy/index.ts'
import type { ApplicationPage, ApplicationRow } from '../../../ports/applications.ts'
import type { Ctx } from '../deps.ts'

/** What of the requests is asked for, as it stands in the address. */
export interface ApplicationFilter {
  state: ApplicationState | 'mine' | 'all'
  programme?: string
  due?: 'late'
}

/** The place behind which a page begins. */
export type ApplicationPlace = NonNullable<ApplicationPage['after']>

/** Reads the filter. Who asks for what is late wants all of it, whoever has it. */
export function applicationFilter(c: Ctx): ApplicationFilter {
  const query = c.req.query()
  const due = query.due === 'late' ? ({ due: 'late' } as const) : {}
  const state = [...sentStates, 'all' as const, 'mine' as const].find((s) => s === query.state)
  const programme = programmeIds.find((id) => id === query.programme)
  return { state: state ?? (due.due ? 'all' : 'mine'), ...(programme ? { programme } : {}), ...due }
}

/** What of the list answers a filter, cut to what the reader sees. */
export function applicationsFor(c: Ctx, filter: ApplicationFilter): Omit<ApplicationPage, 'limit' | 'after'> {
  const staff = c.get('staff')
  const states = filter.state === 'mine' ? turnsOf(staff.role) : filter.state === 'all' ? undefined : [filter.state]
  return {
    scope: scopeOf(staff),
    now: c.get('ui').now,
    late: filter.due === 'late',
    ...(states ? { states } : {}),
    ...(filter.programme ? { programme: filter.programme } : {}),
  }
}

/** Reads the place behind which a page begins. */
export function applicationPlace(c: Ctx): { after?: ApplicationPlace } {
  const { after: id, late_since: since } = c.req.query()
  if (!id || !/^\d{1,18}$/.test(id)) return {}
  return { after: { id, ...(since && /^\d{1,15}$/.test(since) ? { lateSince: new Date(Number(since)) } : {}) } }
}

/** Where a request stands in the list: what is over its time goes by its deadline. */
export function placeOfApplication(row: ApplicationRow, now: Date): ApplicationPlace {
  return { id: row.id, ...(isLate(row, now) && row.dueAt ? { lateSince: row.dueAt } : {}) }
}
