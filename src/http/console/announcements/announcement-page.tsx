import { Hono } from 'hono'
import { seenAnnouncement, sendAnnouncement } from '../../../app/announce.ts'
import { announcementMessage } from '../../../app/announcement-message.ts'
import { pauseAnnouncement, type Turn } from '../../../app/pause-announcement.ts'
import type { Announcement, Reach } from '../../../ports/announcements.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { authorOf } from './announcement-form.tsx'
import { Results, type Sent, sentOf } from './announcement-results.tsx'
import { announcementTone } from './announcements-page.tsx'
import { type AudienceLists, audienceLists, audienceText } from './audience-fields.tsx'

const turns: readonly Turn[] = ['pause', 'resume', 'cancel', 'again']

/** One announcement: as a draft how it will look and whom it reaches, afterwards how it goes. */
export function announcementRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => page(c, deps, { id: c.req.param('id') }))
  app.post('/:id/send', async (c) => {
    const id = c.req.param('id')
    const sent = await sendAnnouncement(deps, { author: authorOf(c.get('staff')), id })
    if (sent.ok) return onTo(c, `/console/announcements/${id}`, 'sent')
    return sent.problem === 'not_found' ? missing(c) : page(c, deps, { id, problem: sent.problem })
  })
  app.post('/:id/turn', async (c) => {
    const id = c.req.param('id')
    const wanted = (await typedForm(c)).one('turn')
    const turn = turns.find((t) => t === wanted)
    const turned = turn && (await pauseAnnouncement(deps, { author: authorOf(c.get('staff')), id, turn }))
    if (!turned) return missing(c)
    if (turned.ok) return onTo(c, `/console/announcements/${id}`, `turn_${turn}`)
    return turned.problem === 'not_found' ? missing(c) : page(c, deps, { id, problem: turned.problem })
  })
  return app
}

async function page(
  c: Ctx,
  { store }: ConsoleDeps,
  { id, problem }: { id: string; problem?: string },
): Promise<Response> {
  const staff = c.get('staff')
  const announcement = await seenAnnouncement(store, authorOf(staff), id)
  if (!announcement) return missing(c)
  const lists = await audienceLists(store, staff.officeId === undefined ? {} : { officeId: staff.officeId })
  // Who looks at a state or at a later page is reading: only the plain page loads itself again.
  const follows = announcement.status === 'sending' && !c.req.query('state') && !c.req.query('after')
  const shown = {
    ui: c.get('ui'),
    announcement,
    lists,
    ...(problem ? { problem } : {}),
    ...(follows ? { refresh: 5 } : {}),
  }
  const done = doneOf(c, 'sent', ...turns.map((turn) => `turn_${turn}`))
  const status = problem ? 409 : 200
  if (announcement.mailingId === undefined) {
    const reach = await store.announcements.count(announcement.audience, announcement.officeId)
    return show(c, <Whole {...shown} {...done} reach={reach} />, status)
  }
  return show(c, <Whole {...shown} {...done} sent={await sentOf(c, store, announcement.mailingId)} />, status)
}

interface WholeProps {
  ui: Ui
  announcement: Announcement
  lists: AudienceLists
  reach?: Reach
  sent?: Sent
  problem?: string
  done?: string
  /** Seconds after which the page loads itself again. */
  refresh?: number
}

function Whole({ ui, announcement, lists, reach, sent, problem, done, refresh }: WholeProps) {
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
          {sent ? <Results ui={ui} announcement={announcement} sent={sent} /> : null}
        </div>
      </div>
    </Layout>
  )
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
