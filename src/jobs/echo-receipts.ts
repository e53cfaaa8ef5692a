import { z } from 'zod'
import { echoReceipts } from '../app/echo-receipts.ts'
import { dayOf, readDay } from '../domain/day.ts'
import { job } from './job.ts'

/**
 * After a list of payments was taken in, and each morning after the reminders, for what had to wait: promises are settled by the new figures, and
 * households hear of payments that were booked.
 */
export default job({
  name: 'echo-receipts',
  payload: z.object({ day: z.string().exactOptional() }),
  queue: 'loa-plan',
  daily: 9,
  run: async ({ day }, { receive }) => {
    await receive.store.promises.settle(receive.clock.now())
    await echoReceipts(receive, readDay(day ?? '') ?? dayOf(receive.clock.now()))
  },
})
