import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makePumps } from '../../src/delivery/pumps.ts'
import { dayOf, hourOf } from '../../src/domain/day.ts'
import { jobs } from '../../src/jobs/index.ts'
import type { JobDeps } from '../../src/jobs/job.ts'
import { openQueues, type Queues } from '../../src/jobs/queues.ts'
import { runWorkers, type Workers } from '../../src/jobs/runner.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { announceTo, type DeliveryBench, deliveryBench } from '../delivery/bench.ts'
import { freshDatabase } from '../support/database.ts'
import { hasRedis, privateRedis } from '../support/redis.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe.each(['PostgreSQL', 'Redis'] as const)('the queue on %s', (kind) => {
  const open = async (): Promise<Queues> => {
    const redis = kind === 'Redis' ? await privateRedis() : undefined
    if (redis) stops.push(() => redis.stop())
    const database = redis ? undefined : await freshDatabase()
    if (database) stops.push(() => database.drop())
    const backend = redis ? { redisUrl: redis.url } : { databaseUrl: database?.url ?? '' }
    const queues = await openQueues(backend, (error) => expect.fail(error.message))
    stops.push(() => queues.close())
    return queues
  }
  const test = it.skipIf(kind === 'Redis' && !hasRedis())

  test('wakes a worker, which answers; a payload that is none is refused and told', async () => {
    const queues = await open()
    const done: string[] = []
    const failed: string[] = []
    const workers = await start(queues, fakeDeps({ next: async () => void done.push('looked') }), failed)
    await queues.wake('receive-message', { channel: 'web', address: 'a' })
    await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 10_000 })
    await queues.queues['loa-receive'].add('receive-message', { channel: 5 })
    await vi.waitFor(() => expect(failed).toEqual(['receive-message']), { timeout: 10_000 })
    await workers.stop()
  })

  test('plans reminders and looks at the package each hour, once however often it starts', async () => {
    const queues = await open()
    for (let i = 0; i < 2; i++) await (await start(queues, fakeDeps({}), [])).stop()
    const schedulers = await queues.queues['loa-plan'].getJobSchedulers()
    const timed = Object.values(jobs).filter((job) => 'daily' in job || 'hourly' in job)
    expect(schedulers.map((s) => s.name).sort()).toEqual(timed.map((job) => job.name).sort())
    const tz = 'Asia/Ho_Chi_Minh'
    for (const [name, pattern] of [
      ['plan-reminders', '0 * * * *'],
      ['keep-package', '20 * * * *'],
    ])
      expect(schedulers.find((s) => s.name === name)).toMatchObject({ name, pattern, tz })
  })

  async function start(queues: Queues, deps: JobDeps, failed: string[]): Promise<Workers> {
    return runWorkers(queues, deps, (_, { job }) => failed.push(job ?? ''))
  }
})

it.skipIf(!hasRedis())('a wake-up that cannot be given is told, and costs nothing else', async () => {
  const redis = await privateRedis()
  const errors: Error[] = []
  const queues = await openQueues({ redisUrl: redis.url }, (error) => errors.push(error))
  stops.push(() => queues.close())
  await redis.stop()
  await queues.wake('send-batch', { lane: 0 })
  expect(errors.length).toBeGreaterThan(0)
})

/** A worker's dependencies over nothing: what it looks for is never there. */
function fakeDeps({ next = async () => {} }: { next?: () => Promise<void> }): JobDeps {
  // The work of the day and of the hour is done.
  const get = async (key: string) => {
    const job = Object.values(jobs).find(({ name }) => key === `done.${name}`)
    const now = new Date()
    return job && 'hourly' in job ? `${dayOf(now)}T${hourOf(now)}` : dayOf(now)
  }
  const settings = { get, set: async () => {} }
  // That of the hour finds nothing.
  const cases = { unanswered: async () => [], silent: async () => [] }
  const announcements = { due: async () => [], onTrial: async () => [] }
  const tx = { inbox: { next, stuck: async () => [] }, cases, announcements, settings }
  const store = { ...tx, transaction: (run: (tx: unknown) => unknown) => run(tx) }
  const clock = { now: () => new Date() }
  return {
    receive: { store, clock, jobs: { wake: async () => {} }, onFailure: () => {} },
    pumps: { wake: () => {}, idle: async () => {} },
  } as unknown as JobDeps
}

describe('the sweep', () => {
  let bench: DeliveryBench
  beforeEach(async () => {
    bench = await deliveryBench()
    stops.push(() => bench.close())
  })

  it('sends what waits though no queue ever said so', async () => {
    await announceTo(bench, await bench.accounts(3))
    const pumps = makePumps(bench.deps)
    await sweep({ ...fakeDeps({}), pumps }, (error) => expect.fail(error.message))
    await pumps.idle()
    expect(bench.arrived).toHaveLength(3)
  })

  it('tells of a failure of what it woke, and goes on the next time', async () => {
    await announceTo(bench, await bench.accounts(1))
    const told: unknown[] = []
    const { claim } = bench.deps.ledger
    let away = true
    const ledger = {
      ...bench.deps.ledger,
      claim: (wish: Parameters<typeof claim>[0]) => (away ? broken() : claim(wish)),
    }
    const pumps = makePumps({ ...bench.deps, ledger, onTrouble: (error) => told.push(String(error)) })
    await sweep({ ...fakeDeps({}), pumps }, (error) => expect.fail(error.message))
    await pumps.idle()
    expect(new Set(told)).toEqual(new Set(['Error: the database is away']))
    away = false
    await sweep({ ...fakeDeps({}), pumps }, (error) => expect.fail(error.message))
    await pumps.idle()
    expect(bench.arrived).toHaveLength(1)
  })

  it('starts no second sender for what one is sending already, and misses nothing that came meanwhile', async () => {
    const [first, second] = await bench.accounts(2)
    await announceTo(bench, [first!])
    const pumps = makePumps(bench.deps)
    let claims = 0
    const { claim } = bench.deps.ledger
    bench.deps.ledger.claim = async (wish) => {
      if (wish.channel !== 'web') return claim(wish)
      claims += 1
      // Somebody announces again just while this sender finds nothing more.
      if (claims === 2) await announceTo(bench, [second!])
      if (claims === 2) for (let i = 0; i < 5; i++) pumps.wake(2)
      return claims === 2 ? [] : claim(wish)
    }
    pumps.wake(2)
    await pumps.idle()
    expect(bench.arrived).toHaveLength(2)
  })
})

function broken(): Promise<never> {
  return Promise.reject(new Error('the database is away'))
}
