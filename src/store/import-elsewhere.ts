import type { Scope } from '../domain/staff.ts'
import type { Reference } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

/** Where each kind of code stands, and how its row leads to its commune, `c`. */
const places: Record<Reference | 'payments', { code: string; from: string }> = {
  communes: { code: 'c.code', from: 'commune c' },
  groups: { code: 'g.code', from: 'savings_credit_group g JOIN commune c ON c.id = g.commune_id' },
  points: { code: 'p.code', from: 'transaction_point p JOIN commune c ON c.id = p.commune_id' },
  customers: { code: 'h.customer_id', from: 'household h JOIN commune c ON c.id = h.commune_id' },
  households: { code: 'h.customer_id', from: 'household h JOIN commune c ON c.id = h.commune_id' },
  phones: { code: 'h.customer_id', from: 'household h JOIN commune c ON c.id = h.commune_id' },
  loans: { code: 'l.loan_code', from: 'loan l JOIN commune c ON c.id = l.commune_id' },
  payments: {
    code: 'y.payment_code',
    from: 'payment y JOIN loan l ON l.id = y.loan_id JOIN commune c ON c.id = l.commune_id',
  },
}

/** Those of the codes that the register has, but outside a stretch of the bank: whoever sees only that stretch may not write them. */
export async function elsewhere(
  db: Db,
  { what, codes, scope }: { what: Reference | 'payments'; codes: readonly string[]; scope: Scope },
): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const { code, from } = places[what]
  const office = scope.officeId === undefined ? Prisma.sql`false` : Prisma.sql`c.office_id <> ${scope.officeId}`
  const commune = scope.communeId === undefined ? Prisma.sql`false` : Prisma.sql`c.id <> ${scope.communeId}`
  const rows = await db.$queryRaw<{ code: string }[]>`
    SELECT ${Prisma.raw(code)} AS code FROM ${Prisma.raw(from)}
    WHERE ${Prisma.raw(code)} = ANY(${codes}::text[]) AND (${office} OR ${commune})`
  return new Set(rows.map((row) => row.code))
}
