// One process that takes one BullMQ job per message out of a queue and posts it: what `job-per-message.ts` starts.
import { createPostgresBackend, Worker, type WorkerOptions } from 'bullmq'
import { makePoster } from './bare-loop.ts'
import type { JobOrder } from './job-per-message.ts'

const order = JSON.parse(process.argv[2] ?? '') as JobOrder
const poster = makePoster(order.root, order.template, order.concurrency)
const work = (job: { data: { chat: number } }) => poster.post(job.data.chat)
const options = { autorun: false, concurrency: order.concurrency }
const worker = order.redisUrl
  ? new Worker(order.queue, work, { ...options, connection: { url: order.redisUrl } } as unknown as WorkerOptions)
  : new Worker(
      order.queue,
      work,
      { ...options, connection: { connectionString: order.databaseUrl, max: 10 } } as unknown as WorkerOptions,
      createPostgresBackend as never,
    )
worker.on('error', (error) => process.stderr.write(`${error}\n`))
await worker.waitUntilReady()
process.send?.('ready')
process.once('message', () => void worker.run())
process.once('disconnect', () => process.exit())
