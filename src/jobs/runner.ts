import { type Job as BullJob, createPostgresBackend, Worker, type WorkerOptions } from 'bullmq'
import { Redis } from 'ioredis'
import type { JobName } from '../ports/jobs.ts'
import { jobs } from './index.ts'
import { type Job, type JobDeps, type QueueName, queueNames } from './job.ts'
import { doOften, makeUp, noteDone } from './make-up.ts'
import { type Backend, closed, onConnect, type Queues } from './queues.ts'
import { sweep } from './sweep.ts'

/** How many jobs of a queue one process works on at once. Waking senders takes no time, and two plans at once would only wait for each other. */
const concurrency: Record<QueueName, number> = { 'loa-receive': 8, 'loa-send': 1, 'loa-plan': 1 }
/** The sweep runs on a plain timer beside the queue, since it is there for when the queue fails. It bounds how late a resumed mailing goes on. */
const sweepMs = 1_000
const makeUpMs = 30_000
const oftenMs = 5_000
const timeZone = 'Asia/Ho_Chi_Minh'

/** Workers that run. `stop` waits for the jobs at work. */
export interface Workers {
  stop(): Promise<void>
}

/** What the runner tells the log. */
export type OnTrouble = (error: Error, about: { job?: string }) => void

/** Starts this process's share of the work. */
export async function runWorkers(queues: Queues, deps: JobDeps, onTrouble: OnTrouble): Promise<Workers> {
  const connections: Redis[] = []
  const workers = queueNames.map((name) => startWorker(name, { backend: queues.backend, deps, onTrouble, connections }))
  await Promise.all(workers.map((w) => w.waitUntilReady()))
  await scheduleAll(queues).catch((error) => onTrouble(error, { job: 'schedule' }))
  const sweep = startSweep(deps, onTrouble)
  return {
    stop: async () => {
      await sweep.stop()
      await deps.pumps.idle()
      await closed(workers)
      for (const connection of connections) connection.disconnect()
    },
  }
}

interface Starting {
  backend: Backend
  deps: JobDeps
  onTrouble: OnTrouble
  connections: Redis[]
}

/** A stalled job is one whose worker died: it is taken up again however often, since running twice does no harm. */
function startWorker(name: QueueName, { backend, deps, onTrouble, connections }: Starting): Worker {
  const run = (job: BullJob) => runJob(job, deps)
  const limits = { concurrency: concurrency[name], maxStalledCount: 100, runRetryDelay: 1_000 }
  const worker = 'redisUrl' in backend ? onRedis(backend.redisUrl) : onDatabase(backend.databaseUrl)
  worker.on('error', (error) => onTrouble(error, {}))
  worker.on('failed', (job, error) => onTrouble(error, { job: job?.name ?? name }))
  return worker

  function onRedis(url: string): Worker {
    const connection = new Redis(url, { maxRetriesPerRequest: null })
    connection.on('error', (error) => onTrouble(error, {}))
    connections.push(connection)
    return new Worker(name, run, { connection, ...limits } as unknown as WorkerOptions)
  }

  function onDatabase(databaseUrl: string): Worker {
    const connection = { connectionString: databaseUrl, max: 3, onConnect }
    return new Worker(
      name,
      run,
      { connection, ...limits } as unknown as WorkerOptions,
      createPostgresBackend as never,
    ) as unknown as Worker
  }
}

/** The payload is read again here: what lies in a queue may be older than the code that takes it out. */
async function runJob(job: BullJob, deps: JobDeps): Promise<void> {
  const definition = (jobs as unknown as Record<string, Job<JobName> | undefined>)[job.name]
  if (!definition) throw new Error(`no job ${job.name}`)
  await definition.run(definition.payload.parse(job.data), deps)
  await noteDone(deps, definition)
}

const definitions = Object.values(jobs) as unknown as Job<JobName>[]

async function scheduleAll({ queues }: Queues): Promise<void> {
  for (const { name, queue, ...times } of definitions) {
    const pattern = patternOf(times)
    if (pattern) await queues[queue].upsertJobScheduler(name, { pattern, tz: timeZone }, { name, data: {} })
  }
}

/** The times of a job as cron writes them, or undefined where it is only woken. */
function patternOf({ daily, hourly }: Pick<Job<JobName>, 'daily' | 'hourly'>): string | undefined {
  if (daily !== undefined) return `0 ${daily} * * *`
  return hourly === undefined ? undefined : `${hourly} * * * *`
}

function startSweep(deps: JobDeps, onTrouble: OnTrouble): Workers {
  const trouble = (error: Error) => onTrouble(error, { job: 'sweep' })
  const sweeping = again(() => sweep(deps, trouble).catch(trouble), sweepMs)
  const makingUp = again(() => makeUp(deps, definitions).catch(trouble), makeUpMs)
  const often = again(() => doOften(deps, definitions).catch(trouble), oftenMs)
  return {
    stop: async () => {
      await Promise.all([sweeping.stop(), makingUp.stop(), often.stop()])
    },
  }
}

/** Does something now and then every so often, never twice at a time. */
function again(what: () => Promise<void>, everyMs: number): Workers {
  let running: Promise<void> | undefined
  const once = () => {
    running ??= what().finally(() => {
      running = undefined
    })
  }
  once()
  const timer = setInterval(once, everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
