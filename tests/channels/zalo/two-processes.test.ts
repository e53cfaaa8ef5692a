import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prismaStore } from '../../../src/store/store.ts'
import { zaloCredentials } from '../../../src/store/zalo-credentials.ts'
import { plain } from '../say.ts'
import { testSeal, type ZaloBench, zaloBench } from './bench.ts'
import type { SenderStart, SenderTask } from './sender-process.ts'

const hours = (n: number) => n * 3_600_000
const script = fileURLToPath(new URL('./sender-process.ts', import.meta.url))

let bench: ZaloBench
let senders: ChildProcess[] = []
// Two processes of their own that share a database with an account whose access token has just run out.
beforeEach(async () => {
  bench = await zaloBench()
  const { emulator, zalo } = bench
  const firstRefreshToken = emulator.tokens().refresh
  await zalo.account.profile(AbortSignal.timeout(20_000))
  senders = await Promise.all([started(firstRefreshToken), started(firstRefreshToken)])
  bench.pass(hours(26))
  for (let n = 1; n <= people; n++) emulator.user(n).wrote()
  expect(refreshes()).toBe(1)
}, 60_000)
afterEach(async () => {
  for (const sender of senders) {
    if (sender.connected) sender.disconnect()
    await once(sender, 'exit')
  }
  const { violations } = bench.emulator
  await bench.close()
  expect(violations).toEqual([])
}, 60_000)

const people = 20
const refreshes = () => bench.emulator.calls.filter((c) => c.name === 'refresh').length
const messages = () => bench.emulator.calls.filter((c) => c.name === 'consultation').length
const seenBy = (n: number) =>
  bench.emulator
    .user(n)
    .messages()
    .map((m) => m.text)

async function started(firstRefreshToken: string): Promise<ChildProcess> {
  const { appId, appSecret, secretKey: oaSecretKey } = bench.emulator.settings
  const { connectionString: url = '' } = bench.database.pool.options
  const start: SenderStart = {
    ...{ url, appId, appSecret, oaSecretKey, firstRefreshToken, roots: bench.emulator.roots },
    dataKey: Buffer.alloc(32, 7).toString('hex'),
  }
  const child = fork(script, [JSON.stringify(start)], { execArgv: ['--import', 'tsx'] })
  await once(child, 'message')
  return child
}

type Doing = SenderTask extends infer Task ? (Task extends { at: number } ? Omit<Task, 'at'> : never) : never
// Both at the same time, each its own task. A process that dies instead of answering fails the test.
const both = (...tasks: [Doing, Doing]) =>
  Promise.all(
    tasks.map(async (task, i) => {
      const sender = senders[i]
      if (!sender) throw new Error('no such process')
      const ended = once(sender, 'exit').then(([code]) => Promise.reject(new Error(`a process ended with ${code}`)))
      ended.catch(() => {})
      sender.send({ ...task, at: bench.now().getTime() })
      const [{ result }] = (await Promise.race([once(sender, 'message'), ended])) as [{ result: unknown }]
      return result
    }),
  )

const ten = (first: number) => ({
  send: { address: bench.emulator.user(1).id, deliveryIds: Array.from({ length: 10 }, (_, i) => String(first + i)) },
})

describe('twenty messages at once from two processes, whose access token has run out', () => {
  it('cause one refresh', async () => {
    const results = (await both(ten(1), ten(101))).flat()
    expect(results.map((r) => (r as { ok: boolean }).ok)).toEqual(Array.from({ length: people }, () => true))
    expect(refreshes()).toBe(2)
    expect(seenBy(1)).toHaveLength(people)
  }, 60_000)

  it('whose refresh has its answer lost: consent is needed, nothing is sent, nothing is lost, and after consent everything goes out once', async () => {
    const { emulator, zalo, database } = bench
    const store = prismaStore(database.prisma, testSeal)
    const ids: string[] = []
    for (let n = 1; n <= people; n++) {
      const account = await store.accounts.arrive({ channel: 'zalo', address: emulator.user(n).id, at: bench.now() })
      const message = { parts: [{ as: 'text' as const, words: plain(`Tin số ${n}`) }] }
      ids.push((await store.outbox.write(account, message, { lane: 0, at: bench.now() })) ?? '')
    }
    const states = async () => {
      const rows = await database.prisma.delivery.findMany({ where: { id: { in: ids.map(BigInt) } } })
      return [...new Set(rows.map(({ state, doubts }) => `${state} ${doubts}`))]
    }
    emulator.fail({ how: 'lost', call: 'refresh' })
    await both({ work: true }, { work: true })
    const grant = () => zaloCredentials(database, { seal: testSeal, appId: emulator.settings.appId }).load()
    expect(await grant()).toMatchObject({ state: 'reconsent' })
    // The one that was lost, and the repetition that showed that it had been carried out.
    expect(refreshes()).toBe(3)
    expect(messages()).toBe(0)
    expect(await states()).toEqual(['retry 0'])

    bench.pass(hours(1))
    await both({ work: true }, { work: true })
    expect([refreshes(), messages()]).toEqual([3, 0])
    expect(await states()).toEqual(['retry 0'])

    const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
    const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
    expect(await zalo.consent.finish({ code, oaId, state })).toMatchObject({ ok: true })
    bench.pass(hours(1))
    await both({ work: true }, { work: true })
    await both({ work: true }, { work: true })
    expect(await states()).toEqual(['sent 0'])
    for (let n = 1; n <= people; n++) expect(seenBy(n)).toEqual([`Tin số ${n}`])
    expect([refreshes(), messages()]).toEqual([3, people])
  }, 60_000)
})
