import { Hono } from 'hono'
import QRCode from 'qrcode'
import { openPoster, type PosterPlace, seenCommune } from '../../../app/poster.ts'
import type { CommuneBoards } from '../../../ports/boards.ts'
import type { PosterWay } from '../../../ports/forms.ts'
import type { Commune } from '../../../ports/units.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, Select } from '../parts.tsx'
import { sendForm } from '../pdf.ts'
import { missing, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { FigureRooms } from './figure-rooms.tsx'

/** Posters for the notice boards of hamlets and groups. */
export function postersRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', (c) => page(c, deps))
  app.get('/hamlet/:id/poster.pdf', (c) => poster(c, deps, (id) => ({ hamletId: id })))
  app.get('/group/:id/poster.pdf', (c) => poster(c, deps, (id) => ({ groupId: id })))
  return app
}

async function poster(c: Ctx, deps: ConsoleDeps, placeOf: (id: number) => PosterPlace): Promise<Response> {
  const id = c.req.param('id') ?? ''
  if (!/^\d{1,9}$/.test(id)) return missing(c)
  const ways = deps.entrances('').map(({ channel, url }): PosterWay => ({ channel, url, modules: modulesOf(url) }))
  const form = await openPoster(deps.store, { staff: c.get('staff'), place: placeOf(Number(id)), ways })
  return sendForm(c, deps, { form, subject: form ? `${form.code}-${id}` : '' })
}

/** The code of an address with the quiet margin that readers ask for: four light modules on each side. */
function modulesOf(url: string): boolean[][] {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const across = Array.from({ length: modules.size + 2 * quiet }, (_, i) => i - quiet)
  const inside = (at: number) => at >= 0 && at < modules.size
  return across.map((row) => across.map((column) => inside(row) && inside(column) && Boolean(modules.get(row, column))))
}

async function page(c: Ctx, { store }: ConsoleDeps): Promise<Response> {
  const staff = c.get('staff')
  const communes = (await store.units.communes(staff.officeId)).filter(
    ({ id }) => staff.communeId === undefined || id === staff.communeId,
  )
  const asked = c.req.query('commune') ?? ''
  const id = /^\d{1,9}$/.test(asked) ? Number(asked) : communes[0]?.id
  const commune = await seenCommune(store, staff, id)
  if (asked && !commune) return missing(c)
  const boards = commune ? await store.boards.ofCommune(commune.id) : { hamlets: [], groups: [] }
  return show(c, <Page ui={c.get('ui')} {...{ communes, commune, boards }} />)
}

interface PageProps {
  ui: Ui
  communes: Commune[]
  commune: Commune | undefined
  boards: CommuneBoards
}

function Page({ ui, communes, commune, boards: { hamlets, groups } }: PageProps) {
  const say = (key: string, gaps = {}) => ui.say({ key: `posters:${key}`, with: gaps })
  const named = groups.map(({ id, name, hamlet }) => ({ id, name: hamlet ? `${name} (${hamlet})` : name }))
  return (
    <Layout ui={ui} title={say('title')} here="figures">
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <FigureRooms ui={ui} here="posters" />
      <form method="get">
        <Select
          name="commune"
          label={say('commune')}
          value={String(commune?.id ?? '')}
          options={communes.map(({ id, name }) => [String(id), name])}
        />
        <button type="submit" class="quiet">
          {say('show')}
        </button>
      </form>
      {hamlets.length + groups.length === 0 ? <Empty title={say('none')}>{say('none_text')}</Empty> : null}
      <Papers ui={ui} title={say('hamlets')} kind="hamlet" places={hamlets} />
      <Papers ui={ui} title={say('groups')} kind="group" places={named} />
    </Layout>
  )
}

interface PapersProps {
  ui: Ui
  title: string
  kind: 'hamlet' | 'group'
  places: readonly { id: number; name: string }[]
}

function Papers({ ui, title, kind, places }: PapersProps) {
  if (places.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain">
        {places.map(({ id, name }) => (
          <li>
            <a href={`/console/posters/${kind}/${id}/poster.pdf`}>
              {ui.say({ key: 'posters:print', with: { place: name } })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
