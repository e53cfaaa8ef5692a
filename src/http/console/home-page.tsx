import { Hono } from 'hono'
import { type AgeOfFigures, figuresAge } from '../../app/figures-age.ts'
import { type BudgetNow, budgetNow } from '../../app/set-budget.ts'
import { undecidedSessions } from '../../app/undecided-sessions.ts'
import { turnsOf, watchedBy } from '../../domain/application.ts'
import { isOverdue, routesOf } from '../../domain/case.ts'
import { dayOf } from '../../domain/day.ts'
import { may, type Scope, scopeOf } from '../../domain/staff.ts'
import type { Announcement } from '../../ports/announcements.ts'
import type { SittingRow } from '../../ports/applications.ts'
import type { DeskRow } from '../../ports/case-desk.ts'
import type { StaffMember } from '../../ports/staff.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from './deps.ts'
import { safeBack } from './guard.ts'
import { Layout } from './layout.tsx'
import { Due, nameText, Table, Tag } from './parts.tsx'
import { onTo, show, typedForm } from './respond.tsx'
import type { Ui } from './ui.ts'

/** The front page: what waits for me. And the language of the console, which belongs to no other page. */
export function homeRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => show(c, <Home ui={c.get('ui')} waiting={await waitingFor(deps, c)} />))
  app.post('/language', async (c) => {
    const form = await typedForm(c)
    const lang = form.one('lang')
    if (deps.language.langs.includes(lang)) await deps.store.staff.setLang(c.get('staff').id, lang)
    return onTo(c, safeBack(form.one('back')))
  })
  return app
}

/** So many requests, and so many cases, fit the front page without a long scroll. */
const shownOfEach = 5

interface Waiting {
  applications?: { waiting: number; late: number; sitting: SittingRow[] }
  cases?: { open: number; overdue: number; first: DeskRow[] }
  announcements?: Announcement[]
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

async function waitingFor(deps: ConsoleDeps, c: Ctx): Promise<Waiting> {
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
  }
}

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

function Home({ ui, waiting }: { ui: Ui; waiting: Waiting }) {
  const { applications, cases, troubled = 0, linksDue = 0, undecided = 0, spending, figures } = waiting
  return (
    <Layout ui={ui} title={ui.t('home.title')} here="home">
      <h1>{ui.t('home.hello', { name: ui.staff?.name ?? '' })}</h1>
      <p class="lead">{ui.t(`home.role.${ui.staff?.role ?? 'officer'}`)}</p>
      <div class="cards">
        {troubled === 0 ? null : (
          <Card href="/console/channels" figure={troubled} title={ui.t('home.channels')} urgent>
            {ui.t('home.channels_text')}
          </Card>
        )}
        {spending ? <BudgetCard ui={ui} spending={spending} /> : null}
        {figures ? <FiguresCard ui={ui} figures={figures} /> : null}
        {applications === undefined ? null : (
          <Card
            {...{ href: '/console/applications', figure: applications.waiting, title: ui.t('home.applications') }}
            urgent={applications.late > 0}
          >
            {applicationsText(ui, applications)}
          </Card>
        )}
        {linksDue === 0 ? null : (
          <Card href="/console/chair-links" figure={linksDue} title={ui.t('home.links')} urgent>
            {ui.t('home.links_text')}
          </Card>
        )}
        {undecided === 0 ? null : (
          <Card href="/console/calendar" figure={undecided} title={ui.t('home.sessions')} urgent>
            {ui.t('home.sessions_text')}
          </Card>
        )}
        {cases === undefined ? null : (
          <Card href="/console/cases" figure={cases.open} title={ui.t('home.cases')} urgent={cases.overdue > 0}>
            {cases.open === 0 ? ui.t('home.cases_none') : ui.t('home.cases_text', { overdue: cases.overdue })}
          </Card>
        )}
      </div>
      {applications && applications.sitting.length > 0 ? <Sitting ui={ui} rows={applications.sitting} /> : null}
      {cases && cases.first.length > 0 ? <Cases ui={ui} rows={cases.first} /> : null}
      <Begin ui={ui} announcements={waiting.announcements} />
    </Layout>
  )
}

/** What somebody may want to begin, behind what waits for them. */
function Begin({ ui, announcements }: { ui: Ui; announcements: Announcement[] | undefined }) {
  return (
    <section>
      <h2>{ui.t('home.begin')}</h2>
      <div class="cards">
        {announcements === undefined ? null : (
          <Card href="/console/announcements/new" title={ui.t('home.announce')}>
            {announcements[0]
              ? ui.t('home.announce_last', { title: announcements[0].title })
              : ui.t('home.announce_text')}
          </Card>
        )}
        {ui.staff && may(ui.staff.role, 'people.see') ? (
          <Card href="/console/people" title={ui.t('home.people')}>
            {ui.t('home.people_text')}
          </Card>
        ) : null}
        {ui.staff && may(ui.staff.role, 'staff.manage') ? (
          <Card href="/console/staff" title={ui.t('home.staff')}>
            {ui.t('home.staff_text')}
          </Card>
        ) : null}
      </div>
    </section>
  )
}

function applicationsText(ui: Ui, { waiting, late }: { waiting: number; late: number }): string {
  if (late > 0) return ui.t('home.applications_late', { late })
  return ui.t(waiting === 0 ? 'home.applications_none' : 'home.applications_text')
}

/** What waits for me, the earliest deadline on top, with what is to be done. */
function Sitting({ ui, rows }: { ui: Ui; rows: readonly SittingRow[] }) {
  return (
    <section>
      <h2>{ui.t('home.sitting')}</h2>
      <Table
        columns={['code', 'name', 'todo', 'due'].map((name) => ui.t(`home.sitting_columns.${name}`))}
        rows={rows.map((row) => [
          <a href={`/console/applications/${row.id}`}>{row.code}</a>,
          <>
            {nameText(ui, row.name)}
            {row.commune ? <small>{row.commune}</small> : null}
          </>,
          ui.t(`application.todo.${row.state}`),
          <>
            <Due ui={ui} dueAt={row.dueAt} />
            {row.reminded > 0 ? <small>{ui.t('home.sitting_reminded', { times: row.reminded })}</small> : null}
          </>,
        ])}
      />
    </section>
  )
}

/** The cases that wait most. */
function Cases({ ui, rows }: { ui: Ui; rows: readonly DeskRow[] }) {
  return (
    <section>
      <h2>{ui.t('home.cases')}</h2>
      <Table
        columns={['code', 'kind', 'name', 'due'].map((name) => ui.t(`cases.columns.${name}`))}
        rows={rows.map((row) => [
          <>
            <a href={`/console/cases/${row.id}`}>{row.code}</a>
            {row.unread ? ' ' : null}
            {row.unread ? <Tag tone="wait">{ui.t('cases.unread')}</Tag> : null}
          </>,
          ui.say({ key: `cases:kinds.${row.kind}` }),
          <>
            {nameText(ui, row.name)}
            {row.commune ? <small>{row.commune}</small> : null}
          </>,
          isOverdue(row, ui.now) ? (
            <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(row.dueAt) })}</Tag>
          ) : (
            ui.moment(row.dueAt)
          ),
        ])}
      />
    </section>
  )
}

function BudgetCard({ ui, spending: { state, sharePct } }: { ui: Ui; spending: BudgetNow }) {
  const share = { pct: sharePct }
  return (
    <Card href="/console/channels#channel-zalo" title={ui.t('home.budget')} urgent>
      {state === 'near' ? ui.t('home.budget_near', { share }) : ui.t('home.budget_reached')}
    </Card>
  )
}

/** How many days old the latest figures are. */
function FiguresCard({ ui, figures: { days, stale } }: { ui: Ui; figures: AgeOfFigures }) {
  return (
    <Card href="/console/imports" figure={days} title={ui.say({ key: 'imports:home.title' })} urgent>
      {ui.say({ key: 'imports:home.text', with: { stale } })}
    </Card>
  )
}

function Card({ href, figure, title, urgent, children }: CardProps) {
  return (
    <a class={urgent ? 'card urgent' : 'card'} href={href}>
      {figure === undefined ? null : <span class="figure">{figure}</span>}
      <strong>{title}</strong>
      <span>{children}</span>
    </a>
  )
}

interface CardProps {
  href: string
  figure?: number
  title: string
  urgent?: boolean
  children: string
}
