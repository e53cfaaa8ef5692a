import { Hono } from 'hono'
import { seenAnnouncement, sendAnnouncement } from '../../../app/announce.ts'
import { announcementMessage } from '../../../app/announcement-message.ts'
import { pauseAnnouncement, type Turn } from '../../../app/pause-announcement.ts'
import { hoursOf, sendingProgress } from '../../../app/sending-progress.ts'
import { clockText } from '../../../app/sending-words.ts'
import type { Announcement, Progress, Reach } from '../../../ports/announcements.ts'
import type { Office } from '../../../ports/units.ts'
import { asset } from '../../asset.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { authorOf } from './announcement-form.tsx'
import { Results, recipientsOf, type Sent, stateOf } from './announcement-results.tsx'
import { announcementTone } from './announcements-page.tsx'
import { type AudienceLists, audienceLists, audienceText } from './audience-fields.tsx'
import { Going } from './going.tsx'
import { makeSeldom, type Seldom } from './seldom.ts'

const turns: readonly Turn[] = ['pause', 'resume', 'cancel', 'again']

/** What draws the figures anew while somebody looks on. */
const follow = asset({
  file: new URL('./follow.js', import.meta.url),
  path: '/console/announcements/follow.js',
  type: 'text/javascript; charset=utf-8',
})

/** Seconds after which the page loads itself again where no script runs. */
const refreshSeconds = 5

/** One announcement: as a draft how it will look and whom it reaches, afterwards how it goes. */
export function announcementRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const { store, clock } = deps
  const progress = makeSeldom((id) => store.announcements.progress(id, clock.now()), clock.now)
  const pages = { ...deps, progress }
  app.get('/follow.js', follow.serve as never)
  app.get('/:id', (c) => page(c, pages, { id: c.req.param('id') }))
  app.get('/:id/going', (c) => going(c, pages, c.req.param('id')))
  app.post('/:id/send', async (c) => {
    const id = c.req.param('id')
    const sent = await sendAnnouncement(deps, { author: authorOf(c.get('staff')), id })
    if (sent.ok) return onTo(c, `/console/announcements/${id}`, 'sent')
    return sent.problem === 'not_found' ? missing(c) : page(c, pages, { id, problem: sent.problem })
  })
  app.post('/:id/turn', async (c) => {
    const id = c.req.param('id')
    const wanted = (await typedForm(c)).one('turn')
    const turn = turns.find((t) => t === wanted)
    const turned = turn && (await pauseAnnouncement(deps, { author: authorOf(c.get('staff')), id, turn }))
    if (!turned) return missing(c)
    if (turned.ok) {
      progress.forgetAll()
      return onTo(c, `/console/announcements/${id}`, `turn_${turn}`)
    }
    return turned.problem === 'not_found' ? missing(c) : page(c, pages, { id, problem: turned.problem })
  })
  return app
}

interface PageDeps extends ConsoleDeps {
  progress: Seldom<Progress>
}

async function page(c: Ctx, deps: PageDeps, { id, problem }: { id: string; problem?: string }): Promise<Response> {
  const { store } = deps
  const staff = c.get('staff')
  const announcement = await seenAnnouncement(store, authorOf(staff), id)
  if (!announcement) return missing(c)
  const lists = await audienceLists(store, staff.officeId === undefined ? {} : { officeId: staff.officeId })
  // Who looks at a state or at a later page is reading: only the plain page loads itself again.
  const reads = c.req.query('state') !== undefined || c.req.query('after') !== undefined
  const shown = {
    ...{ ui: c.get('ui'), announcement, lists, office: await store.units.office(announcement.officeId) },
    ...(problem ? { problem } : {}),
    ...(announcement.status === 'sending' && !reads ? { refresh: refreshSeconds } : {}),
    ...doneOf(c, 'sent', ...turns.map((turn) => `turn_${turn}`)),
  }
  const status = problem ? 409 : 200
  if (!isSent(announcement)) {
    const reach = await store.announcements.count(announcement.audience, announcement.officeId)
    return show(c, <Whole {...shown} reach={reach} />, status)
  }
  const sent = {
    going: await goingOf(deps, announcement),
    recipients: await recipientsOf(c, store, announcement.mailingId),
    ...stateOf(c),
  }
  return show(c, <Whole {...shown} sent={sent} />, status)
}

/** The part of the page that is drawn anew while somebody looks on. */
async function going(c: Ctx, deps: PageDeps, id: string): Promise<Response> {
  const announcement = await seenAnnouncement(deps.store, authorOf(c.get('staff')), id)
  if (!announcement || !isSent(announcement)) return missing(c)
  const shown = { ui: c.get('ui'), announcement, ...stateOf(c) }
  return c.html(<Going {...shown} going={await goingOf(deps, announcement)} />)
}

type SentAnnouncement = Announcement & { mailingId: string }

function isSent(announcement: Announcement): announcement is SentAnnouncement {
  return announcement.mailingId !== undefined
}

function goingOf({ progress, store, clock, channels }: PageDeps, announcement: SentAnnouncement) {
  const openChannels = Object.values(channels).map((c) => c.id)
  return sendingProgress({ store, clock, openChannels }, announcement, progress.read)
}

interface WholeProps {
  ui: Ui
  announcement: Announcement
  lists: AudienceLists
  office: Office | undefined
  reach?: Reach
  sent?: Sent
  problem?: string
  done?: string
  /** Seconds after which the page loads itself again. */
  refresh?: number
}

function Whole({ ui, announcement, lists, office, reach, sent, problem, done, refresh }: WholeProps) {
  const { status, audience, title } = announcement
  return (
    <Layout ui={ui} title={title} here="announcements" {...(done ? { done } : {})} {...(refresh ? { refresh } : {})}>
      <p class="crumb">
        <a href="/console/announcements">{ui.t('announcements.title')}</a>
      </p>
      <h1>{title}</h1>
      <p class="standing">
        <Tag tone={announcementTone[status]}>{ui.say({ key: `announcements:states.${status}` })}</Tag>
        <span>{audienceText(ui, audience, lists)}</span>
      </p>
      {problem ? (
        <p class="notice bad" role="alert">
          {ui.t(`announcements.problems.${problem}`)}
        </p>
      ) : null}
      <div class="columns results">
        <Preview ui={ui} announcement={announcement} />
        <div>
          {reach ? <Reaching ui={ui} announcement={announcement} reach={reach} /> : null}
          {refresh ? <p class="hint">{ui.t('announcements.follows')}</p> : null}
          {announcement.lastDay ? <p>{ui.t('announcements.until', { day: { day: announcement.lastDay } })}</p> : null}
          {office ? <Hours ui={ui} office={office} /> : null}
          {sent ? <Results ui={ui} announcement={announcement} sent={sent} /> : null}
        </div>
      </div>
      {status === 'sending' ? <script src={follow.href} defer></script> : null}
    </Layout>
  )
}

function Hours({ ui, office }: { ui: Ui; office: Office }) {
  const { from, until } = hoursOf(office)
  const key = from === 0 && until === 24 ? 'announcements.hours_all' : 'announcements.hours'
  const fillers = { from: clockText(from), until: clockText(until), most: office.announcementsPerDay }
  return <p class="hint">{ui.t(key, fillers)}</p>
}

/** The very message that goes out, drawn as it reads on a phone. */
function Preview({ ui, announcement }: { ui: Ui; announcement: Announcement }) {
  return (
    <section>
      <h2>{ui.t('announcements.looks')}</h2>
      <div class="phone">
        {announcementMessage(announcement).parts.map((part) => (
          <p class={part.as}>{ui.say(part.words)}</p>
        ))}
      </div>
    </section>
  )
}

function Reaching({ ui, announcement, reach }: { ui: Ui; announcement: Announcement; reach: Reach }) {
  const total = reach.reached + reach.followers
  const rows = (['noAccount', 'noConsent', 'blocked'] as const).map(
    (why) => [ui.t(`announcements.left_out.${why}`), String(reach[why])] as const,
  )
  return (
    <section>
      <h2>{ui.t('announcements.reach')}</h2>
      <p class="big-figure">{ui.t('announcements.reached', { count: total, households: reach.households })}</p>
      {reach.followers > 0 ? <p>{ui.t('announcements.followers', { count: reach.followers })}</p> : null}
      <h3>{ui.t('announcements.left_out.title')}</h3>
      <Facts rows={rows} />
      {total === 0 ? (
        <p class="notice bad">{ui.t('announcements.reaches_nobody')}</p>
      ) : (
        <form method="post" action={`/console/announcements/${announcement.id}/send`}>
          <p class="hint">{ui.t('announcements.send_hint')}</p>
          <button class="press" type="submit">
            {ui.t('announcements.send', { count: total })}
          </button>
        </form>
      )}
      <p>
        <a class="press quiet" href={`/console/announcements/${announcement.id}/edit`}>
          {ui.t('announcements.edit')}
        </a>
      </p>
    </section>
  )
}
