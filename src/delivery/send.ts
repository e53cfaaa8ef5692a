import type { Lane } from '../domain/delivery.ts'
import { pump } from './pump.ts'
import { type SendDeps, streams } from './stream.ts'

/** Sends what waits in those lanes, on all channels beside each other, until nothing is left that may go now. Returns how many were tried. */
export async function sendWaiting(deps: SendDeps, wanted: readonly Lane[]): Promise<number> {
  const ended = await Promise.allSettled(streams(deps, wanted).map((stream) => pump(deps, stream)))
  const broken = ended.find((e) => e.status === 'rejected')
  if (broken) throw broken.reason
  return ended.reduce((sum, e) => sum + (e.status === 'fulfilled' ? e.value : 0), 0)
}
