import { receiveMessages } from '../app/receive-messages.ts'
import { lanes } from '../domain/delivery.ts'
import type { JobDeps } from './job.ts'

/** An update that has waited for longer than this has lost its wake-up. */
const patienceMs = 3_000
/** Senders taken up in one sweep, and how many of them beside each other. */
const most = 500
const beside = 8

/**
 * Finds what waits without a wake-up: updates, replies and retries whose time has come, stretches of dead holders.
 * It goes past the queue on purpose: a queue that was emptied, or that still believes in a dead worker, costs seconds and no message.
 * One sender who cannot be answered does not keep the others waiting; `onTrouble` hears of it.
 */
export async function sweep({ receive, pumps }: JobDeps, onTrouble: (error: Error) => void): Promise<void> {
  for (const lane of Object.values(lanes)) pumps.wake(lane)
  const stuck = await receive.store.inbox.stuck(new Date(receive.clock.now().getTime() - patienceMs), most)
  const rest = stuck.values()
  const answer = async () => {
    for (const sender of rest) await receiveMessages(receive, sender).catch(onTrouble)
  }
  await Promise.all(Array.from({ length: beside }, answer))
}
