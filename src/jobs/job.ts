import type { z } from 'zod'
import type { ReceiveDeps } from '../app/receive-messages.ts'
import type { Pumps } from '../delivery/pumps.ts'
import type { JobName, JobPayloads } from '../ports/jobs.ts'

/** The queues. Replies and bulk have their own, so that neither waits for the other. */
export const queueNames = ['loa-receive', 'loa-replies', 'loa-bulk', 'loa-plan'] as const

/** The name of a queue. */
export type QueueName = (typeof queueNames)[number]

/** What jobs work with. */
export interface JobDeps {
  receive: ReceiveDeps
  pumps: Pumps
}

/** One kind of work: where it queues, what it is told, and what it does. Run twice, it does no harm. */
export interface Job<N extends JobName> {
  name: N
  payload: z.ZodType<JobPayloads[N]>
  queue(payload: JobPayloads[N]): QueueName
  /** Jobs with the same id wait once. Left out: every wake-up is a job of its own. */
  id?(payload: JobPayloads[N]): string | undefined
  /** Once a day at that hour, in Viet Nam. */
  daily?: number
  run(payload: JobPayloads[N], deps: JobDeps): Promise<void>
}

/** Checks a job at compile time and hands it back. */
export function job<N extends JobName>(definition: Job<N>): Job<N> {
  return definition
}
