import { Hono } from 'hono'
import { makeIntake } from '../app/intake.ts'
import { noteCalls } from '../app/note-calls.ts'
import type { Channel } from '../ports/channel.ts'
import type { HttpDeps } from './env.ts'
import type { HttpEnv } from './http-env.ts'

/**
 * `POST /webhooks/<channel>`: the channel reads the request, what came in is stored, and only then is it confirmed, so that
 * a platform sends again what we lost. A repeat is confirmed and stores nothing.
 */
export function webhookRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  const take = makeIntake(deps)
  const note = noteCalls({ settings: deps.store.settings, clock: deps.clock })
  routes.post('/:channel', async (c) => {
    const channel = deps.channels[c.req.param('channel') as Channel['id']]
    if (!channel?.webhook) return c.json({ error: `no webhook is open for ${c.req.param('channel')}` }, 404)
    const reading = await channel.webhook({
      headers: (name) => c.req.header(name),
      body: await c.req.text(),
      at: deps.clock.now(),
    })
    note(channel.id, reading.ok ? undefined : reading.reason)
    if (!reading.ok) {
      deps.log.warn({ channel: channel.id, reason: reading.reason }, 'http: a webhook request was refused')
      return c.json({ error: reading.reason }, reading.status)
    }
    await take(reading.inbound)
    return c.json({ ok: true })
  })
  return routes
}
