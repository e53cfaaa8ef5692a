import { z } from 'zod'
import { sendWaiting } from '../delivery/send.ts'
import { lanes } from '../domain/delivery.ts'
import { job } from './job.ts'

/** Sends what waits: replies in one queue; reminders, then announcements, in another. One job of a lane waits at a time. */
export default job({
  name: 'send-batch',
  payload: z.object({ lane: z.number().int().min(0).max(2) }),
  queue: ({ lane }) => (lane === lanes.reply ? 'loa-replies' : 'loa-bulk'),
  id: ({ lane }) => (lane === lanes.reply ? undefined : 'bulk'),
  run: async ({ lane }, { send }) => {
    await sendWaiting(send, lane === lanes.reply ? [lanes.reply] : [lanes.reminder, lanes.announcement])
  },
})
