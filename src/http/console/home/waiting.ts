import { type AgeOfFigures, figuresAge } from '../../../app/figures-age.ts'
import { type BudgetNow, budgetNow } from '../../../app/set-budget.ts'
import { undecidedSessions } from '../../../app/undecided-sessions.ts'
import { turnsOf, watchedBy } from '../../../domain/application.ts'
import { routesOf } from '../../../domain/case.ts'
import { dayOf } from '../../../domain/day.ts'
import { may, type Scope, scopeOf } from '../../../domain/staff.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import type { SittingRow } from '../../../ports/applications.ts'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import type { DeskRow } from '../../../ports/case-desk.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'

/** What waits for somebody, as far as their role has to do with it. */
export interface Waiting {
  applications?: { waiting: number; late: number; sitting: SittingRow[] }
  cases?: { open: number; overdue: number; first: DeskRow[] }
  announcements?: Announcement[]
  /** The transaction points of the commune, for its chair, who announces the sessions. */
  points?: CalendarPoint[]
  /** Channels that are in trouble. */
  troubled?: number
  /** How old the figures of loans are, where reminders stand still because of it. */
  figures?: AgeOfFigures
  /** Communes where households wait and whose chair can confirm none of them. */
  linksDue?: number
  /** Sessions on a public holiday about which nobody has decided. */
  undecided?: number
  /** The budget of the month, where it comes to its end. */
  spending?: BudgetNow
}

/** Looks up what waits for whoever asks. */
export async function waitingFor(deps: ConsoleDeps, c: Ctx): Promise<Waiting> {
  const { store, channels } = deps
  const staff: StaffMember = c.get('staff')
  const { role } = staff
  const scope = scopeOf(staff)
  const now = c.get('ui').now
  return {
    ...(may(role, 'applications.see') ? { applications: await sitting({ store }, staff, now) } : {}),
    ...(may(role, 'applications.complete') ? { linksDue: await communesWithoutLink(deps, { scope, now }) } : {}),
    ...(may(role, 'people.see') ? { undecided: await undecidedSessions(store, { scope, today: dayOf(now) }) } : {}),
    ...(may(role, 'cases.see') ? { cases: await casesFor({ store }, staff, now) } : {}),
    ...(may(role, 'channels.manage')
      ? { troubled: Object.values(channels).filter((ch) => ch.trouble?.()).length }
      : {}),
    ...(may(role, 'channels.manage') ? await budgetFor(deps) : {}),
    ...(may(role, 'imports.take') ? await figuresFor(deps, scope) : {}),
    ...(may(role, 'announcements.see') ? { announcements: await store.announcements.list({ scope, limit: 3 }) } : {}),
    ...(role === 'commune_chair' ? { points: await store.calendar.points(scope) } : {}),
  }
}

/** So many requests, and so many cases, fit the front page without a long scroll. */
const shownOfEach = 5

/** Where households wait and nobody can confirm them: no link is good, or nobody has read out its PIN. */
async function communesWithoutLink(
  { store }: Pick<ConsoleDeps, 'store'>,
  { scope, now }: { scope: Scope; now: Date },
): Promise<number> {
  const waiting = await store.chairLinks.counts(scope)
  const links = await store.chairLinks.active({ ...scope, at: now })
  const good = new Set(links.filter(({ locked, pinAt }) => !locked && pinAt).map(({ communeId }) => communeId))
  const chairs = await store.staff.list(scope)
  for (const { role, communeId, disabledAt } of chairs)
    if (role === 'commune_chair' && communeId !== undefined && !disabledAt) good.add(communeId)
  return [...waiting].filter(([communeId, count]) => count > 0 && !good.has(communeId)).length
}

async function sitting({ store }: Pick<ConsoleDeps, 'store'>, staff: StaffMember, now: Date) {
  const of = { scope: scopeOf(staff), states: turnsOf(staff.role), watched: watchedBy(staff.role), now }
  const rows = await store.applications.sitting({ ...of, limit: shownOfEach })
  return { ...(await store.applications.count(of)), sitting: rows }
}

/** What waits for an answer, overdue ones first, then unread ones. */
async function casesFor({ store }: Pick<ConsoleDeps, 'store'>, staff: StaffMember, now: Date) {
  const of = { scope: scopeOf(staff), routes: routesOf(staff.role), now }
  const first = await store.caseDesk.list({ ...of, state: 'open', whose: 'all', limit: shownOfEach })
  return { ...(await store.cases.count(of)), first }
}

/** Only where Zalo is open, and only what wants to be looked at. */
async function budgetFor({ store, clock, channelDesk }: ConsoleDeps): Promise<Pick<Waiting, 'spending'>> {
  const spending = channelDesk.zalo ? await budgetNow({ store, clock }) : undefined
  return spending?.state === 'near' || spending?.state === 'reached' ? { spending } : {}
}

/** Only where they are too old for some loans. */
async function figuresFor(deps: ConsoleDeps, scope: Scope): Promise<Pick<Waiting, 'figures'>> {
  const { officeId } = scope
  const figures = officeId === undefined ? undefined : await figuresAge(deps, { ...scope, officeId })
  return figures && figures.stale > 0 ? { figures } : {}
}
