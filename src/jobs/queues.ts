import { createPostgresBackend, type JobsOptions, Queue, type QueueOptions } from 'bullmq'
import { Redis } from 'ioredis'
import type { JobName, JobPayloads, Jobs } from '../ports/jobs.ts'
import { jobs } from './index.ts'
import { type QueueName, queueNames } from './job.ts'

/** Where the queues live: in Redis when there is one, else in the database that is there anyway. */
export type Backend = { redisUrl: string } | { databaseUrl: string }

/** The open queues: wake-ups go in here, workers take them out. */
export interface Queues extends Jobs {
  backend: Backend
  queues: Record<QueueName, Queue>
  /** What is wrong with the queue, for the health check; undefined when it answers. */
  trouble(): Promise<string | undefined>
  close(): Promise<void>
}

/** Jobs carry ids only and prove nothing: they are gone when done. */
const kept: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: 500 }

/** Opens the queues. `onError` hears of connections that break; they mend themselves. */
export async function openQueues(backend: Backend, onError: (error: Error) => void): Promise<Queues> {
  const redis = 'redisUrl' in backend ? connectRedis(backend.redisUrl, onError) : undefined
  const queues = {} as Record<QueueName, Queue>
  for (const [index, name] of queueNames.entries()) {
    const queue = redis
      ? new Queue(name, { connection: redis, defaultJobOptions: kept } as unknown as QueueOptions)
      : new Queue(name, onDatabase(backend as { databaseUrl: string }, index === 0), createPostgresBackend as never)
    queue.on('error', onError)
    await inTime(queue.waitUntilReady())
    queues[name] = queue as Queue
  }
  return {
    backend,
    queues,
    wake: (name, ...payloads) => wake(queues, { name, payloads, onError }),
    trouble: async () => {
      await queues['loa-plan'].count()
      return undefined
    },
    close: async () => {
      await closed(Object.values(queues))
      redis?.disconnect()
    },
  }
}

/** How long closing is waited for, in milliseconds: a job at work is small and can be done twice, and a queue that is away would be waited for in vain. */
const closeMs = 5_000

/** Closes queues or workers. Resolves when they are closed, or when that takes too long. */
export async function closed(all: readonly { close(): Promise<unknown> }[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs)
  })
  await Promise.race([Promise.allSettled(all.map((each) => each.close())), late]).finally(() => clearTimeout(timer))
}

/** How long a start waits for the queue before it says that it is not there. */
const patienceMs = 10_000

async function inTime(ready: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAway()), patienceMs)
  })
  await Promise.race([ready, late]).finally(() => clearTimeout(timer))
}

/** The queue does not answer: the start stops with this sentence. */
export class QueueAway extends Error {
  override name = 'QueueAway'
  constructor() {
    super('the queue does not answer: is Redis running at REDIS_URL?')
  }
}

/** One connection for all queues of the process that adds jobs; it fails at once while Redis is away, and the sweep makes up for it. */
function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  redis.on('error', onError)
  return redis
}

/**
 * A connection that breaks while BullMQ holds it between two statements has no listener of its own, and would end the process: the
 * next statement fails instead, and is told there.
 */
export function onConnect(client: { on(event: 'error', heard: () => void): unknown }): void {
  client.on('error', () => {})
}

/** The first queue brings the tables up to date; BullMQ takes a lock for that. */
function onDatabase({ databaseUrl }: { databaseUrl: string }, migrate: boolean): QueueOptions {
  const connection = { connectionString: databaseUrl, max: 2, migrate, onConnect }
  return { connection, defaultJobOptions: kept } as unknown as QueueOptions
}

/** A lost wake-up costs seconds, never a message: so a failure here is told to the log and to nobody else. */
async function wake<N extends JobName>(
  queues: Record<QueueName, Queue>,
  { name, payloads, onError }: { name: N; payloads: readonly JobPayloads[N][]; onError: (error: Error) => void },
): Promise<void> {
  const { queue } = jobs[name]
  try {
    await queues[queue].addBulk(payloads.map((data) => ({ name, data })))
  } catch (error) {
    onError(error instanceof Error ? error : new Error(String(error)))
  }
}
