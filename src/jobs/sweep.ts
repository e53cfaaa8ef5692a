import { z } from 'zod'
import type { ChannelId } from '../ports/channel.ts'
import { job } from './job.ts'

/** An update that has waited for longer than this has lost its wake-up. */
const patienceMs = 3_000
/** Senders woken in one sweep. */
const most = 500

/** Finds what waits without a wake-up: updates, chunks whose time has come, leases of dead holders. It is what makes the queue disposable. */
export default job({
  name: 'sweep',
  payload: z.record(z.string(), z.never()),
  queue: () => 'loa-plan',
  id: () => 'sweep',
  run: async (_, { receive: { store, jobs, clock }, send, ledger }) => {
    const now = clock.now()
    const stuck = await store.inbox.stuck(new Date(now.getTime() - patienceMs), most)
    for (const { channel, address } of stuck) await jobs.wake('receive-message', { channel, address })
    const ready = await ledger.ready(Object.keys(send.channels) as ChannelId[], now)
    for (const lane of ready) await jobs.wake('send-batch', { lane })
  },
})
