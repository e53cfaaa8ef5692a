import { z } from 'zod'
import { remindSitters } from '../app/remind-sitters.ts'
import { dayOf, readDay } from '../domain/day.ts'
import { job } from './job.ts'

/** Each morning, after the reminders of repayments: whoever sits on a request is told. A run that was missed is made up for by the next. */
export default job({
  name: 'remind-sitters',
  payload: z.object({ day: z.string().exactOptional() }),
  queue: 'loa-plan',
  daily: 8,
  run: async ({ day }, { receive }) => {
    await remindSitters(receive, readDay(day ?? '') ?? dayOf(receive.clock.now()))
  },
})
