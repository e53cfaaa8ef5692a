import type { LoaProcess } from '../support/loa-process.ts'
import { bareLoop, templateOf } from './bare-loop.ts'
import { jobPerMessage } from './job-per-message.ts'
import { moment } from './moment.ts'
import { fillOffice } from './office.ts'
import { type Options, oneOf, whole } from './options.ts'
import { useOf } from './processes.ts'
import { microsecondsEach, spentBy, spentSince } from './spent.ts'
import { tell, withStops } from './stops.ts'
import { throttledGrammy } from './throttled-grammy.ts'
import { type Announced, type BackendName, openWorld, stopLoa, until, type World } from './world.ts'

interface Wish {
  rate: number
  recipients: number
  workers: number
  latency: number
  backend: BackendName
  baselines: 'yes' | 'no'
}

/**
 * One announcement to many, by worker processes of the product: whether it keeps to the limit and reaches it, whether everybody got it
 * once, what it takes. Rate 0 is no limit, and is then measured beside a loop that only posts and beside one BullMQ job per message.
 */
export function deliver(options: Options): Promise<object> {
  const wish: Wish = {
    rate: whole(options, 'rate', { usual: 30, least: 0, most: 1000 }),
    recipients: whole(options, 'recipients', { usual: 1_000, most: 5_000_000 }),
    workers: whole(options, 'workers', { usual: 2, most: 16 }),
    latency: whole(options, 'latency', { usual: 50, least: 0, most: 10_000 }),
    backend: oneOf(options, 'backend', ['pg', 'redis']),
    baselines: oneOf(options, 'baselines', ['yes', 'no']),
  }
  return withStops(async (stops) => {
    const { backend, latency: latencyMs, rate } = wish
    const world = await openWorld(stops, { backend, latencyMs, rate })
    tell(`an office with ${wish.recipients} recipients is being filled`)
    await fillOffice(world.sql, wish.recipients)
    const product = await send(world, wish)
    const beside = wish.baselines === 'yes' ? await baselines(world, wish, product) : {}
    return { ...wish, ...product, ...beside }
  })
}

interface Product {
  durablePerSecond: number
  inFlightPeak: number
}

async function send(world: World, wish: Wish): Promise<Product & Record<string, unknown>> {
  const workers: LoaProcess[] = []
  while (workers.length < wish.workers) workers.push(await world.start(['--roles', 'worker']))
  await world.fake.reset()
  const before = spentBy(world, workers)
  const announced = await world.announce()
  tell(
    `${announced.written} recipients were written down in ${round(announced.seconds)} s, with the start of the command`,
  )
  const done = await until(async () => (await standing(world, announced)) !== 'running', {
    seconds: 60 + (wish.rate > 0 ? (wish.recipients / wish.rate) * 1.5 : wish.recipients / 200),
    everyMs: 50,
    processes: workers,
  })
  const doneAt = moment()
  const peaks = workers.map(({ child }) => useOf(child.pid!).peakMemoryMb)
  const cpuSeconds = spentSince(before, spentBy(world, workers))
  await Promise.all(workers.map(stopLoa))
  return {
    ...(await figures(world, { wish, announced, doneAt })),
    mailing: done ? await standing(world, announced) : 'not done in time',
    fanOutSeconds: round(announced.seconds),
    ...(peaks.includes(undefined) ? {} : { peakMemoryMb: Math.max(...(peaks as number[])) }),
    cpuSeconds,
    microsecondsEach: microsecondsEach(cpuSeconds, wish.recipients),
  }
}

async function figures(
  world: World,
  { wish, announced, doneAt }: { wish: Wish; announced: Announced; doneAt: number },
): Promise<Product & Record<string, unknown>> {
  const seen = await world.fake.summary({ chats: wish.recipients })
  const { rows } = await world.sql.query(
    'SELECT state, count(*)::int AS count FROM delivery WHERE mailing_id = $1 GROUP BY 1',
    [announced.mailingId],
  )
  const states: Record<string, number> = Object.fromEntries(rows.map((row) => [row.state, row.count]))
  const { sent = 0, uncertain = 0, failed = 0, blocked = 0, skipped = 0, ...open } = states
  return {
    achievedPerSecond: round(seen.perSecond),
    ...(wish.rate > 0 ? { shareOfLimit: round(seen.perSecond / wish.rate, 4) } : {}),
    durablePerSecond: round((sent * 1000) / (doneAt - seen.first)),
    peakSecond: seen.peakSecond,
    peakSlidingSecond: seen.peakSlidingSecond,
    peak100ms: seen.peak100ms,
    lost: seen.missing,
    duplicates: seen.duplicates,
    ...{ sent, uncertain, failed: failed + blocked, skipped },
    unsettled: Object.values(open).reduce((sum, count) => sum + count, 0),
    seconds: round(seen.seconds),
    inFlightPeak: seen.inFlightPeak,
  }
}

async function standing({ sql }: World, { mailingId }: Announced): Promise<string> {
  return (await sql.query('SELECT status FROM mailing WHERE id = $1', [mailingId])).rows[0].status
}

const throttlerLimit = 30
const throttlerSeconds = 15
const mostJobs = 5_000
const usualConcurrency = 50

/** One after the other, with the workers of the product gone. */
async function baselines(world: World, wish: Wish, product: Product): Promise<object> {
  if (wish.rate === throttlerLimit) {
    tell(`grammY with its throttler sends for ${throttlerSeconds} s`)
    return { grammyThrottler: await throttledGrammy(world.fake, throttlerSeconds) }
  }
  if (wish.rate > 0) return {}
  const template = await templateOf(world.fake)
  const inFlight = Math.max(1, product.inFlightPeak)
  tell(`a bare loop sends, ${inFlight} in flight`)
  const bare = await bareLoop(world.fake, { template, inFlight, count: Math.min(wish.recipients, 20_000) })
  const { workers: processes } = wish
  const count = Math.min(wish.recipients, mostJobs)
  tell(`${count} BullMQ jobs, one per message`)
  const usual = await jobPerMessage(world, { template, count, processes: 1, concurrency: usualConcurrency })
  tell('the same by as many processes, with as many in flight')
  const concurrency = Math.max(1, Math.ceil(inFlight / processes))
  const equal = await jobPerMessage(world, { template, count, processes, concurrency })
  return {
    bareLoop: bare,
    ratioToBareLoop: round(product.durablePerSecond / bare.perSecond, 3),
    jobPerMessage: usual,
    ratioToJobPerMessage: round(product.durablePerSecond / usual.perSecond, 3),
    jobPerMessageAsManyInFlight: equal,
    ratioToJobPerMessageAsManyInFlight: round(product.durablePerSecond / equal.perSecond, 3),
  }
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
