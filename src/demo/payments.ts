import { addDays, type Day } from '../domain/day.ts'
import type { LoanPlan } from './loan-plan.ts'
import { sessionDay } from './office.ts'
import { visitor } from './visitor.ts'

/** Of so many sample loans in good order one has paid at the session before; the visitor's have not. */
const oneIn = 3
/** The session before lies so many days back. */
const sessionDays = 30
/** What every second household puts into its savings with it, in dong. */
const savings = 50_000

/** What sample households paid at the session before the day of the demo, as rows of an import. `leaders` are their names, by group. */
export function paymentRows(
  loans: readonly LoanPlan[],
  { day, leaders }: { day: Day; leaders: ReadonlyMap<string, string> },
): Record<string, string>[] {
  const paying = loans.filter(
    ({ status, household, interestDue }, place) =>
      place % oneIn === 0 && status === 'normal' && interestDue > 0 && household.customerId !== visitor.customerId,
  )
  return paying.map(({ loanId, household, interestDue }, place) => ({
    payment_id: `GD${loanId.slice(-8)}`,
    loan_id: loanId,
    paid_on: addDays(sessionDay(household.group.point, day), -sessionDays),
    principal_vnd: '0',
    interest_vnd: String(interestDue),
    deposit_vnd: String((place % 2) * savings),
    collected_by: leaders.get(household.group.code) ?? '',
    receipt_no: String(place + 1).padStart(5, '0'),
    as_of: addDays(day, -1),
  }))
}
