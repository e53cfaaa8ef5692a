import { Hono } from 'hono'
import type { AgeOfFigures } from '../../../app/figures-age.ts'
import type { BudgetNow } from '../../../app/set-budget.ts'
import { may, type Permission } from '../../../domain/staff.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { safeBack } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { Card } from './card.tsx'
import { CommuneSessions } from './commune-sessions.tsx'
import { Cases, Sitting } from './lists.tsx'
import { type Waiting, waitingFor } from './waiting.ts'

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
      {waiting.points ? <CommuneSessions ui={ui} points={waiting.points} /> : null}
      <Begin ui={ui} announcements={waiting.announcements} />
    </Layout>
  )
}

/** What somebody may want to begin, behind what waits for them; nothing where their role begins nothing. */
function Begin({ ui, announcements }: { ui: Ui; announcements: Announcement[] | undefined }) {
  const begins = (permission: Permission) => ui.staff !== undefined && may(ui.staff.role, permission)
  const [people, staff] = [begins('people.see'), begins('staff.manage')]
  if (announcements === undefined && !people && !staff) return null
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
        {people ? (
          <Card href="/console/people" title={ui.t('home.people')}>
            {ui.t('home.people_text')}
          </Card>
        ) : null}
        {staff ? (
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
