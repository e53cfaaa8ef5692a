import { z } from 'zod'
import { planReminders } from '../app/plan-reminders.ts'
import { dayOf, readDay } from '../domain/day.ts'
import { job } from './job.ts'

/** Each morning, what is due. A run that was missed is made up for by the next: the plan asks what is not written yet. */
export default job({
  name: 'plan-reminders',
  payload: z.object({ day: z.string().exactOptional() }),
  queue: 'loa-plan',
  daily: 7,
  run: async ({ day }, { receive }) => {
    await planReminders(receive, { day: readDay(day ?? '') ?? dayOf(receive.clock.now()) })
  },
})
