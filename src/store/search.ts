import type { FoundApplication, FoundCase, FoundLoan, Search } from '../ports/search.ts'
import type { Db } from './db.ts'
import { householdsIn } from './scope.ts'

/**
 * Looking for a number in PostgreSQL. Requests and cases are found by their unique numbers, the end of a loan's number by an index of the
 * numbers written backwards.
 */
export function prismaSearch(db: Db): Search {
  return {
    loans: (scope, digits, limit) => db.$queryRaw<FoundLoan[]>`
      SELECT l.loan_code AS "loanCode", l.programme, l.status, h.id::text AS "householdId", h.head_name AS "headName", c.name AS commune
      FROM loan l JOIN household h ON h.id = l.household_id JOIN commune c ON c.id = h.commune_id
      WHERE reverse(l.loan_code) LIKE ${`${[...digits].reverse().join('')}%`} AND ${householdsIn(scope)}
      ORDER BY l.loan_code <> ${digits}, l.loan_code LIMIT ${limit}`,
    application: async (code) => {
      const row = await db.application.findUnique({ where: { code } })
      if (!row) return undefined
      const state = row.state as FoundApplication['state']
      return { id: row.id.toString(), code, programme: row.programme, state, ...placeOf(row) }
    },
    case: async (code) => {
      const row = await db.case.findUnique({ where: { code } })
      if (!row) return undefined
      return {
        ...{ id: row.id.toString(), code, kind: row.kind as FoundCase['kind'], state: row.state as FoundCase['state'] },
        ...placeOf(row),
        routedTo: row.routedTo as FoundCase['routedTo'],
        ...(row.alsoTo === null ? {} : { alsoTo: row.alsoTo as FoundCase['routedTo'] }),
      }
    },
  }
}

function placeOf({ officeId, communeId }: { officeId: number; communeId: number | null }) {
  return { officeId, ...(communeId === null ? {} : { communeId }) }
}
