import { Hono } from 'hono'
import { raw } from 'hono/html'
import QRCode from 'qrcode'
import { type IssuedChairLink, issueChairLink, revokeChairLink } from '../../../app/chair-issue.ts'
import { readChairPin } from '../../../app/chair-pin.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import type { ChairLink } from '../../../ports/chair-links.ts'
import type { Commune } from '../../../ports/units.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Table, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { type CommuneWaiting, chairLinksTable, communesWaiting } from './chair-links-table.ts'
import { groupWords } from './words.ts'

/** What waits for the chairs of communes, and the links by which those without an account confirm it. */
export function chairLinksRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', (c) => page(c, deps))
  app.route(
    '/',
    exportRoutes(deps, (c) => chairLinksTable(deps, c)),
  )
  app.post('/', async (c) => {
    const communeId = (await typedForm(c)).one('commune')
    const issued = await issueChairLink(deps, { staff: c.get('staff'), communeId })
    return issued ? showSheet(c, deps, issued) : missing(c)
  })
  app.post('/:id/pin', async (c) => {
    const read = await readChairPin(deps, { staff: c.get('staff'), linkId: c.req.param('id') })
    if (read.ok) return show(c, <PinSheet ui={c.get('ui')} link={read.link} pin={read.pin} />)
    return read.problem === 'other_person' ? onTo(c, '/console/chair-links', 'other_person') : missing(c)
  })
  app.post('/:id/revoke', async (c) => {
    const done = await revokeChairLink(deps, { staff: c.get('staff'), linkId: c.req.param('id') })
    return done ? onTo(c, '/console/chair-links', 'revoked') : missing(c)
  })
  return app
}

async function page(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const rows = await communesWaiting(deps, c)
  const { done } = doneOf(c, 'revoked', 'other_person')
  return show(c, <List ui={c.get('ui')} {...{ rows, done }} />)
}

interface ListProps {
  ui: Ui
  rows: CommuneWaiting[]
  done: string | undefined
}

function List({ ui, rows, done }: ListProps) {
  const say = groupWords(ui)
  return (
    <Layout ui={ui} title={say('groups:links.title')} here="applications">
      <p class="crumb">
        <a href="/console/applications">{ui.t('applications.title')}</a>
      </p>
      {done === undefined ? null : (
        <p class={done === 'revoked' ? 'notice good' : 'notice bad'} role="status">
          {say(`groups:done.${done}`)}
        </p>
      )}
      <h1>{say('groups:links.title')}</h1>
      <p class="lead">{say('groups:links.lead')}</p>
      <Table
        columns={['commune', 'waiting', 'link', 'do'].map((name) => say(`groups:links.columns.${name}`))}
        rows={rows.map(({ commune, waiting, link }) => [
          commune.name,
          String(waiting),
          <Standing ui={ui} link={link} waits={waiting > 0} />,
          <Deeds ui={ui} commune={commune} link={link} />,
        ])}
      />
      <ExportLinks ui={ui} link={(file) => `/console/chair-links/${file}`} />
    </Layout>
  )
}

/** The link that is good now. Where households wait and nobody can confirm them, the officer is asked to send one. */
function Standing({ ui, link, waits }: { ui: Ui; link: ChairLink | undefined; waits: boolean }) {
  const say = groupWords(ui)
  if (!link) return <Tag tone={waits ? 'wait' : 'calm'}>{say(waits ? 'groups:links.due' : 'groups:links.none')}</Tag>
  const { locked, openedAt, name, expiresAt, pinAt } = link
  if (!pinAt && !locked) return <Tag tone="wait">{say('groups:links.no_pin')}</Tag>
  const opened = openedAt
    ? say('groups:links.opened', { name: name ?? '', when: ui.moment(openedAt) })
    : say('groups:links.not_opened')
  return (
    <>
      {say('groups:links.until', { day: ui.day(lastDay(expiresAt)) })}
      <small>{locked ? say('groups:links.locked') : opened}</small>
    </>
  )
}

function Deeds({ ui, commune, link }: { ui: Ui; commune: Commune; link: ChairLink | undefined }) {
  const say = groupWords(ui)
  return (
    <>
      <form class="inline" method="post" action="/console/chair-links">
        <input type="hidden" name="commune" value={String(commune.id)} />
        <button class="quiet" type="submit" aria-label={`${say('groups:links.issue')}: ${commune.name}`}>
          {say('groups:links.issue')}
        </button>
      </form>
      {link && !link.locked ? (
        <form class="inline" method="post" action={`/console/chair-links/${link.id}/pin`}>
          <button class="quiet" type="submit" aria-label={`${say('groups:links.read')}: ${commune.name}`}>
            {say('groups:links.read')}
          </button>
        </form>
      ) : null}
      {link ? (
        <form class="inline" method="post" action={`/console/chair-links/${link.id}/revoke`}>
          <button class="quiet" type="submit" aria-label={`${say('groups:links.revoke')}: ${commune.name}`}>
            {say('groups:links.revoke')}
          </button>
        </form>
      ) : null}
    </>
  )
}

async function showSheet(c: Ctx, { publicUrl }: ConsoleDeps, issued: IssuedChairLink): Promise<Response> {
  const url = `${publicUrl}/chair/${issued.token}`
  const qr = await QRCode.toString(url, { type: 'svg', margin: 0 })
  return show(c, <Sheet ui={c.get('ui')} {...{ issued, url, qr }} />)
}

function Sheet({ ui, issued, url, qr }: { ui: Ui; issued: IssuedChairLink; url: string; qr: string }) {
  const say = groupWords(ui)
  const { commune, expiresAt } = issued
  const title = say('groups:links.sheet', { commune: commune.name })
  return (
    <Layout ui={ui} title={title} here="applications">
      <p class="crumb">
        <a href="/console/chair-links">{say('groups:links.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="notice">{say('groups:links.once')}</p>
      <section>
        <h2>{say('groups:links.link')}</h2>
        <p class="hint">{say('groups:links.link_hint')}</p>
        <p>
          <span class="url">{url}</span>
        </p>
        <div class="sheet">
          <div class="qr">{raw(qr)}</div>
        </div>
      </section>
      <section>
        <h2>{say('groups:links.pin')}</h2>
        <p class="notice">{say('groups:links.pin_apart')}</p>
      </section>
      <p>{say('groups:links.good', { day: { day: lastDay(expiresAt) } })}</p>
    </Layout>
  )
}

/** The PIN, for whoever reads it out: shown this once, on a page without the link. */
function PinSheet({ ui, link, pin }: { ui: Ui; link: ChairLink; pin: string }) {
  const say = groupWords(ui)
  const title = say('groups:links.pin_sheet', { commune: link.communeName })
  return (
    <Layout ui={ui} title={title} here="applications">
      <p class="crumb">
        <a href="/console/chair-links">{say('groups:links.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="notice">{say('groups:links.pin_once')}</p>
      <p>{say('groups:links.pin_hint')}</p>
      <div class="sheet">
        <p class="code">{pin}</p>
      </div>
      <p>{say('groups:links.good', { day: { day: lastDay(link.expiresAt) } })}</p>
    </Layout>
  )
}

/** A link ends with a day: the last one on which it is good. */
function lastDay(expiresAt: Date): Day {
  return dayOf(new Date(expiresAt.getTime() - 1))
}
