import { z } from 'zod'
import { workImports } from '../app/import-work.ts'
import { job } from './job.ts'

/** A file of the console is compared with the register or applied. Each hour whatever lost its wake-up, and what is kept no longer goes. Payments may have come. */
export default job({
  name: 'work-imports',
  payload: z.object({ fileId: z.string().exactOptional() }),
  queue: 'loa-plan',
  hourly: 35,
  run: async (which, { receive, sheets }) => {
    if (sheets) await workImports({ ...receive, sheets }, which)
    await receive.jobs.wake('echo-receipts', {})
  },
})
