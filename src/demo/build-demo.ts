import { addDays, type Day } from '../domain/day.ts'
import { chanceOf } from './chance.ts'
import { householdRows, sampleHouseholds } from './households.ts'
import type { LoanPlan } from './loan-plan.ts'
import { sampleLoans } from './loans.ts'
import { groupRows, sampleUnits } from './office.ts'
import { paymentRows } from './payments.ts'

/** A row of an import: text by the columns of the contract. */
export type Cells = Record<string, string>

/** The sample office: its units, and its lists in the shape of imports. */
export interface DemoRows {
  units: ReturnType<typeof sampleUnits>
  groups: Cells[]
  households: Cells[]
  loans: Cells[]
  instalments: Cells[]
  payments: Cells[]
}

const seed = 20_261_122

/**
 * A made-up office modelled on Duy Tien as it stands on a day: one transaction point has its session on that day, another in
 * three days, the others later. The same day gives the same rows. Nobody in it is real.
 */
export function buildDemo(day: Day): DemoRows {
  const chance = chanceOf(seed)
  const households = sampleHouseholds(chance)
  const loans = sampleLoans(households, { day, chance })
  const groups = groupRows(day, chance)
  const leaders = new Map(groups.map((group) => [group.group_id ?? '', group.leader_name ?? '']))
  return {
    units: sampleUnits(day),
    groups,
    households: householdRows(households, day),
    loans: loans.map((loan) => loanRow(loan, addDays(day, -1))),
    instalments: loans.flatMap(({ loanId, instalments }) =>
      instalments.map(({ dueDate, principal }) => ({
        loan_id: loanId,
        due_date: dueDate,
        principal_vnd: String(principal),
      })),
    ),
    payments: paymentRows(loans, { day, leaders }),
  }
}

function loanRow({ household, instalments, ...loan }: LoanPlan, asOf: Day): Cells {
  const [next] = instalments
  const last = instalments.at(-1)
  if (!next || !last) throw new Error(`a sample loan without instalments: ${loan.loanId}`)
  return {
    loan_id: loan.loanId,
    customer_id: household.customerId,
    household_head: household.headName,
    phone: household.phone,
    programme: loan.programme,
    group_id: household.group.code,
    commune_code: household.group.communeCode,
    principal_vnd: String(loan.principal),
    disbursed_on: loan.disbursedOn,
    final_due_date: last.dueDate,
    rate_pct: String(loan.ratePct),
    overdue_rate_pct: String(loan.overdueRatePct),
    outstanding_vnd: String(loan.outstanding),
    overdue_vnd: String(loan.overdue),
    interest_due_vnd: String(loan.interestDue),
    next_due_date: next.dueDate,
    next_principal_vnd: String(next.principal),
    as_of: asOf,
    status: loan.status,
  }
}
