import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { acceptInbound } from '../../src/app/accept-inbound.ts'
import { makeTelegram } from '../../src/channels/telegram/index.ts'
import type { Channel, Inbound } from '../../src/ports/channel.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { say } from './say.ts'

// Polling into the real inbox: an update is confirmed to Telegram only once its row is there, and a row is never there twice.

const clock = { now: () => new Date('2026-11-22T03:00:00Z') }
let fresh: FreshDatabase
let database: Database
let emulator: TelegramEmulator
let woken: unknown[]
const running: Channel[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  database = openPrisma(fresh.url, { poolSize: 4 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  await database.prisma.inbox.deleteMany()
  emulator = await startTelegramEmulator()
  emulator.user(7).open()
  woken = []
})
afterEach(async () => {
  for (const channel of running.splice(0)) await channel.stop?.()
  await emulator.close()
})

/** Starts a process that polls. `after` happens when the rows are stored and before Telegram hears of it, `before` before that. */
async function startPolling({ before = async () => {}, after = async () => {} }: Partial<Record<When, Step>> = {}) {
  const log = { info: () => emulator.look(), warn: () => {}, error: () => emulator.look() }
  const channel = makeTelegram({ token: emulator.token, apiRoot: emulator.root, say, clock, log, firstWaitMs: 1 })
  const jobs = { wake: async (_: string, payload: object) => void woken.push(payload) }
  const store = prismaStore(database.prisma, makeSeal(Buffer.alloc(32, 7)))
  await channel.start!(async (inbound) => {
    await before(inbound)
    await acceptInbound({ store, jobs, clock }, inbound)
    await after(inbound)
  })
  return channel
}

type When = 'before' | 'after'
type Step = (inbound: Inbound[]) => Promise<void>

async function kept(): Promise<string[]> {
  const rows = await database.prisma.inbox.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => row.updateId)
}

it('confirms an update once its row is there', async () => {
  const id = emulator.user(7).type('một')
  const waitingAtStore: number[] = []
  running.push(
    await startPolling({
      after: async () => {
        waitingAtStore.push(emulator.waiting())
      },
    }),
  )
  await emulator.until(() => emulator.waiting() === 0)
  expect(waitingAtStore).toEqual([1])
  expect(await kept()).toEqual([String(id)])
})

it('is given again what could not be stored, in order, and keeps it once', async () => {
  let failures = 3
  const before = async () => {
    failures -= 1
    if (failures >= 0) throw new Error('the database is away')
  }
  const ids = ['một', 'hai', 'ba'].map((text) => String(emulator.user(7).type(text)))
  running.push(await startPolling({ before }))
  await emulator.until(() => emulator.waiting() === 0)
  expect(failures).toBe(-1)
  expect(await kept()).toEqual(ids)
})

it('is given again what was stored by a process that died before it confirmed, and keeps it once', async () => {
  const ids = ['một', 'hai'].map((text) => String(emulator.user(7).type(text)))
  let stored = () => {}
  const storedOnce = new Promise<void>((resolve) => {
    stored = resolve
  })
  // The dead process never comes back from here: no call of it reaches Telegram again.
  await startPolling({
    after: async () => {
      stored()
      await new Promise(() => {})
    },
  })
  await storedOnce
  expect(await kept()).toEqual(ids)
  expect(emulator.waiting()).toBe(2)

  const again: string[] = []
  const late = String(emulator.user(7).type('ba'))
  const before = async (inbound: Inbound[]) => void again.push(...inbound.map((i) => i.updateId))
  running.push(await startPolling({ before }))
  await emulator.until(() => emulator.waiting() === 0)
  expect(again).toEqual([...ids, late])
  expect(await kept()).toEqual([...ids, late])
  // One wake for what was new the first time, one for what was new the second.
  expect(woken).toEqual([
    { channel: 'telegram', address: '7' },
    { channel: 'telegram', address: '7' },
  ])
})

it('is given again what was stored when the storing seemed to fail, and keeps it once', async () => {
  const ids = ['một', 'hai'].map((text) => String(emulator.user(7).type(text)))
  let first = true
  const after = async () => {
    if (first) {
      first = false
      throw new Error('the connection broke after the commit')
    }
  }
  running.push(await startPolling({ after }))
  await emulator.until(() => emulator.waiting() === 0)
  expect(await kept()).toEqual(ids)
  expect(woken).toHaveLength(1)
})
