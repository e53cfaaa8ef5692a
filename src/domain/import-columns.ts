import type { Problem } from './import-cells.ts'
import { importRows } from './import-rows.ts'

/** What a file can hold: one of the kinds of rows of the register. */
export const importKinds = ['loans', 'households', 'groups', 'instalments', 'consents', 'payments'] as const

/** One of `importKinds`. */
export type ImportKind = (typeof importKinds)[number]

/** How the headers of a file lead to our columns, and which of ours it does not have. */
export interface ColumnMap {
  /** Our column to the header as it stands in the file. */
  headers: Record<string, string>
  /** Columns that may be missing, and are: what the register has is kept. */
  absent: string[]
  /** Columns that must be there and are not, and columns that are there twice. */
  bad: { column: string; problem: Problem }[]
}

/** The columns of a kind, in the order of the contract. */
export function columnsOf(kind: ImportKind): string[] {
  return Object.keys(importRows[kind].cells)
}

/**
 * Finds our columns among the headers of a file. `read` leads from a header to the column that it names, undefined for a
 * header that is not ours: those columns are passed over.
 */
export function mapColumns(
  kind: ImportKind,
  file: { headers: readonly string[]; read: (header: string) => string | undefined },
): ColumnMap {
  const found: ColumnMap = { headers: {}, absent: [], bad: [] }
  for (const header of file.headers) {
    const column = file.read(header)
    if (column === undefined) continue
    const earlier = found.headers[column]
    if (earlier !== undefined) found.bad.push({ column: header, problem: doubled(earlier) })
    found.headers[column] = header
  }
  for (const column of columnsOf(kind).filter((column) => !(column in found.headers))) {
    if (importRows[kind].mayMiss.has(column)) found.absent.push(column)
    else found.bad.push({ column, problem: { key: 'import:problems.column_missing' } })
  }
  return found
}

function doubled(earlier: string): Problem {
  return { key: 'import:problems.column_doubled', with: { other: earlier } }
}
