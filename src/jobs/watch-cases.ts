import { z } from 'zod'
import { closeSilentCases } from '../app/close-silent-cases.ts'
import { escalateCases } from '../app/escalate-cases.ts'
import { job } from './job.ts'

/** Each hour, soon after offices close: what nobody answered in time is raised, and what nobody spoke of any more is closed. */
export default job({
  name: 'watch-cases',
  payload: z.object({}),
  queue: 'loa-plan',
  hourly: 5,
  run: async (_, { receive }) => {
    await escalateCases(receive)
    await closeSilentCases(receive)
  },
})
