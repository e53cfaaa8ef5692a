import { z } from 'zod'
import { forgetMessages } from '../app/forget-messages.ts'
import { job } from './job.ts'

/** Each night: what was promised to be kept for a year is kept no longer. A night that was missed is made up for by the next. */
export default job({
  name: 'forget-messages',
  payload: z.object({}),
  queue: 'loa-plan',
  daily: 3,
  run: async (_, { receive }) => {
    await forgetMessages(receive)
  },
})
