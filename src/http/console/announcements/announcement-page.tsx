import { Hono } from 'hono'
import { seenAnnouncement } from '../../../app/announce.ts'
import { authorOf } from '../../../app/announcement-author.ts'
import { type Checked, checkAnnouncement } from '../../../app/announcement-checks.ts'
import { asUnknown } from '../../../app/announcement-filling.ts'
import { announcementMessage } from '../../../app/announcement-message.ts'
import { approvalRule, minutesOfTrial } from '../../../app/announcement-rules.ts'
import { type Testing, testingOf } from '../../../app/announcement-test.ts'
import { pauseAnnouncement, type Turn } from '../../../app/pause-announcement.ts'
import { sendAnnouncement } from '../../../app/send-announcement.ts'
import { hoursOf, sendingProgress } from '../../../app/sending-progress.ts'
import { clockText } from '../../../app/sending-words.ts'
import type { ApprovalRule } from '../../../domain/announcement-approval.ts'
import type { Announcement, Progress, Reach } from '../../../ports/announcements.ts'
import type { Office } from '../../../ports/units.ts'
import { asset } from '../../asset.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { Results, recipientsOf, type Sent, stateOf } from './announcement-results.tsx'
import { announcementTone } from './announcements-page.tsx'
import { ReachFigures } from './audience-count.tsx'
import { type AudienceLists, audienceLists } from './audience-fields.tsx'
import { audienceText } from './audience-text.ts'
import { BeforeSending } from './before-sending.tsx'
import { Going } from './going.tsx'
import { Machine } from './machine.tsx'
import { Picture, pictureFile } from './picture.tsx'
import { type PreviewOfLang, Previews } from './previews.tsx'
import { saying } from './say.ts'
import { makeSeldom, type Seldom } from './seldom.ts'
import { checking, type StepDone, steps, takeStep } from './take-step.ts'
import type { TrialShown } from './trial.tsx'
import { TryOut } from './try-out.tsx'

const turns: readonly Turn[] = ['pause', 'resume', 'cancel', 'again', 'rest']

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
  app.post('/:id/:step{submit|decide|schedule|unschedule|test}', async (c) => {
    const id = c.req.param('id')
    const stepped = await takeStep(c, deps, id)
    if (stepped.ok) return onTo(c, `/console/announcements/${id}`, stepped.done)
    return stepped.problem === 'not_found' ? missing(c) : page(c, pages, { id, problem: stepped.problem })
  })
  app.post('/:id/turn', async (c) => {
    const id = c.req.param('id')
    const wanted = (await typedForm(c)).one('turn')
    const turn = turns.find((t) => t === wanted)
    const turned = turn && (await pauseAnnouncement(deps, { author: authorOf(c.get('staff')), id, turn }))
    if (!turned) return missing(c)
    if (turned.ok) {
      progress.forgetAll()
      return onTo(c, `/console/announcements/${id}`, turn === 'rest' ? 'turn_resume' : `turn_${turn}`)
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
  const stepped = steps.find((step) => step === c.req.query('done'))
  const shown = {
    ...{
      ui: c.get('ui'),
      announcement,
      previews: await previewsOf(deps, announcement),
      lists,
      office: await store.units.office(announcement.officeId),
    },
    ...(problem ? { problem } : {}),
    ...(announcement.status === 'sending' && !reads ? { refresh: refreshSeconds } : {}),
    ...doneOf(c, 'sent', ...turns.map((turn) => `turn_${turn}`)),
    ...(stepped ? { stepped } : {}),
  }
  const status = problem ? 409 : 200
  if (!isSent(announcement)) {
    const checked = await checkAnnouncement(checking(deps), announcement)
    const rule = await approvalRule(store.settings, announcement.officeId)
    const testing = await testingOf(store.settings, staff)
    return show(c, <Whole {...shown} {...{ checked, rule, testing }} />, status)
  }
  const sent = {
    going: await goingOf(deps, announcement),
    ...(await trialOf(deps, announcement)),
    ...(announcement.otherBody ? { comparison: await store.announcements.compare(announcement.mailingId) } : {}),
    recipients: await recipientsOf(c, store, announcement.mailingId),
    ...stateOf(c),
  }
  return show(c, <Whole {...shown} sent={sent} />, status)
}

async function previewsOf(deps: PageDeps, announcement: Announcement): Promise<PreviewOfLang[]> {
  const { previews, language } = deps
  const read = await asUnknown(deps, announcement, deps.clock.now())
  const { otherBody } = read
  const messages = [read, ...(otherBody ? [{ ...read, body: otherBody }] : [])].map(announcementMessage)
  return language.langs.map((lang) => ({ lang, texts: messages.map((message) => previews(message, lang)) }))
}

/** The part of the page that is drawn anew while somebody looks on. */
async function going(c: Ctx, deps: PageDeps, id: string): Promise<Response> {
  const announcement = await seenAnnouncement(deps.store, authorOf(c.get('staff')), id)
  if (!announcement || !isSent(announcement)) return missing(c)
  const shown = { ui: c.get('ui'), announcement, ...stateOf(c) }
  const trial = await trialOf(deps, announcement)
  return c.html(<Going {...shown} {...trial} going={await goingOf(deps, announcement)} />)
}

type SentAnnouncement = Announcement & { mailingId: string }

function isSent(announcement: Announcement): announcement is SentAnnouncement {
  return announcement.mailingId !== undefined
}

function goingOf({ progress, store, clock, channels }: PageDeps, announcement: SentAnnouncement) {
  const openChannels = Object.values(channels).map((c) => c.id)
  return sendingProgress({ store, clock, openChannels }, announcement, progress.read)
}

async function trialOf(
  { store, clock }: PageDeps,
  { trial, mailingId }: SentAnnouncement,
): Promise<{ trial?: TrialShown }> {
  if (trial === undefined) return {}
  const reading = await store.announcements.readTrial(mailingId, clock.now())
  return { trial: { reading, minutes: await minutesOfTrial(store.settings) } }
}

interface WholeProps {
  ui: Ui
  announcement: Announcement
  previews: PreviewOfLang[]
  lists: AudienceLists
  office: Office | undefined
  checked?: Checked
  rule?: ApprovalRule
  /** Where the reader stands with trying it out. */
  testing?: Testing
  sent?: Sent
  problem?: string
  done?: string
  /** A step before the sending that was done just now. */
  stepped?: StepDone
  /** Seconds after which the page loads itself again. */
  refresh?: number
}

function Whole({
  ui,
  announcement,
  previews,
  lists,
  office,
  checked,
  rule = 'none',
  testing,
  sent,
  ...said
}: WholeProps) {
  const { problem, done, refresh, stepped } = said
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
      {stepped ? <p class="notice">{saying(ui)(`done.${stepped}`)}</p> : null}
      {problem ? (
        <p class="notice bad" role="alert">
          {problemText(ui, problem)}
        </p>
      ) : null}
      <div class="columns results">
        <Previews ui={ui} langs={previews} picture={pictureFile(announcement)} />
        <div>
          <Picture announcement={announcement} />
          {checked ? <Reaching ui={ui} reach={checked.reach} /> : null}
          {checked ? <Machine ui={ui} checked={checked} /> : null}
          {checked ? <BeforeSending {...{ ui, announcement, rule, office, checked }} /> : null}
          {testing ? <TryOut ui={ui} id={announcement.id} testing={testing} /> : null}
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

function Reaching({ ui, reach }: { ui: Ui; reach: Reach }) {
  return (
    <section>
      <h2>{ui.t('announcements.reach')}</h2>
      <ReachFigures ui={ui} reach={reach} />
    </section>
  )
}

/** What stands against a step, in words of the newer pages or of the older. */
function problemText(ui: Ui, problem: string): string {
  return ui.has(`announcements.problems.${problem}`)
    ? ui.t(`announcements.problems.${problem}`)
    : saying(ui)(`problems.${problem}`)
}
