import { Hono } from 'hono'
import { seenAnnouncement } from '../../../app/announce.ts'
import { authorOf } from '../../../app/announcement-author.ts'
import { keepPicture, longestAlt, type PictureProblem, removePicture } from '../../../app/announcement-picture.ts'
import { mostPhotoBytes } from '../../../domain/photo.ts'
import { plainText } from '../../../domain/plain-text.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import type { PhotoReader } from '../../../ports/photos.ts'
import { receiveForm } from '../../receive-form.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field } from '../parts.tsx'
import { missing, onTo, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { isUnsent } from './announcement-form.tsx'
import { Picture } from './picture.tsx'
import { saying } from './say.ts'

/** The longest body that holds one picture and the fields beside it, and how many milliseconds it may take to come in. Ours. */
const mostForm = { maxBytes: mostPhotoBytes + 64 * 1024, ms: 120_000 }

/** Putting a picture to an announcement, in place of another, or taking it off. */
export function announcementPictureRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const { photos } = deps
  app.get('/picture/:id', async (c) => {
    const announcement = await seen(c, deps)
    return announcement && isUnsent(announcement.status) ? page(c, { announcement }) : missing(c)
  })
  app.get('/picture/:id/file', async (c) => {
    const announcement = await seen(c, deps)
    const file = announcement && (await deps.store.announcementPictures.of(announcement.id))
    return file ? c.body(file.bytes, 200, { 'Content-Type': file.mime }) : missing(c)
  })
  app.post('/picture/:id', async (c) => {
    // Nobody sends megabytes for what they may not touch.
    const announcement = await seen(c, deps)
    return announcement && photos ? take(c, deps, { announcement, photos }) : missing(c)
  })
  app.post('/picture/:id/remove', async (c) => {
    const id = c.req.param('id')
    const removed = await removePicture(deps, { author: authorOf(c.get('staff')), id })
    return removed.ok ? onTo(c, `/console/announcements/${id}`, 'picture_removed') : missing(c)
  })
  return app
}

function seen(c: Ctx, { store }: ConsoleDeps): Promise<Announcement | undefined> {
  return seenAnnouncement(store, authorOf(c.get('staff')), c.req.param('id') ?? '')
}

async function take(
  c: Ctx,
  deps: ConsoleDeps,
  { announcement, photos }: { announcement: Announcement; photos: PhotoReader },
): Promise<Response> {
  const sent = await receiveForm(c.req.raw, mostForm)
  if (sent === 'too_large' || sent === 'late') {
    // The rest of the picture is not waited for: the connection ends with the answer.
    c.header('Connection', 'close')
    return page(c, { announcement, problem: sent === 'late' ? 'late' : 'too_big' })
  }
  const { alt, picture } = sent === 'broken' ? {} : sent.fields
  const typed = typeof alt === 'string' ? plainText(alt) : ''
  const bytes = picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : new Uint8Array()
  const wish = { author: authorOf(c.get('staff')), id: announcement.id, bytes, alt: typed }
  const kept = await keepPicture({ ...deps, photos }, wish)
  if (kept.ok) return onTo(c, `/console/announcements/${announcement.id}`, 'picture_kept')
  return kept.problem === 'not_found' ? missing(c) : page(c, { announcement, problem: kept.problem, typed })
}

interface Shown {
  announcement: Announcement
  problem?: PictureProblem | 'late'
  /** The description as it was typed. */
  typed?: string
}

function page(c: Ctx, shown: Shown): Promise<Response> {
  return show(c, <Page ui={c.get('ui')} {...shown} />, shown.problem ? 422 : 200)
}

function Page({ ui, announcement, problem, typed }: Shown & { ui: Ui }) {
  const say = saying(ui)
  const { id, title, picture } = announcement
  return (
    <Layout ui={ui} title={say('picture.title')} here="announcements">
      <p class="crumb">
        <a href={`/console/announcements/${id}`}>{title}</a>
      </p>
      <div class="narrow">
        <h1>{say('picture.title')}</h1>
        <p class="lead">{say('picture.lead')}</p>
        {problem ? (
          <p class="notice bad" role="alert">
            {say(`picture.problems.${problem}`, { max: longestAlt })}
          </p>
        ) : null}
        <Picture announcement={announcement} />
        <PictureForm {...{ ui, announcement }} alt={typed ?? picture?.alt ?? ''} />
        {picture ? <Remove ui={ui} id={id} /> : null}
      </div>
    </Layout>
  )
}

function PictureForm({ ui, announcement, alt }: { ui: Ui; announcement: Announcement; alt: string }) {
  const say = saying(ui)
  return (
    <form method="post" action={`/console/announcements/picture/${announcement.id}`} enctype="multipart/form-data">
      <div class="field">
        <label for="picture">{say('picture.file')}</label>
        <span class="hint" id="picture-hint">
          {say(announcement.picture ? 'picture.file_again' : 'picture.file_hint')}
        </span>
        <input
          type="file"
          id="picture"
          name="picture"
          accept="image/jpeg,image/png"
          aria-describedby="picture-hint"
          required={!announcement.picture}
        />
      </div>
      <Field
        {...{ ui, name: 'alt', value: alt, label: say('picture.alt'), maxlength: longestAlt }}
        hint={say('picture.alt_hint', { max: longestAlt })}
      />
      <button class="press" type="submit">
        {say('picture.keep')}
      </button>
      {announcement.status === 'draft' ? null : <p class="hint">{say('edit_hint')}</p>}
    </form>
  )
}

function Remove({ ui, id }: { ui: Ui; id: string }) {
  return (
    <form method="post" action={`/console/announcements/picture/${id}/remove`}>
      <button class="press quiet" type="submit">
        {saying(ui)('picture.remove')}
      </button>
    </form>
  )
}
