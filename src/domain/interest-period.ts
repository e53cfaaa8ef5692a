import { addMonths, type Day, dayInMonth, daysBetween, monthOf, yearOf } from './day.ts'
import { type SessionCalendar, sessionOf } from './transaction-day.ts'

/** A stretch for which interest is collected: from one day of collection to the next, with its days. */
export interface InterestPeriod {
  from: Day
  to: Day
  days: number
}

/** When interest is collected: by the leader on a day of the month, else at the sessions. */
export interface Collections {
  collectionDay?: number
  sessions: SessionCalendar
}

/** The period that is collected next, on that day or later, and the one before it. */
export function interestPeriods(collections: Collections, day: Day): { now: InterestPeriod; before: InterestPeriod } {
  const first = `${day.slice(0, 7)}-01` as Day
  const days = [-4, -3, -2, -1, 0, 1, 2].map((n) => collectedIn(collections, addMonths(first, n))).sort()
  const at = days.findIndex((one) => one >= day)
  const [start, last, next] = [days[at - 2], days[at - 1], days[at]]
  if (!start || !last || !next) throw new Error(`no collection within two months of ${day}`)
  return { now: period(last, next), before: period(start, last) }
}

/**
 * True for a question why interest, or what is to be paid, is more or other than before: "sao tháng này nhiều hơn", "lai sao cao the".
 * `said`: what was typed, folded.
 */
export function asksWhyMore(said: string): boolean {
  return asks.test(said) && differs.test(said) && isMoney.test(said)
}

const asks = /\b(?:sao|vi sao|tai sao|lam sao|co nham|tinh nham|tinh sai|why|how come)\b/
const differs = /\b(?:nhieu|cao|tang|hon|them|khac|lech|dat|more|higher|different|increase[ds]?|up|so much)\b/
const isMoney = /\b(?:lai|tien|dong|tra|nop|thu|ky nay|thang nay|thang truoc|interest|pay|amount|month|bill)\b/

function collectedIn({ collectionDay, sessions }: Collections, first: Day): Day {
  return collectionDay === undefined
    ? sessionOf(sessions, first)
    : dayInMonth(yearOf(first), monthOf(first), collectionDay)
}

function period(from: Day, to: Day): InterestPeriod {
  return { from, to, days: daysBetween(from, to) }
}
