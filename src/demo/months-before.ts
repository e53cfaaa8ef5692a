import { addDays, addMonths, type Day, firstOfMonth } from '../domain/day.ts'
import type { Cells } from './build-demo.ts'

/** So many months the sample office has had its lists in before: enough for a line that goes somewhere. */
const monthsKept = 4

/** A list of loans as it was at the end of a month. */
export interface MonthsList {
  asOf: Day
  loans: Cells[]
}

/**
 * The lists of the months before, the oldest first: loans that were not lent yet are missing, what was repaid since stood out still, and
 * of those that are overdue today some were not. On what stands still by a decision nothing was repaid.
 */
export function listsBefore(loans: readonly Cells[], day: Day): MonthsList[] {
  const months = Array.from({ length: monthsKept }, (_, n) => monthsKept - n)
  return months.map((ago) => {
    const asOf = addDays(firstOfMonth(addMonths(day, 1 - ago)), -1)
    const lent = loans.filter(({ disbursed_on = '' }) => disbursed_on <= asOf)
    return { asOf, loans: lent.map((loan, place) => asItWas(loan, { asOf, ago, place })) }
  })
}

function asItWas(loan: Cells, { asOf, ago, place }: { asOf: Day; ago: number; place: number }): Cells {
  const [lent, left] = [Number(loan.principal_vnd), Number(loan.outstanding_vnd)]
  const repaid = loan.status === 'frozen' ? 0 : Math.round(((lent - left) * ago) / 12 / 100_000) * 100_000
  const outstanding = Math.min(lent, left + repaid)
  const was = { ...loan, as_of: asOf, outstanding_vnd: String(outstanding) }
  const inTime = loan.status === 'overdue' && place % monthsKept < ago
  return inTime ? { ...was, status: 'normal', overdue_vnd: '0' } : was
}
