import type { z } from 'zod'
import type { ReceiveDeps } from '../app/receive-messages.ts'
import type { Pumps } from '../delivery/pumps.ts'
import type { JobName, JobPayloads } from '../ports/jobs.ts'
import type { Sheets } from '../ports/sheets.ts'
import type { ZaloDesk } from '../ports/zalo-desk.ts'

/** The queues. Planning takes long and has its own, so that no answer and no sender waits for it. */
export const queueNames = ['loa-receive', 'loa-send', 'loa-plan'] as const

/** The name of a queue. */
export type QueueName = (typeof queueNames)[number]

/** What jobs work with. */
export interface JobDeps {
  receive: ReceiveDeps
  pumps: Pumps
  /** Where Zalo is open. */
  zalo?: Pick<ZaloDesk, 'standing' | 'ask'>
  /** Reads the lists that are handed in at the console; where it is missing they wait. */
  sheets?: Sheets
}

/** One kind of work: where it queues, what it is told, and what it does. Run twice, it does no harm. */
export interface Job<N extends JobName> {
  name: N
  payload: z.ZodType<JobPayloads[N]>
  queue: QueueName
  /** Once a day at that hour, in Viet Nam. */
  daily?: number
  /** Once an hour at that minute, 0 to 45: what the schedule misses is made up for within the hour. */
  hourly?: number
  /** Every few seconds, in every process and without the queue: what there is to do stands in the database, and is done once. */
  often?: true
  run(payload: JobPayloads[N], deps: JobDeps): Promise<void>
}

/** Checks a job at compile time and hands it back. */
export function job<N extends JobName>(definition: Job<N>): Job<N> {
  return definition
}
