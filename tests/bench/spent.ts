import type { ChildProcess } from 'node:child_process'
import { childrenNamed, useOf } from './processes.ts'
import type { World } from './world.ts'

/** Processor seconds by who spent them. Where they come near twice the time that went by, two processors were full. */
export interface Spent {
  /** Of those that are measured: Loa itself, or what is measured beside it. */
  senders: number
  database: number
  redis: number
  platform: number
}

/** What was spent since they started; take the difference of two. Processes must still live. */
export function spentBy({ fake }: World, processes: readonly { child: ChildProcess }[]): Spent {
  const seconds = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + (useOf(pid).cpuSeconds ?? 0), 0)
  return {
    senders: seconds(processes.map(({ child }) => child.pid!)),
    database: seconds(childrenNamed('postgres')),
    redis: seconds(childrenNamed('redis-server')),
    platform: seconds([fake.pid]),
  }
}

/** What came to it between two readings. */
export function spentSince(before: Spent, after: Spent): Spent {
  const less = (who: keyof Spent) => Math.round((after[who] - before[who]) * 100) / 100
  return { senders: less('senders'), database: less('database'), redis: less('redis'), platform: less('platform') }
}

/** Microseconds of processor time for each of so many messages, without the platform's: unlike a pace it hardly depends on what else runs. */
export function microsecondsEach({ senders, database, redis }: Spent, count: number): number {
  return Math.round(((senders + database + redis) * 1e6) / count)
}
