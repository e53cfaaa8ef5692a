import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { acceptInbound } from '../app/accept-inbound.ts'
import { noteCalls } from '../app/note-calls.ts'
import type { ReceiveDeps } from '../app/receive-messages.ts'
import type { PhotoDeps } from '../app/take-photo.ts'
import type { Config } from '../config.ts'
import { makePumps, type Pumps } from '../delivery/pumps.ts'
import type { SendDeps } from '../delivery/stream.ts'
import { type Lane, lanes } from '../domain/delivery.ts'
import { mostPhotoBytes } from '../domain/photo.ts'
import { photoReader } from '../files/read-photo.ts'
import { fileSheets } from '../files/sheets.ts'
import type { JobDeps } from '../jobs/job.ts'
import { runWorkers, type Workers } from '../jobs/runner.ts'
import type { Logger } from '../log.ts'
import type { Channel } from '../ports/channel.ts'
import type { JobPayloads, Jobs } from '../ports/jobs.ts'
import { prismaLedger } from '../store/ledger.ts'
import { prismaPace } from '../store/pace.ts'
import { openChannelsSetting } from '../store/who-may-take.ts'
import type { Understanding } from '../understanding/index.ts'
import { type Channels, makeChannels } from './channels.ts'
import type { Data } from './open-data.ts'
import type { Web } from './start-web.ts'

/** What one process does of the service. `web` receives and shows, `worker` answers, plans and sends. */
export type RoleName = 'web' | 'worker'

/** What a service is started with. */
export interface Starting {
  config: Config
  data: Data
  log: Logger
  roles: readonly RoleName[]
  understanding: Understanding
  dataKey: Buffer
  demo?: NonNullable<Web['demo']>
}

/** A service that runs. `stop` ends it in good order: nothing new comes in, jobs at work are finished, the rest waits in the database. */
export interface Running {
  port?: number
  url?: string
  stop(): Promise<void>
}

/** Starts the roles. When a part cannot start, what had started is stopped again before the error is thrown. */
export async function startService(starting: Starting): Promise<Running> {
  const { config, data, log, roles, dataKey } = starting
  const publicUrl = ownAddress(config)
  const made = makeChannels(config, data, { log, publicUrl, dataKey })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    stops.push(...Object.values(made.channels).flatMap((channel) => channel.tend?.() ?? []))
    if (roles.includes('worker')) stops.push(await startWorkers(starting, made))
    if (!roles.includes('web')) return { stop }
    // Read only here: the pages and the staff's sign-in are a fifth of what a process keeps in memory, and a worker needs none of it.
    const { startWeb } = await import('./start-web.ts')
    const web = await startWeb({ ...starting, ...made, publicUrl })
    stops.push(web.close)
    stops.push(await startReceiving(data, Object.values(made.channels)))
    return { port: web.port, url: config.PUBLIC_URL ?? `http://localhost:${web.port}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The address under which people reach us, without a slash at the end. */
function ownAddress({ PUBLIC_URL, PORT }: Config): string {
  return (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '')
}

async function startReceiving(data: Data, channels: readonly Channel[]): Promise<() => Promise<void>> {
  const deps = { store: data.store, jobs: data.queues, clock: data.clock }
  const note = noteCalls({ settings: data.store.settings, clock: data.clock })
  for (const channel of channels) {
    await channel.start?.(async (inbound) => {
      note(channel.id)
      await acceptInbound(deps, inbound)
    })
  }
  return async () => {
    await Promise.all(channels.map((c) => c.stop?.()))
  }
}

async function startWorkers(starting: Starting, made: Channels): Promise<() => Promise<void>> {
  const { data, log } = starting
  // Nobody is written to on a channel that nothing would send on.
  await data.store.settings.set(openChannelsSetting, Object.keys(made.channels))
  const state = { stopping: false }
  const pumps = makePumps(sendDeps(starting, made, state))
  const workers: Workers = await runWorkers(
    data.queues,
    jobDeps(starting, { pumps, channels: made.channels }),
    (error, about) => {
      log.error({ error, ...about }, 'a job failed')
    },
  )
  // A morning that was missed while nothing ran is made up for: what was planned before is not planned again.
  await data.queues.wake('plan-reminders', {})
  if (made.channels.zalo) await data.queues.wake('keep-package', {})
  return async () => {
    state.stopping = true
    await workers.stop()
    await pumps.idle()
  }
}

/** Who answers sends the answer as well: the senders of this process are woken without a way through the queue. */
function jobDeps(starting: Starting, { pumps, channels }: { pumps: Pumps; channels: Channels['channels'] }): JobDeps {
  const receive = receiveDeps(starting)
  const zalo = channels.zalo?.desk
  const wake: Jobs['wake'] = async (name, ...payloads) => {
    const sending = name === 'send-batch' ? (payloads as JobPayloads['send-batch'][]) : []
    for (const { lane } of sending) pumps.wake(lane as Lane)
    if (!sending.every(({ lane }) => lane === lanes.reply) || sending.length === 0)
      await receive.jobs.wake(name, ...payloads)
  }
  const photos = { fetch: photosOf(channels), reader: photoReader() }
  const pages = { publicUrl: ownAddress(starting.config), randomBytes }
  const answering = { ...receive, jobs: { wake }, photos, pages }
  return { receive: answering, pumps, sheets: fileSheets(), ...(zalo ? { zalo } : {}) }
}

/** Fetches pictures from the channel that they came over. */
function photosOf(channels: Channels['channels']): PhotoDeps['fetch'] {
  return async (channel, ref) => channels[channel]?.fetchPhoto?.(ref, mostPhotoBytes)
}

/** What answering needs, for the worker and for a talk in the terminal. */
export function receiveDeps({
  data,
  log,
  understanding,
}: Pick<Starting, 'data' | 'log' | 'understanding'>): ReceiveDeps {
  const { store, queues, clock, language } = data
  return {
    store,
    jobs: queues,
    clock,
    language,
    understanding,
    onFailure: (error, about) => {
      log.error({ error, ...about }, 'an update could not be answered')
    },
  }
}

function sendDeps(
  { config, data, log }: Starting,
  { channels, rates }: Channels,
  state: { stopping: boolean },
): SendDeps {
  return {
    ledger: prismaLedger(data.database.prisma),
    pace: prismaPace(data.database.prisma),
    ways: data.store.ways,
    clock: data.clock,
    channels,
    rates,
    deadlineSeconds: config.SEND_DEADLINE_SECONDS,
    stopping: () => state.stopping,
    wait: (ms) => wait(ms),
    onResult: ({ deliveryId, state: became, errorCode, errorDetail }, lane) => {
      if (became !== 'sent')
        log.warn({ deliveryId, lane, state: became, errorCode, errorDetail }, 'a message was not sent')
    },
    onTrouble: (error) => {
      log.error({ error }, 'sending broke off, and is taken up again')
    },
  }
}
