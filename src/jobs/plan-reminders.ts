import { z } from 'zod'
import { planReminders } from '../app/plan-reminders.ts'
import { planToday } from '../app/plan-today.ts'
import { atHour, dayOf, readDay } from '../domain/day.ts'
import { job } from './job.ts'

/** Before this hour a day is not planned: figures that come in overnight are still to be looked at. */
const firstHour = 7

/**
 * What is due, from the morning on, and every hour anew: a message that figures of the day have overtaken was not sent, and is written by
 * the new ones. A run that was missed is made up for by the next, and so is a day: the plan asks what is not written yet.
 */
export default job({
  name: 'plan-reminders',
  payload: z.object({ day: z.string().exactOptional() }),
  queue: 'loa-plan',
  hourly: 0,
  run: async ({ day: named }, { receive }) => {
    const now = receive.clock.now()
    const day = readDay(named ?? '')
    if (day !== undefined) await planReminders(receive, { day })
    else if (now >= atHour(dayOf(now), firstHour)) await planToday(receive)
  },
})
