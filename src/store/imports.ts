import type { Imports, Reference } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { putGroups } from './import-groups.ts'
import { addHouseholds, putHouseholds } from './import-households.ts'
import { dropOtherInstalments, putInstalments } from './import-instalments.ts'
import { putLoans } from './import-loans.ts'
import { putUnits } from './import-units.ts'
import type { Seal } from './seal.ts'

/** Writes the bank's lists into PostgreSQL: one statement for many rows, which travel as one JSON value. */
export function prismaImports(db: Db, seal: Seal): Imports {
  return {
    known: (what, codes) => known(db, what, codes),
    putUnits: (units) => putUnits(db, units),
    putGroups: (rows, how) => alone(db, () => putGroups(db, { rows, how, seal })),
    putHouseholds: (rows, how) => alone(db, () => putHouseholds(db, { rows, how, seal })),
    addHouseholds: (rows, at) => alone(db, () => addHouseholds(db, { rows, at, seal })),
    putLoans: (rows, how) => alone(db, () => putLoans(db, { rows, how })),
    putInstalments: (rows) => alone(db, () => putInstalments(db, rows)),
    dropOtherInstalments: () => dropOtherInstalments(db),
    record: async (run) => {
      await db.importRun.create({ data: run })
    },
  }
}

// The number under which imports take turns, until their transaction ends: two that write the same rows in another order
// would block each other for good.
const TURN = 726_001

async function alone<T>(db: Db, put: () => Promise<T>): Promise<T> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${TURN}::bigint)`
  return put()
}

const places: Record<Reference, { table: string; column: string; with?: string }> = {
  communes: { table: 'commune', column: 'code' },
  groups: { table: 'savings_credit_group', column: 'code' },
  points: { table: 'transaction_point', column: 'code' },
  customers: { table: 'household', column: 'customer_id' },
  households: { table: 'household', column: 'customer_id' },
  phones: { table: 'household', column: 'customer_id', with: 'phone_sealed' },
  loans: { table: 'loan', column: 'loan_code' },
}

async function known(db: Db, what: Reference, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const { table: place, column: name, with: filled = name } = places[what]
  const [table, column, given] = [Prisma.raw(place), Prisma.raw(name), Prisma.raw(filled)]
  const rows = await db.$queryRaw<{ code: string }[]>`
    SELECT ${column} AS code FROM ${table} WHERE ${column} = ANY(${codes}::text[]) AND ${given} IS NOT NULL`
  return new Set(rows.map(({ code }) => code))
}
