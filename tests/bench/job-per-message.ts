import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createPostgresBackend, Queue, type QueueOptions } from 'bullmq'
import type { Template } from './bare-loop.ts'
import { moment } from './moment.ts'
import { microsecondsEach, spentBy, spentSince } from './spent.ts'
import { until, type World } from './world.ts'

/** What a process of workers is told. */
export interface JobOrder {
  queue: string
  root: string
  template: Template
  concurrency: number
  databaseUrl: string
  redisUrl?: string
}

/** How many messages as jobs, taken by how many processes with how many at once each. */
export interface JobsWish {
  template: Template
  count: number
  processes: number
  concurrency: number
}

/** What came of it. `addSeconds`: until all jobs were in the queue, which `perSecond` leaves out. */
export interface JobsFigures {
  perSecond: number
  count: number
  concurrency: number
  addSeconds: number
  microsecondsEach: number
}

const program = fileURLToPath(new URL('job-worker.ts', import.meta.url))
const batch = 1000
const longest = 120

/** One BullMQ job for each message, on the same backend, to the same platform: what most bots do, and what a crash repeats or loses. */
export async function jobPerMessage(
  world: World,
  { template, count, processes, concurrency }: JobsWish,
): Promise<JobsFigures> {
  await world.fake.reset()
  const { databaseUrl, redisUrl, fake } = world
  const queue = `bench-${concurrency}`
  const order: JobOrder = {
    queue,
    root: fake.root,
    template,
    concurrency,
    databaseUrl,
    ...(redisUrl ? { redisUrl } : {}),
  }
  const children = Array.from({ length: processes }, () => startWorker(order))
  try {
    await Promise.all(children.map((child) => once(child, 'message')))
    const processes = children.map((child) => ({ child }))
    const before = spentBy(world, processes)
    const addSeconds = await addJobs(order, count)
    for (const child of children) child.send('run')
    const arrived = async () => (await fake.summary({ chats: count })).arrived >= count
    if (!(await until(arrived, { seconds: longest, everyMs: 200, processes: [] })))
      throw new Error(`the jobs were not done within ${longest} s`)
    const spent = microsecondsEach(spentSince(before, spentBy(world, processes)), count)
    const { perSecond } = await fake.summary({ chats: count })
    return { perSecond: Math.round(perSecond), count, concurrency, addSeconds, microsecondsEach: spent }
  } finally {
    await Promise.all(children.map(end))
  }
}

function startWorker(order: JobOrder): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function addJobs({ queue: name, databaseUrl, redisUrl }: JobOrder, count: number): Promise<number> {
  const connection = redisUrl ? { url: redisUrl } : { connectionString: databaseUrl, max: 2 }
  const options = { connection, defaultJobOptions: { removeOnComplete: true } } as unknown as QueueOptions
  const queue = redisUrl ? new Queue(name, options) : new Queue(name, options, createPostgresBackend as never)
  const from = moment()
  for (let first = 1; first <= count; first += batch) {
    const chats = Array.from({ length: Math.min(batch, count - first + 1) }, (_, i) => first + i)
    await queue.addBulk(chats.map((chat) => ({ name: 'send', data: { chat } })))
  }
  const seconds = (moment() - from) / 1000
  await queue.close()
  return Math.round(seconds * 100) / 100
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
