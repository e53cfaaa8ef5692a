import { flow } from '../conversation/flow.ts'
import type { Given } from '../conversation/question.ts'
import { saidDay } from '../conversation/said-day.ts'
import { addDays, type Day } from '../domain/day.ts'
import { farthestPromise } from '../domain/farthest-promise.ts'
import type { SpokenLimits } from '../domain/spoken-day.ts'

/** Who said that they will pay may say on which day: then they hear of it once, on that morning. */
export const promise = flow({
  id: 'promise',
  first: 'day',
  questions: { day: saidDay(ahead) },
  outcomes: ['named', 'open'],
  route: { day: [{ when: (a) => a.day === '', go: 'open' }, { go: 'named' }] },
})

function ahead({ today }: Given): SpokenLimits {
  const day = String(today) as Day
  return { today: day, toward: 'ahead', min: day, max: addDays(day, farthestPromise) }
}
