import { z } from 'zod'
import { job } from './job.ts'

/** Each night: what stands out in every commune, so that a month can be compared with the one before. */
export default job({
  name: 'keep-months',
  payload: z.object({}),
  queue: 'loa-plan',
  daily: 2,
  run: async (_, { receive: { store } }) => {
    await store.transaction((tx) => tx.portfolio.keep())
  },
})
