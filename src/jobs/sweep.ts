import { receiveMessages } from '../app/receive-messages.ts'
import { sendWaiting } from '../delivery/send.ts'
import { lanes } from '../domain/delivery.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { JobDeps } from './job.ts'

/** An update that has waited for longer than this has lost its wake-up. */
const patienceMs = 3_000
/** Senders taken up in one sweep. */
const most = 500

/** What a sweep left running, so that the next one does not start it twice. */
export interface Sweeping {
  bulk?: Promise<void> | undefined
  /** Hears of a failure of what was left running, and of a sender who could not be answered: the others are not to wait for it. */
  onTrouble: (error: Error) => void
}

/**
 * Finds what waits without a wake-up and does it here and now: updates, replies whose time has come, chunks of dead holders.
 * It goes past the queue on purpose: a queue that was emptied, or that still believes in a dead worker, costs seconds and no message.
 */
export async function sweep({ receive, send, ledger }: JobDeps, sweeping: Sweeping): Promise<void> {
  const now = receive.clock.now()
  const stuck = await receive.store.inbox.stuck(new Date(now.getTime() - patienceMs), most)
  for (const sender of stuck) await receiveMessages(receive, sender).catch(sweeping.onTrouble)
  const ready = await ledger.ready(Object.keys(send.channels) as ChannelId[], receive.clock.now())
  if (ready.includes(lanes.reply)) await sendWaiting(send, [lanes.reply])
  if (ready.every((lane) => lane === lanes.reply) || sweeping.bulk) return
  sweeping.bulk = sendWaiting(send, [lanes.reminder, lanes.announcement])
    .then(() => {}, sweeping.onTrouble)
    .finally(() => {
      sweeping.bulk = undefined
    })
}
