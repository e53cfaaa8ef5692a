import type { Imports, Reference } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { closeGone, differenceOf, oneOffice } from './import-difference.ts'
import { elsewhere } from './import-elsewhere.ts'
import { putGroups } from './import-groups.ts'
import { addHouseholds, putHouseholds } from './import-households.ts'
import { keepImages } from './import-images.ts'
import { dropOtherInstalments, putInstalments } from './import-instalments.ts'
import { putLoans } from './import-loans.ts'
import { putPayments } from './import-payments.ts'
import { openNotes } from './import-touched.ts'
import { takeTurn } from './import-turn.ts'
import { putUnits } from './import-units.ts'
import type { Seal } from './seal.ts'

/** Writes the bank's lists into PostgreSQL: one statement for many rows, which travel as one JSON value. */
export function prismaImports(db: Db, seal: Seal): Imports {
  let noted = false
  const alone = async <T>(put: () => Promise<T>): Promise<T> => {
    await takeTurn(db)
    return put()
  }
  return {
    watch: () =>
      alone(async () => {
        await openNotes(db)
        noted = true
      }),
    difference: (counts) => differenceOf(db, counts),
    closeGone: () => closeGone(db),
    known: (what, codes) => known(db, what, codes),
    putUnits: (units) => putUnits(db, units),
    putGroups: (rows, how) => alone(() => putGroups(db, { rows, how, seal, noted })),
    putHouseholds: (rows, how) => alone(() => putHouseholds(db, { rows, how, seal, noted })),
    addHouseholds: (rows, at) => alone(() => addHouseholds(db, { rows, at, seal, noted })),
    putLoans: (rows, how) => alone(() => putLoans(db, { rows, how, noted })),
    putInstalments: (rows) => alone(() => putInstalments(db, { rows, noted })),
    dropOtherInstalments: () => dropOtherInstalments(db, noted),
    putPayments: (rows, how) => alone(() => putPayments(db, { rows, how, noted })),
    record: async ({ partOf, ...run }) => {
      const data = { ...run, ...(partOf === undefined ? {} : { partOf: key(partOf) }) }
      return (await db.importRun.create({ data })).id.toString()
    },
    keepImages: (runId) => keepImages(db, seal, key(runId)),
    oneOffice: () => oneOffice(db),
    elsewhere: (what, codes, scope) => elsewhere(db, { what, codes, scope }),
  }
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
