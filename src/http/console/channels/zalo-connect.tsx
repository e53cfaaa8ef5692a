import { Hono } from 'hono'
import { beginConnecting, finishConnecting } from '../../../app/connect-zalo.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { link } from '../parts.tsx'
import { missing, onTo, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { zaloAddresses } from './zalo-part.tsx'

/** The way to Zalo's page of consent and back. The way there is a link: browsers let a form lead to no other site. */
export function zaloConnectRoutes({ store, clock, channelDesk, publicUrl, log }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const { zalo } = channelDesk
  if (!zalo) return app
  const deps = { store, clock, zalo }
  const { callback } = zaloAddresses(publicUrl)
  app.post('/zalo/connect', async (c) => {
    const address = await beginConnecting(deps, { staff: c.get('staff'), callback })
    return show(c, <Leaving ui={c.get('ui')} address={address} callback={callback} />)
  })
  app.get('/zalo/callback', async (c) => {
    const back = { code: c.req.query('code') ?? '', oaId: c.req.query('oa_id') ?? '', state: c.req.query('state') }
    const ended = await finishConnecting(deps, { staff: c.get('staff'), back })
    if (ended.ok) return onTo(c, '/console/channels', 'connected')
    log.warn({ why: ended.why, detail: ended.detail }, 'http: Zalo was not connected')
    return c.redirect(link('/console/channels', { failed: ended.why }), 303)
  })
  app.all('/zalo/connect', (c) => missing(c))
  return app
}

function Leaving({ ui, address, callback }: { ui: Ui; address: string; callback: string }) {
  return (
    <Layout ui={ui} title={ui.t('channel.leave.title')} here="channels">
      <p class="crumb">
        <a href="/console/channels">{ui.t('channel.title')}</a>
      </p>
      <h1>{ui.t('channel.leave.title')}</h1>
      <ol>
        <li>{ui.t('channel.leave.admin')}</li>
        <li>
          {ui.t('channel.leave.registered')} <span class="url">{callback}</span>
        </li>
        <li>{ui.t('channel.leave.minutes')}</li>
      </ol>
      <p>
        <a class="press" href={address} rel="noreferrer">
          {ui.t('channel.leave.go')}
        </a>
      </p>
    </Layout>
  )
}
