import { type Day, daysBetween } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** Interest of an ordinary month: a twelfth of a year's, whole dong. The bank counts days, so single months differ a little. */
export function monthlyInterestDong(principal: Dong, ratePct: number): Dong {
  return Math.round((principal * ratePct) / 1200)
}

/** Interest from one day to another as the bank reckons it: simple, by days, on a year of 365. Whole dong. */
export function interestDong(principal: Dong, ratePct: number, span: { from: Day; to: Day }): Dong {
  return Math.round((principal * ratePct * Math.max(0, daysBetween(span.from, span.to))) / 36_500)
}
