import { fold } from '../domain/fold.ts'
import type { ImportWords } from '../domain/import-cells.ts'
import type { ImportKind } from '../domain/import-columns.ts'
import type { HouseholdRow, ImportRow, LoanRow } from '../domain/import-rows.ts'
import type { FoldedHouseholdRow, Imports, PutCounts, Putting } from '../ports/imports.ts'
import type { Tx } from '../ports/store.ts'
import { batchSize } from './import-check.ts'
import { batches, readLines, type Table } from './import-read.ts'
import { putPaperConsents } from './put-paper-consents.ts'

/** What writing a table came to. `households` were made from the lines of loans, `removed` are instalments no longer listed. */
export interface Written extends PutCounts {
  households: number
  removed: number
}

/** What an import writes. */
export type Writing = Pick<Tx, 'imports' | 'phoneAccounts' | 'consents'>

/** Reads a table again and writes its good lines, some at a time. `badLines` are passed over. */
export async function writeTable(
  table: Table,
  { tx, words, badLines, at }: { tx: Writing; words: ImportWords; badLines: ReadonlySet<number>; at: Date },
): Promise<Written> {
  const { imports } = tx
  const written: Written = { added: 0, changed: 0, unchanged: 0, older: 0, households: 0, removed: 0 }
  const how = { absent: table.absent, at }
  for await (const rows of batches(goodRows(table, { words, badLines }), batchSize)) {
    if (table.kind === 'loans') written.households += await addCustomers(imports, rows as LoanRow[], at)
    const counts = await putRows(tx, { kind: table.kind, rows, how })
    for (const key of ['added', 'changed', 'unchanged', 'older'] as const) written[key] += counts[key]
  }
  // With lines passed over, what is not listed may stand in them.
  const whole = badLines.size === 0 && written.added + written.changed + written.unchanged > 0
  if (table.kind === 'instalments' && whole) written.removed = await imports.dropOtherInstalments()
  return written
}

async function* goodRows(
  table: Table,
  { words, badLines }: { words: ImportWords; badLines: ReadonlySet<number> },
): AsyncGenerator<ImportRow[ImportKind], undefined> {
  for await (const line of readLines(table, words)) {
    if (badLines.has(line.line)) continue
    if ('bad' in line) throw new Error(`line ${line.line} was good when it was checked: the file has changed since`)
    yield line.row
  }
  return undefined
}

async function putRows(
  tx: Writing,
  { kind, rows, how }: { kind: ImportKind; rows: ImportRow[ImportKind][]; how: Putting },
): Promise<PutCounts> {
  const { imports } = tx
  if (kind === 'loans') return imports.putLoans(rows as LoanRow[], how)
  if (kind === 'groups') return imports.putGroups(rows as ImportRow['groups'][], how)
  if (kind === 'households') return imports.putHouseholds((rows as HouseholdRow[]).map(folded), how)
  if (kind === 'consents') return putPaperConsents(tx, { rows: rows as ImportRow['consents'][], at: how.at })
  if (kind === 'payments') return imports.putPayments(rows as ImportRow['payments'][], how)
  return imports.putInstalments(rows as ImportRow['instalments'][])
}

/** Makes the households of customers that nobody knows yet from the lines of their loans. */
async function addCustomers(imports: Imports, loans: LoanRow[], at: Date): Promise<number> {
  const known = await imports.known(
    'customers',
    loans.map((loan) => loan.customer_id),
  )
  const fresh = loans.flatMap((loan) => {
    const { customer_id, household_head, phone, commune_code, group_id } = loan
    if (known.has(customer_id) || household_head === undefined) return []
    const rest = { birth_year: undefined, hamlet: undefined, poverty_status: undefined, list_year: undefined }
    return [folded({ customer_id, household_head, phone, commune_code, group_id, ...rest })]
  })
  return fresh.length > 0 ? imports.addHouseholds(fresh, at) : 0
}

function folded(row: HouseholdRow): FoldedHouseholdRow {
  return { ...row, head_folded: fold(row.household_head) }
}
