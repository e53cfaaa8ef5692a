import { addDays, type Day, dayInMonth, monthOf, weekdayOf, yearOf } from '../../src/domain/day.ts'
import { holidayYears } from '../../src/domain/public-holidays.ts'
import type { ReminderKind } from '../../src/domain/reminder-plan.ts'
import type { Town, TownLoan, TownPoint } from './town.ts'

// What the planner should do, written down once more and in the plainest way: day by day, loan by loan, with none of its code.

/** A loan that a day is to remind of, or is to list with the reason why not. */
export interface Expected {
  loan: number
  kind: ReminderKind
}

/** The session of a month at a point. */
export function sessionAt(point: TownPoint, month: string): Day {
  return point.moved.get(month) ?? dayInMonth(Number(month.slice(0, 4)), Number(month.slice(5)), point.dayOfMonth)
}

/** A Sunday or a public holiday. */
export function isQuiet(day: Day): boolean {
  return weekdayOf(day) === 0 || isHoliday(day)
}

/** A public holiday. */
export function isHoliday(day: Day): boolean {
  return holidayYears[yearOf(day)]?.off[day] !== undefined
}

/** The months about a day, from one before to three after. */
export function monthsAbout(day: Day): string[] {
  return [-1, 0, 1, 2, 3].map((n) => {
    const month = yearOf(day) * 12 + monthOf(day) - 1 + n
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** All that a day is to speak of, or to list. */
export function expectedOn(town: Town, day: Day): Expected[] {
  const kinds = new Map<string, ReminderKind[]>()
  const interestAt = new Set<number>()
  for (const point of town.points)
    for (const month of monthsAbout(day)) {
      const session = sessionAt(point, month)
      const said = principalKinds.filter((kind) => daysFor(kind, session).includes(day))
      if (said.length > 0) kinds.set(`${point.id} ${month}`, said)
      if (daysFor('interest', session).includes(day)) interestAt.add(point.id)
    }
  const collected = collectedAfter(day)
  return town.loans.flatMap((loan) => {
    const known = town.known.get(loan.id)
    if (!known) return []
    const { point } = loan.household
    const month = known.nextDueDate?.slice(0, 7)
    const principal = month === undefined ? [] : (kinds.get(`${point} ${month}`) ?? [])
    const leader = loan.household.group === undefined ? undefined : town.groups[loan.household.group - 1]?.collectionDay
    const interest = leader === undefined ? interestAt.has(point) : collected.has(leader)
    return [
      ...principal.map((kind) => ({ loan: loan.id, kind })),
      ...(interest && known.interest > 0 ? [{ loan: loan.id, kind: 'interest' as const }] : []),
    ]
  })
}

const principalKinds: readonly ReminderKind[] = ['month_before', 'last_ask', 'soon', 'today', 'after']

/** The days of the month (1 to 28) on which leaders collect what that day reminds of. */
function collectedAfter(day: Day): Set<number> {
  const next = Array.from({ length: 40 }, (_, n) => addDays(day, n))
  return new Set(next.filter((one) => daysFor('interest', one).includes(day)).map((one) => Number(one.slice(8))))
}

/** The days on which a payment is spoken of as that kind. */
export function daysFor(kind: ReminderKind, pays: Day): Day[] {
  if (kind === 'after') {
    const open = [1, 2, 3].map((n) => addDays(pays, n)).filter((day) => !isQuiet(day))
    return open.length > 0 ? open : [firstOpen(addDays(pays, 4))]
  }
  const before: Partial<Record<ReminderKind, number>> = { month_before: 30, last_ask: 12, soon: 3, interest: 3 }
  let day = addDays(pays, -(before[kind] ?? 0))
  const ask = fiveWorkingDaysBefore(pays)
  if (kind === 'last_ask' && ask < day) day = ask
  while (isQuiet(day) && addDays(day, 1) !== pays) day = addDays(day, -1)
  return [day]
}

function firstOpen(day: Day): Day {
  return isQuiet(day) ? firstOpen(addDays(day, 1)) : day
}

function fiveWorkingDaysBefore(day: Day): Day {
  let [at, left] = [day, 5]
  while (left > 0) {
    at = addDays(at, -1)
    const worked = holidayYears[yearOf(at)]?.worked.includes(at) ?? false
    if (worked || (weekdayOf(at) > 0 && weekdayOf(at) < 6 && !isHoliday(at))) left -= 1
  }
  return at
}

/** True when the point of a loan meets on that day, and collects what is due next. */
export function meetsFor(town: Town, loan: TownLoan, day: Day): boolean {
  const due = loan.dues[0]
  return due !== undefined && sessionAt(town.points[loan.household.point - 1]!, due.slice(0, 7)) === day
}
