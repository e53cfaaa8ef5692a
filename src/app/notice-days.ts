import { addDays, type Day, dayOf, hourOf } from '../domain/day.ts'
import { isQuietDay } from '../domain/reminder-day.ts'
import type { ClosedDays } from '../domain/working-calendar.ts'
import type { Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'

/** A notice waits at most so many days for one on which its household hears nothing else: our own number, within which nobody plans a way. */
const mostDays = 7

/** When a household hears of something: the day, and the delivery that is kept for it. */
export interface NoticeDay {
  day: Day
  deliveryId: string
}

/**
 * On which day each household is told of what happens on `on`, a household's one message of the day: today, or tomorrow where the office
 * writes no more tonight. Who has a message on that day already is told on the next one that is free, up to two days before. Who is left
 * out is to be told at once: what is about to happen waits for nothing.
 */
export async function noticeDays(
  tx: Tx,
  { householdIds, on, office, closed, at }: Notice,
): Promise<Map<string, NoticeDay>> {
  const found = new Map<string, NoticeDay>()
  for (const day of daysFor({ on, office, closed, at })) {
    const open = householdIds.filter((id) => !found.has(id))
    if (open.length === 0) break
    for (const [id, deliveryId] of await tx.reminders.claimDay(day, open)) found.set(id, { day, deliveryId })
  }
  return found
}

interface Notice {
  householdIds: readonly string[]
  /** The day that the notice is about. */
  on: Day
  office: Pick<Office, 'quietFrom'>
  closed: ClosedDays
  at: Date
}

/** The first day on which the office writes, then those that are no days off. */
function daysFor({ on, office, closed, at }: Omit<Notice, 'householdIds'>): Day[] {
  const first = hourOf(at) < office.quietFrom ? dayOf(at) : addDays(dayOf(at), 1)
  const later = Array.from({ length: mostDays - 1 }, (_, n) => addDays(first, n + 1))
  return [first, ...later.filter((day) => addDays(day, 1) < on && !isQuietDay(day, closed))]
}
