import { z } from 'zod'
import { keepPackage } from '../app/keep-package.ts'
import { job } from './job.ts'

/** Each hour, where Zalo is open: how many messages its package still holds. */
export default job({
  name: 'keep-package',
  payload: z.object({}),
  queue: 'loa-plan',
  hourly: 20,
  run: async (_, { receive, zalo }) => {
    if (zalo) await keepPackage({ store: receive.store, zalo })
  },
})
