import { Hono } from 'hono'
import { type AnnounceProblems, type Author, announce, seenAnnouncement } from '../../../app/announce.ts'
import { type Counted, countAudience, dropAudience, keepAudience } from '../../../app/announcement-audience.ts'
import { authorOf } from '../../../app/announcement-author.ts'
import type { AnnouncementText } from '../../../app/announcement-message.ts'
import { type Audience, isNamed, nobody } from '../../../domain/audience.ts'
import { scopeOf } from '../../../domain/staff.ts'
import { type AnnouncementState, unsentStates } from '../../../ports/announcements.ts'
import type { SavedAudience } from '../../../ports/saved-audiences.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Problems } from '../parts.tsx'
import { missing, onTo, show, type Typed, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { AudienceCount, countScript } from './audience-count.tsx'
import { AudienceFields, type AudienceLists, audienceLists } from './audience-fields.tsx'
import { audienceOf } from './audience-typed.ts'
import { SavedAudiences } from './saved-audiences.tsx'
import { problemIn, WordFields, wordFields } from './word-fields.tsx'

/** Writing an announcement: the words, then who it is for. The next page shows how it will look; nothing is sent here. */
export function announcementFormRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/new', async (c) => {
    const { officeId = 0 } = c.get('staff')
    const sender = (await deps.store.units.office(officeId))?.name ?? ''
    return form(c, deps, {
      text: { sender, title: '', body: '', source: '' },
      otherBody: '',
      audience: nobody,
      lastDay: '',
    })
  })
  app.get('/count.js', countScript.serve as never)
  app.post('/new', (c) => keep(c, deps))
  app.get('/:id/edit', async (c) => {
    const draft = await seenAnnouncement(deps.store, authorOf(c.get('staff')), c.req.param('id'))
    if (!draft || !isUnsent(draft.status)) return missing(c)
    return form(c, deps, {
      text: draft,
      otherBody: draft.otherBody ?? '',
      audience: draft.audience,
      lastDay: draft.lastDay ?? '',
    })
  })
  app.post('/:id/edit', (c) => keep(c, deps, c.req.param('id')))
  return app
}

/** True while it can be written anew. */
export function isUnsent(status: AnnouncementState): boolean {
  return unsentStates.some((state) => state === status)
}

async function keep(c: Ctx, deps: ConsoleDeps, revise?: string): Promise<Response> {
  const typed = await typedForm(c)
  const text = textOf(typed)
  const author = authorOf(c.get('staff'))
  if (revise !== undefined && !(await seenAnnouncement(deps.store, author, revise))) return missing(c)
  const audience = (await keptAudience(deps, { author, typed, revise })) ?? audienceOf(typed)
  const lastDay = typed.one('lastDay')
  const otherBody = typed.one('otherBody')
  const beside = await doBeside(c, deps, typed, { text, otherBody, audience, lastDay })
  if (beside) return beside
  const wish = { author, text, otherBody, audience, lastDay, ...(revise === undefined ? {} : { revise }) }
  const drafted = await announce(deps, wish)
  if (drafted.ok) return onTo(c, `/console/announcements/${drafted.id}`)
  return form(c, deps, { text, otherBody, audience, lastDay, problems: drafted.problems })
}

/** Who is named in a draft is not listed in its form: the draft keeps them, where the form says so. */
async function keptAudience(
  { store }: ConsoleDeps,
  { author, typed, revise }: { author: Author; typed: Typed; revise: string | undefined },
): Promise<Audience | undefined> {
  if (revise === undefined || typed.one('whom') !== 'named') return undefined
  const audience = (await seenAnnouncement(store, author, revise))?.audience
  return audience && isNamed(audience) ? audience : undefined
}

function textOf(typed: Typed): AnnouncementText {
  const { one } = typed
  return { sender: one('sender'), title: one('title'), body: one('body'), source: one('source') }
}

/**
 * What a button does besides keeping the draft: count, take an audience that was kept, keep this one or let one go. Then the form is shown
 * again as it was typed.
 */
async function doBeside(c: Ctx, deps: ConsoleDeps, typed: Typed, shown: Shown): Promise<Response | undefined> {
  const author = authorOf(c.get('staff'))
  const { officeId } = author
  const saved = typed.one('saved')
  const { audience } = shown
  switch (typed.one('do')) {
    case 'count':
      return form(c, deps, { ...shown, counted: await countAudience(deps, { author, audience }) })
    case 'load': {
      const found = await deps.store.savedAudiences.find(officeId, saved)
      const taken = found?.audience ?? audience
      const counted = await countAudience(deps, { author, audience: taken })
      return form(c, deps, { ...shown, audience: taken, counted })
    }
    case 'save': {
      const kept = await keepAudience(deps, { author, audience, name: typed.one('name') })
      return form(c, deps, { ...shown, beside: kept.ok ? 'kept' : kept.problem })
    }
    case 'drop':
      await dropAudience(deps, { author, id: saved })
      return form(c, deps, { ...shown, beside: 'dropped' })
    default:
      return undefined
  }
}

interface Shown {
  text: AnnouncementText
  otherBody: string
  audience: Audience
  lastDay: string
  problems?: AnnounceProblems
  /** Whom the audience reaches, where somebody asked. */
  counted?: Counted
  /** What became of an audience that was to be kept. */
  beside?: string
}

async function form(c: Ctx, deps: ConsoleDeps, shown: Shown): Promise<Response> {
  const staff = c.get('staff')
  const lists = await audienceLists(deps.store, scopeOf(staff))
  const saved = await deps.store.savedAudiences.list(staff.officeId ?? 0)
  return show(c, <Form ui={c.get('ui')} {...{ lists, saved }} {...shown} />, shown.problems ? 422 : 200)
}

interface FormProps extends Shown {
  ui: Ui
  lists: AudienceLists
  saved: readonly SavedAudience[]
}

function Form({ ui, lists, saved, text, otherBody, audience, lastDay, problems = {}, counted, beside }: FormProps) {
  const said = problemIn(ui, problems)
  const all = ([...wordFields, 'audience'] as const).flatMap((name) => {
    const sentence = said(name)
    return sentence ? [[name, sentence] as const] : []
  })
  return (
    <Layout ui={ui} title={ui.t('announcements.write')} here="announcements">
      <p class="crumb">
        <a href="/console/announcements">{ui.t('announcements.title')}</a>
      </p>
      <div class="narrow">
        <h1>{ui.t('announcements.write')}</h1>
        <Problems ui={ui} problems={all} />
        <form method="post" id="writing">
          <h2>{ui.t('announcements.words')}</h2>
          <WordFields {...{ ui, text, otherBody, lastDay, said }} />
          <fieldset id="audience">
            <legend>
              <h2>{ui.t('announcements.whom')}</h2>
            </legend>
            {said('audience') ? <p class="problem">{said('audience')}</p> : null}
            <AudienceFields ui={ui} lists={lists} audience={audience} />
          </fieldset>
          <AudienceCount ui={ui} counted={counted} />
          <button class="press" type="submit">
            {ui.t('announcements.preview')}
          </button>
          {/* Below: whoever presses Enter in a field presses the first button, and wants to see the draft. */}
          <SavedAudiences {...{ ui, saved, beside }} />
        </form>
      </div>
      <script src={countScript.href} defer></script>
    </Layout>
  )
}
