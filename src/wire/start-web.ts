import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'
import { makeHttp } from '../http/app.ts'
import type { Entrance } from '../http/console/deps.ts'
import { consoleRoutes } from '../http/console/index.tsx'
import type { Check, Measure } from '../http/health.ts'
import { type Served, serve } from '../http/serve.ts'
import type { Demo } from '../http/start-page.tsx'
import type { Logger } from '../log.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import { staffAuthDatabase } from '../store/staff-auth.ts'
import type { Data } from './open-data.ts'

/** What the pages need. */
export interface Web {
  config: Config
  data: Data
  log: Logger
  dataKey: Buffer
  channels: Partial<Record<ChannelId, Channel>>
  publicUrl: string
  demo?: Demo
}

/** Starts the server with all pages, webhooks and health checks. */
export function startWeb(web: Web): Promise<Served> {
  const { config, data, log, channels, publicUrl, demo } = web
  const deps = {
    store: data.store,
    jobs: data.queues,
    language: data.language,
    clock: data.clock,
    feed: data.feed,
    channels,
    log,
    publicUrl,
    insecureCookies: !publicUrl.startsWith('https:'),
  }
  const staff = consoleRoutes({
    ...deps,
    authDatabase: staffAuthDatabase(data.database.prisma),
    authSecret: secretFor('staff', web.dataKey),
    entrances: entrancesOf(web),
  })
  const app = makeHttp({
    ...deps,
    routes: { '/console': staff },
    checks: checks(web),
    measures: measures(data),
    ...(demo ? { demo } : {}),
  })
  return serve({ app, port: config.PORT, ...(config.HOST === undefined ? {} : { host: config.HOST }) })
}

/** Telegram where it is open, and the web chat always. */
function entrancesOf({ channels, publicUrl }: Web): (code: string) => Entrance[] {
  return (code) => {
    const telegram = channels.telegram?.entrance?.(code)
    const web: Entrance = { channel: 'web', url: `${publicUrl}/chat?start=${encodeURIComponent(code)}` }
    return telegram === undefined ? [web] : [{ channel: 'telegram', url: telegram }, web]
  }
}

/** A key for one purpose, so that none is used for two. */
function secretFor(purpose: string, dataKey: Buffer): string {
  return createHmac('sha256', dataKey).update(`loa/${purpose}`).digest('base64')
}

function checks({ data, channels }: Web): Check[] {
  const troubles = Object.values(channels).map((c) => ({ name: c.id, check: async () => c.trouble?.() }))
  return [
    {
      name: 'database',
      check: async () => {
        await data.database.pool.query('SELECT 1')
        return undefined
      },
    },
    { name: 'queue', check: () => data.queues.trouble() },
    {
      name: 'register',
      check: async () =>
        (await data.store.units.communes()).length > 0 ? undefined : 'no office yet: loa import units FILE',
    },
    ...troubles,
  ]
}

/** What waits, by lane and by state: whoever operates Loa sees a stop before the households do. */
function measures(data: Data): Measure[] {
  const rows = async (sql: string) => (await data.database.pool.query<{ label: string; value: string }>(sql)).rows
  const labelled = (label: string, sql: string) => async () =>
    (await rows(sql)).map((r) => ({ value: Number(r.value), labels: { [label]: r.label } }))
  return [
    {
      name: 'loa_inbox_waiting',
      help: 'Updates that came in and are not answered yet, by channel.',
      kind: 'gauge',
      labels: ['channel'],
      read: labelled(
        'channel',
        'SELECT channel AS label, count(*) AS value FROM inbox WHERE processed_at IS NULL GROUP BY 1',
      ),
    },
    {
      name: 'loa_chunks_waiting',
      help: 'Stretches of messages that wait to be sent, by lane.',
      kind: 'gauge',
      labels: ['lane'],
      read: labelled(
        'lane',
        "SELECT lane::text AS label, count(*) AS value FROM chunk WHERE state <> 'done' GROUP BY 1",
      ),
    },
    {
      name: 'loa_deliveries_in_doubt',
      help: 'Messages on their way, or of which nobody can tell whether they arrived.',
      kind: 'gauge',
      labels: ['state'],
      read: labelled(
        'state',
        "SELECT state AS label, count(*) AS value FROM delivery WHERE state IN ('sending', 'uncertain') AND mailing_id IS NOT NULL GROUP BY 1",
      ),
    },
  ]
}
