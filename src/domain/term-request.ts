import { type Day, yearOf } from './day.ts'
import { type LoanStatus, remindsOrdinarily } from './loan.ts'
import { holidayYears } from './public-holidays.ts'
import { addWorkingDays, type ClosedDays } from './working-calendar.ts'

/**
 * Working days before the day of payment by which a household asks for more time: the practice of offices since letter 597/NHCS-TDNN of
 * 30 January 2026, as their notes tell it; the letter itself was not read. It is told as a practice, and never refuses anybody.
 */
export const askWorkingDays = 5

/** Which paper it becomes: 08/TD moves one instalment, 09/TD the end of the loan. */
export type TermChange = 'instalment_change' | 'extension'

/** The last day on which asking is still in time for a payment on that day. Undefined where the holidays of a year in between are not known. */
export function askBy(paysOn: Day, closed?: ClosedDays): Day | undefined {
  const day = addWorkingDays(paysOn, -askWorkingDays, closed)
  return holidayYears[yearOf(day)] && holidayYears[yearOf(paysOn)] ? day : undefined
}

/** What falls due last is the end of the loan. */
export function termChangeOf({ nextDueDate, finalDueDate }: { nextDueDate?: Day; finalDueDate: Day }): TermChange {
  return nextDueDate !== undefined && nextDueDate < finalDueDate ? 'instalment_change' : 'extension'
}

/** True while a loan that is paid as usual may still be put off: until its day of payment. What is late by then is told, not refused. */
export function mayAskMoreTime({ status, paysOn }: { status: LoanStatus; paysOn?: Day }, today: Day): boolean {
  return remindsOrdinarily(status) && paysOn !== undefined && paysOn >= today
}
