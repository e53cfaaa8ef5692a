// One process of two that send on Zalo, driven by the test that forked it: the product's channel and senders on a clock that is told.

import type { ZaloRoots } from '../../../src/channels/zalo/call.ts'
import { makeZalo } from '../../../src/channels/zalo/index.ts'
import { sendWaiting } from '../../../src/delivery/send.ts'
import { prismaLedger } from '../../../src/store/ledger.ts'
import { prismaPace } from '../../../src/store/pace.ts'
import { openPrisma } from '../../../src/store/prisma.ts'
import { makeSeal } from '../../../src/store/seal.ts'
import { prismaSettings } from '../../../src/store/settings.ts'
import { prismaStore } from '../../../src/store/store.ts'
import { zaloCredentials } from '../../../src/store/zalo-credentials.ts'
import { zaloSent } from '../../../src/store/zalo-sent.ts'
import { say } from '../say.ts'

/** What it is started with. */
export interface SenderStart {
  url: string
  roots: ZaloRoots
  appId: string
  appSecret: string
  oaSecretKey: string
  firstRefreshToken: string
  /** The key of the data, in hex. */
  dataKey: string
}

/** What it is told to do at a moment: messages to one person at once, or whatever waits in the ledger. It answers with what came of it. */
export type SenderTask = { at: number } & ({ send: { address: string; deliveryIds: string[] } } | { work: true })

const start = JSON.parse(process.argv[2] ?? '') as SenderStart
const { url, appId, dataKey, ...rest } = start
const seal = makeSeal(Buffer.from(dataKey, 'hex'))
const database = openPrisma(url, { poolSize: 12 })
const store = prismaStore(database.prisma, seal)
let at = 0
// Waits in milliseconds instead of seconds.
const times = { sendSeconds: 25, requestSeconds: 20, exchangeSeconds: 20, againMs: 1, lookAfterMs: 1 }
const clock = { now: () => new Date(at) }
const log = { info: () => {}, warn: () => {}, error: () => {} }
const zalo = makeZalo({
  ...{ ...rest, appId, verifier: 'per_request', proof: false, say, clock, log, times },
  credentials: zaloCredentials(database, { seal, appId }),
  sent: zaloSent(database.prisma, seal),
  settings: prismaSettings(database.prisma),
})
const deps = {
  ledger: prismaLedger(database.prisma),
  pace: prismaPace(database.prisma),
  ways: store.ways,
  clock,
  channels: { zalo },
  rates: {},
  deadlineSeconds: 30,
  stopping: () => false,
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  onTrouble: (error: unknown) => {
    throw error
  },
}

async function done(task: SenderTask): Promise<unknown> {
  at = task.at
  if ('work' in task) return sendWaiting(deps, [0])
  const { address, deliveryIds } = task.send
  const message = { parts: [{ as: 'text' as const, words: { key: 'plain', with: { text: 'Chào bà con' } } }] }
  return Promise.all(deliveryIds.map((deliveryId) => zalo.send({ address, lang: 'vi', message, deliveryId })))
}

process.on('message', (task: SenderTask) => {
  void done(task).then((result) => process.send?.({ result }))
})
process.on('disconnect', () => void database.close())
process.send?.({ ready: true })
