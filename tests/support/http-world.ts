import type { Hono } from 'hono'
import { makeWeb } from '../../src/channels/web/index.ts'
import type { Message, Prompt, Words } from '../../src/conversation/words.ts'
import { photoReader } from '../../src/files/read-photo.ts'
import { makeHttp } from '../../src/http/app.ts'
import type { Check, Measure } from '../../src/http/health.ts'
import type { HttpEnv } from '../../src/http/http-env.ts'
import type { Demo } from '../../src/http/start-page.tsx'
import { loadLanguage } from '../../src/i18n.ts'
import type { Channel, Inbound } from '../../src/ports/channel.ts'
import type { Sender } from '../../src/ports/inbox.ts'
import type { Language } from '../../src/ports/language.ts'
import type { Store } from '../../src/ports/store.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaAttachments } from '../../src/store/attachments.ts'
import { openFeed } from '../../src/store/feed.ts'
import { prismaHistory } from '../../src/store/history.ts'
import { prismaInbox } from '../../src/store/inbox.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { openPrisma } from '../../src/store/prisma.ts'
import { prismaSettings } from '../../src/store/settings.ts'
import { prismaUnits } from '../../src/store/units.ts'
import { plain, say } from '../channels/say.ts'
import { opened, testSeal } from './test-seal.ts'

const real = loadLanguage()

/** The real language, that also says plain words of a test as they are. */
const language: Language = {
  ...real,
  say: (words, lang) => (words.key === 'plain' ? say(words, lang) : real.say(words, lang)),
}

/** What a world is made of, where it differs from the plainest one. */
export interface WorldOptions {
  url: string
  channels?: Channel[]
  routes?: Record<string, Hono>
  checks?: Check[]
  measures?: Measure[]
  demo?: Demo
  publicUrl?: string
  insecureCookies?: boolean
}

/** Answers what waits from a sender, in place of a worker. */
export type Answering = (world: World, sender: Sender) => Promise<void>

/** The door of the service on a real database. Nobody answers unless `answering` says how. */
export async function openWorld(options: WorldOptions) {
  const database = openPrisma(options.url, { poolSize: 4 })
  const { prisma } = database
  const feed = openFeed({ url: options.url, onError: () => {}, firstWaitMs: 10 })
  const world = {
    prisma,
    feed,
    now: new Date('2026-11-22T01:00:00Z'),
    woken: [] as { name: string; payload: unknown }[],
    logged: [] as { level: string; what: object; message: string }[],
    answering: undefined as Answering | undefined,
    app: undefined as unknown as Hono<HttpEnv>,
    web: makeWeb({ feed, say: language.say }),
    accounts: prismaAccounts(prisma),
    inbox: prismaInbox(prisma, testSeal),
    outbox: prismaOutbox(prisma),
    history: prismaHistory(prisma, testSeal),
    /** All that came in, oldest first. */
    cameIn: async () =>
      (await prisma.inbox.findMany({ orderBy: { id: 'asc' } })).map((row): Inbound => opened.inbound(row)),
    close: async () => {
      await feed.close()
      await database.close()
    },
  }
  const { accounts, inbox, outbox, history } = world
  const store = {
    accounts,
    inbox,
    outbox,
    history,
    units: prismaUnits(prisma),
    settings: prismaSettings(prisma),
    attachments: prismaAttachments(prisma, testSeal),
  } as unknown as Store
  const log = (level: string) => (what: object, message: string) => void world.logged.push({ level, what, message })
  world.app = makeHttp({
    store,
    language,
    // No two things happen in the same millisecond.
    clock: {
      now: () => {
        world.now = new Date(world.now.getTime() + 1)
        return world.now
      },
    },
    jobs: {
      wake: async (name, ...payloads) => {
        for (const payload of payloads) {
          world.woken.push({ name, payload })
          if (name === 'receive-message') await world.answering?.(world, payload as Sender)
        }
      },
    },
    photos: photoReader(),
    channels: Object.fromEntries([world.web, ...(options.channels ?? [])].map((channel) => [channel.id, channel])),
    feed,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    publicUrl: options.publicUrl ?? 'http://localhost',
    insecureCookies: options.insecureCookies ?? true,
    routes: options.routes ?? {},
    checks: options.checks ?? [],
    measures: options.measures ?? [],
    ...(options.demo ? { demo: options.demo } : {}),
  })
  return world
}

/** A door that is open. */
export type World = Awaited<ReturnType<typeof openWorld>>

/** Writes a message into the ledger as a worker does, and sends it. */
export async function tell(world: World, sender: Sender, message: Message): Promise<void> {
  const heard = (await world.cameIn()).findLast((inbound) => inbound.address === sender.address)
  const account = await world.accounts.arrive({
    ...sender,
    ...(heard?.lang ? { lang: heard.lang } : {}),
    at: world.now,
  })
  const id = await world.outbox.write(account, message, { lane: 0, at: world.now })
  await world.prisma.delivery.update({ where: { id: BigInt(id!) }, data: { state: 'sent', sentAt: world.now } })
  await world.web.send({ address: sender.address, lang: account.lang, message, deliveryId: id! })
}

/** Answers everything with the same message, a millisecond later. */
export function answerWith(message: Message): Answering {
  return async (world, sender) => {
    world.now = new Date(world.now.getTime() + 1)
    await tell(world, sender, message)
  }
}

/** A message of one paragraph. */
export function note(text: string, prompt?: Prompt): Message {
  return { parts: [{ as: 'text', words: plain(text) }], ...(prompt ? { prompt } : {}) }
}

/** A question with answers to press. */
export function question(ask: string, labels: string[], ref = '1'): Prompt {
  const option = (label: string, i: number): { id: string; label: Words } => ({ id: `o${i + 1}`, label: plain(label) })
  return {
    flow: 'check-eligibility',
    node: 'household',
    ref,
    kind: 'choice',
    ask: plain(ask),
    options: labels.map(option),
    also: [
      { id: 'menu', label: plain('Về đầu') },
      { id: 'person', label: plain('Gặp cán bộ') },
    ],
  }
}
