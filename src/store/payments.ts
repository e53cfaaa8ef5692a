import type { Payment, Payments } from '../ports/payments.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** The payments of households, kept in PostgreSQL. */
export function prismaPayments(db: Db): Payments {
  return {
    paidSinceFigures: async (loanIds) => {
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        SELECT l.id FROM loan l WHERE l.id = ANY(${loanIds.map(key)}::bigint[]) AND ${paidSinceFigures}`
      return new Set(rows.map(({ id }) => id.toString()))
    },
    ofLoans: async (loanIds, since) => {
      const where = { loanId: { in: loanIds.map(key) }, paidOn: { gte: columnOf(since) } }
      const rows = await db.payment.findMany({
        where,
        orderBy: [{ paidOn: 'desc' }, { id: 'desc' }],
        include: withLoan,
      })
      return rows.map(paymentOf)
    },
  }
}

/** Of a loan `l`: something was paid after the day of its figures. What only went into savings changes no debt. */
export const paidSinceFigures = Prisma.sql`EXISTS (
  SELECT FROM payment p WHERE p.loan_id = l.id AND p.paid_on > l.as_of AND p.principal + p.interest > 0)`

const withLoan = { loan: { select: { loanCode: true, householdId: true } } } as const satisfies Prisma.PaymentInclude

function paymentOf({ loan, echoedAt: _, ...row }: Prisma.PaymentGetPayload<{ include: typeof withLoan }>): Payment {
  return {
    ...row,
    id: row.id.toString(),
    loanId: row.loanId.toString(),
    loanCode: loan.loanCode,
    householdId: loan.householdId.toString(),
    paidOn: dayFrom(row.paidOn),
    principal: Number(row.principal),
    interest: Number(row.interest),
    deposit: Number(row.deposit),
    asOf: dayFrom(row.asOf),
  }
}
