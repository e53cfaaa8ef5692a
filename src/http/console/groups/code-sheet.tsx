import { raw } from 'hono/html'
import QRCode from 'qrcode'
import type { IssuedGroupCode } from '../../../app/leader-code.ts'
import type { ConsoleDeps, Ctx, Entrance } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { groupWords } from './words.ts'

/** The sheet with a code for a group's board. It is shown this once: only its hash is kept. */
export async function showCodeSheet(c: Ctx, deps: ConsoleDeps, issued: IssuedGroupCode): Promise<Response> {
  const entrances = deps.entrances(issued.code)
  const qr = entrances[0] ? await QRCode.toString(entrances[0].url, { type: 'svg', margin: 0 }) : ''
  const phone = (await deps.store.units.office(issued.commune.officeId))?.phone ?? ''
  return show(c, <Sheet ui={c.get('ui')} {...{ issued, entrances, qr, phone }} />)
}

interface SheetProps {
  ui: Ui
  issued: IssuedGroupCode
  entrances: Entrance[]
  /** The QR code as SVG: made by the library from an address of our own. */
  qr: string
  phone: string
}

function Sheet({ ui, issued, entrances, qr, phone }: SheetProps) {
  const say = groupWords(ui)
  const { group, role, code, lastDay } = issued
  const shown = [code.slice(0, 2), code.slice(2, 6), code.slice(6)].join('-')
  const about = { role: say(`groups:roles.${role}`), group: group.name }
  const buttons = {
    more: ui.say({ key: 'flows/menu:what.options.more' }),
    link: ui.say({ key: 'flows/menu:more.options.link' }),
    leader: ui.say({ key: 'flows/link-account:way.options.leader' }),
  }
  return (
    <Layout ui={ui} title={say('groups:code.sheet')} here="applications">
      <p class="crumb no-print">
        <a href={`/console/groups/${group.id}`}>{group.name}</a>
      </p>
      <p class="notice no-print">{say('groups:code.once', about)}</p>
      <article class="sheet">
        <h1>{say('groups:code.sheet')}</h1>
        <p>{say('groups:code.for', about)}</p>
        <div class="sheet-code">
          {qr ? <div class="qr">{raw(qr)}</div> : null}
          <p class="code">{shown}</p>
        </div>
        <ol>
          <li>
            {say(qr ? 'groups:code.step_scan' : 'groups:code.step_open')}
            {entrances.map(({ channel, url }) => (
              <span class="way">
                {ui.t(`channels.${channel}`)}: <span class="url">{url}</span>
              </span>
            ))}
          </li>
          <li>{say('groups:code.step_menu', { ...buttons, code: shown })}</li>
          <li>{say('groups:code.step_phone')}</li>
        </ol>
        <p>
          <strong>{say('groups:code.until', { day: { day: lastDay } })}</strong>
        </p>
        <p>{say('groups:code.safe', { phone })}</p>
      </article>
    </Layout>
  )
}
