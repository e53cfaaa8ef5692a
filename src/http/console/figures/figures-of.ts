import { applicationStates } from '../../../domain/application.ts'
import { routesOf } from '../../../domain/case.ts'
import { dayOf } from '../../../domain/day.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { ApplicationPage, TimeInState } from '../../../ports/applications.ts'
import type { Figures } from '../../../ports/figures.ts'
import type { PromiseFigures } from '../../../ports/promises.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'

/** The stretch that the medians are of: four weeks for how it is, twelve for how it went. */
export const measuredDays = 28
const followedDays = 84

type Read<Name extends keyof Figures> = Awaited<ReturnType<Figures[Name]>>

/** What the page of the figures shows, each part in the order in which it is shown. */
export interface FiguresShown {
  /** In the order of the path of a request. */
  requests: Read<'requests'>
  times: TimeInState[]
  cases: Read<'openCases'>
  answers: Read<'answers'>['kinds']
  weeks: Read<'answers'>['weeks']
  /** Of the last months, the oldest first. */
  promises: PromiseFigures[]
}

/** Reads the figures of the stretch that a reader sees. */
export async function figuresOf({ store }: Pick<ConsoleDeps, 'store'>, c: Ctx): Promise<FiguresShown> {
  const staff = c.get('staff')
  const { now } = c.get('ui')
  const scope: ApplicationPage['scope'] = scopeOf(staff)
  const of = { scope, routes: routesOf(staff.role) }
  const since = (days: number) => ({ from: new Date(now.getTime() - days * 86_400_000), until: now })
  const months = { from: monthOf(since(followedDays).from), until: monthOf(now) }
  const officeIds = staff.officeId === undefined ? {} : { officeIds: [staff.officeId] }
  const [requests, times, cases, answers, promises] = await Promise.all([
    store.figures.requests(scope),
    store.applications.timeInStates({ scope, ...since(measuredDays) }),
    store.figures.openCases({ ...of, now }),
    store.figures.answers({ ...of, ...since(followedDays), lately: since(measuredDays).from }),
    store.promises.figures({ ...officeIds, ...months }),
  ])
  const read = { answers: answers.kinds, weeks: answers.weeks, promises }
  return { requests: onPath(requests), times: onPath(times), cases, ...read }
}

/** "2026-11", in Viet Nam. */
function monthOf(at: Date): string {
  return dayOf(at).slice(0, 7)
}

function onPath<Row extends { state: (typeof applicationStates)[number] }>(rows: readonly Row[]): Row[] {
  return applicationStates.flatMap((state) => rows.filter((row) => row.state === state))
}
