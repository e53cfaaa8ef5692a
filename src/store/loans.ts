import type { LoanStatus } from '../domain/loan.ts'
import type { Loan, Loans } from '../ports/loans.ts'
import type { Loan as Row } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** The loans of the bank, kept in PostgreSQL. */
export function prismaLoans(db: Db): Loans {
  return {
    find: async (id) => {
      const row = await db.loan.findUnique({ where: { id: key(id) } })
      return row ? loanOf(row) : undefined
    },
    ofHousehold: async (householdId) => {
      const where = { householdId: key(householdId) }
      return (await db.loan.findMany({ where, orderBy: [{ disbursedOn: 'asc' }, { id: 'asc' }] })).map(loanOf)
    },
    findAll: async (ids) =>
      (await db.loan.findMany({ where: { id: { in: ids.map(key) } }, orderBy: { id: 'asc' } })).map(loanOf),
  }
}

function loanOf(row: Row): Loan {
  return {
    id: row.id.toString(),
    loanCode: row.loanCode,
    householdId: row.householdId.toString(),
    programme: row.programme,
    ...(row.groupId === null ? {} : { groupId: row.groupId }),
    communeId: row.communeId,
    principal: whole(row.principal),
    disbursedOn: dayFrom(row.disbursedOn),
    finalDueDate: dayFrom(row.finalDueDate),
    ratePct: row.ratePct.toNumber(),
    overdueRatePct: row.overdueRatePct.toNumber(),
    outstanding: whole(row.outstanding),
    overdue: whole(row.overdue),
    interestDue: whole(row.interestDue),
    ...(row.nextDueDate === null ? {} : { nextDueDate: dayFrom(row.nextDueDate) }),
    ...(row.nextPrincipal === null ? {} : { nextPrincipal: whole(row.nextPrincipal) }),
    asOf: dayFrom(row.asOf),
    status: row.status as LoanStatus,
  }
}

function whole(amount: bigint): number {
  const dong = Number(amount)
  if (!Number.isSafeInteger(dong)) throw new Error(`an amount that no number holds exactly: ${amount}`)
  return dong
}
