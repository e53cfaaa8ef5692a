import { z } from 'zod'
import { decideTrials } from '../app/decide-trials.ts'
import { sendDueAnnouncements } from '../app/schedule-announcement.ts'
import { job } from './job.ts'

/** Sends announcements whose day and hour have come, and decides on those of which the first ones were sent. */
export default job({
  name: 'tend-announcements',
  payload: z.object({}),
  queue: 'loa-plan',
  often: true,
  run: async (_, { receive }) => {
    const { pages, ...deps } = receive
    await sendDueAnnouncements({ ...deps, ...(pages ? { publicUrl: pages.publicUrl } : {}) })
    await decideTrials(receive)
  },
})
