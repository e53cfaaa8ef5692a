import { z } from 'zod'
import { forgetOld } from '../app/forget-old.ts'
import { job } from './job.ts'

/** Each night: what is kept no longer goes, kind by kind (`domain/retention.ts`). A night that was missed is made up for by the next. */
export default job({
  name: 'forget-messages',
  payload: z.object({}),
  queue: 'loa-plan',
  daily: 3,
  run: async (_, { receive }) => {
    await forgetOld(receive)
  },
})
