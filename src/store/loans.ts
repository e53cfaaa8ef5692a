import type { LoanStatus } from '../domain/loan.ts'
import type { DueAt, DueLoan, Loan, Loans } from '../ports/loans.ts'
import { Prisma, type Loan as Row } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { payers } from './units.ts'

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
    dueAt: (places, householdId) => dueAt(db, places, householdId),
    dueNowhere: async ({ from, until }) => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) AS count FROM commune c JOIN household h ON h.commune_id = c.id
        LEFT JOIN savings_credit_group g ON g.id = h.group_id
        JOIN loan l ON l.household_id = h.id AND l.next_due_date BETWEEN ${from}::date AND ${until}::date AND l.status = 'normal'
        WHERE g.point_id IS NULL AND NOT EXISTS (SELECT FROM transaction_point p WHERE p.commune_id = c.id)`
      return Number(row?.count ?? 0)
    },
  }
}

/**
 * From each point to its households, and from each household to what it has to pay. OFFSET 0 keeps these steps apart: each goes by
 * its index, and no guess at the number of rows makes PostgreSQL read all households or all loans instead.
 */
async function dueAt(db: Db, places: readonly DueAt[], householdId: string | undefined): Promise<DueLoan[]> {
  const ofOne = householdId === undefined ? Prisma.empty : Prisma.sql`AND household_id = ${key(householdId)}`
  const numbered = places.map((place, at) => ({ ...place, at }))
  const rows = await db.$queryRaw<(Omit<DueLoan, 'loanId'> & { id: bigint })[]>`
    SELECT due.id, payer.head_name AS "headName", c.office_id AS "officeId", place.at
    FROM jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) AS place("pointId" int, "from" date, "until" date, at int)
    CROSS JOIN LATERAL (
      SELECT * FROM (${payers}) AS all_payers WHERE point_id = place."pointId" ${ofOne} OFFSET 0) AS payer
    CROSS JOIN LATERAL (
      SELECT l.id FROM loan l WHERE l.household_id = payer.household_id
        AND l.next_due_date BETWEEN place."from" AND place."until" AND l.status <> 'closed' OFFSET 0) AS due
    JOIN commune c ON c.id = payer.commune_id
    ORDER BY due.id`
  return rows.map(({ id, ...row }) => ({ loanId: id.toString(), ...row }))
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
