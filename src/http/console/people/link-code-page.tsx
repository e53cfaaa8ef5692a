import { Hono } from 'hono'
import { raw } from 'hono/html'
import QRCode from 'qrcode'
import { type IssuedCode, issueLinkCode } from '../../../app/issue-link-code.ts'
import { dayOf } from '../../../domain/day.ts'
import type { ConsoleDeps, ConsoleEnv, Entrance } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { missing, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** A linking code on paper. It is shown this once: only its hash is kept, and a second sheet ends the first. */
export function linkCodeRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.post('/:id/link-code', async (c) => {
    const issued = await issueLinkCode(deps, { staff: c.get('staff'), householdId: c.req.param('id') })
    if (!issued) return missing(c)
    const entrances = deps.entrances(issued.code)
    const qr = entrances[0] ? await QRCode.toString(entrances[0].url, { type: 'svg', margin: 0 }) : ''
    const office = await deps.store.units.office(issued.household.commune.officeId)
    const phone = office?.phone ?? ''
    return show(c, <Sheet ui={c.get('ui')} issued={issued} entrances={entrances} qr={qr} phone={phone} />)
  })
  return app
}

interface SheetProps {
  ui: Ui
  issued: IssuedCode
  entrances: Entrance[]
  /** The QR code as SVG: made by the library from an address of our own. */
  qr: string
  phone: string
}

function Sheet({ ui, issued, entrances, qr, phone }: SheetProps) {
  const { household, code, expiresAt } = issued
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`
  return (
    <Layout ui={ui} title={ui.t('link_code.title')} here="people">
      <p class="crumb no-print">
        <a href={`/console/people/${household.id}`}>{household.headName}</a>
      </p>
      <p class="notice no-print">{ui.t('link_code.once')}</p>
      <article class="sheet">
        <h1>{ui.t('link_code.title')}</h1>
        <p>{ui.t('link_code.for', { name: household.headName })}</p>
        <div class="sheet-code">
          {qr ? <div class="qr">{raw(qr)}</div> : null}
          <p class="code">{shown}</p>
        </div>
        <ol>
          <li>
            {ui.t(qr ? 'link_code.step_scan' : 'link_code.step_open')}
            {entrances.map(({ channel, url }) => (
              <span class="way">
                {nameOf(ui, channel)}: <span class="url">{url}</span>
              </span>
            ))}
          </li>
          {entrances.filter(isByHand).map(({ channel }) => (
            <li>
              {ui.say({ key: 'link-sheet:by_hand', with: { ...stepsByHand(ui, shown), channel: nameOf(ui, channel) } })}
            </li>
          ))}
          {entrances.every(isByHand) ? null : <li>{ui.t('link_code.step_type', { code: shown })}</li>}
          <li>{ui.t('link_code.step_check')}</li>
        </ol>
        <p>
          <strong>{ui.t('link_code.until', { day: { day: dayOf(expiresAt) } })}</strong>
        </p>
        <p>{ui.t('link_code.safe', { phone })}</p>
      </article>
    </Layout>
  )
}

function nameOf(ui: Ui, channel: Entrance['channel']): string {
  return ui.t(`channels.${channel}`)
}

function isByHand({ byHand }: Entrance): boolean {
  return byHand === true
}

/** What stands on the buttons that lead to where the code is typed. The paper is read beside a talk in the same language. */
function stepsByHand(ui: Ui, code: string) {
  return {
    code,
    more: ui.say({ key: 'flows/menu:what.options.more' }),
    link: ui.say({ key: 'flows/menu:more.options.link' }),
    paper: ui.say({ key: 'flows/link-account:way.options.code' }),
  }
}
