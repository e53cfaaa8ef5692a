import type { ImportWords } from '../domain/import-cells.ts'
import type { ImportKind } from '../domain/import-columns.ts'
import { type GroupRow, type ImportRow, importRows, type LoanRow } from '../domain/import-rows.ts'
import type { Scope } from '../domain/staff.ts'
import type { Imports, Reference } from '../ports/imports.ts'
import { type BadCell, batches, type ReadLine, readLines, type Table } from './import-read.ts'

/** What checking a table came to. `badLines` are those that must not be written. */
export interface Checked {
  lines: number
  badLines: ReadonlySet<number>
  /** The file could not be read to its end: nothing of it may be used. */
  broken: boolean
  /** True for the id of a good line, the loan id of a table of loans: instalments may name it. */
  brings(id: string): boolean
}

/**
 * What a check needs beside the table. `brings` knows the loans that the file itself brings. `onBad` hears of every bad cell at once.
 * With a `scope`, rows that belong to others are bad.
 */
export interface Checking {
  imports: Pick<Imports, 'known' | 'elsewhere'>
  scope?: Scope
  words: ImportWords
  brings?: (id: string) => boolean
  onBad: (bad: BadCell) => void
}

/** How many rows are looked up or written at a time. Beyond some hundreds more rows win no time, only cost memory. */
export const batchSize = 300

/**
 * Reads a table from its first to its last line and names all that is wrong with it: cells, lines that are there twice,
 * and references that nobody knows. Keeps the ids of the lines, not the lines.
 */
export async function checkTable<K extends ImportKind>(table: Table<K>, checking: Checking): Promise<Checked> {
  const bad = new Set<number>()
  const lineOf = new Map<string, number>()
  const brings = (id: string) => lineOf.has(id) && !bad.has(lineOf.get(id) ?? 0)
  const checked = { lines: 0, badLines: bad, broken: false, brings }
  const twice = sameLineTwice(table, lineOf)
  const unknown = unknownReferences(table, checking)
  const foreign = foreignRows(table, checking)
  for await (const batch of batches(readLines(table, checking.words), batchSize)) {
    const found = await unknown(batch)
    for (const [line, cells] of await foreign(batch)) found.set(line, [...(found.get(line) ?? []), ...cells])
    for (const line of batch) {
      checked.lines += 1
      const cells = 'bad' in line ? line.bad : [...twice(line), ...(found.get(line.line) ?? [])]
      for (const cell of cells) checking.onBad(cell)
      if (cells.length > 0) bad.add(line.line)
      if ('bad' in line && line.broken) checked.broken = true
    }
  }
  return checked
}

type GoodLine<K extends ImportKind> = Extract<ReadLine<K>, { row: unknown }>

/** Finds lines that say something of what an earlier line speaks of, and points with two days in one list of groups. */
function sameLineTwice<K extends ImportKind>(
  table: Table<K>,
  lineOf: Map<string, number>,
): (line: GoodLine<K>) => BadCell[] {
  const pointDays = new Map<string, { day: number; line: number }>()
  const { identity } = importRows[table.kind]
  return ({ line, row }) => {
    const values = row as Record<string, unknown>
    const id = identity.map((column) => values[column]).join(' ')
    const first = lineOf.get(id)
    if (first === undefined) lineOf.set(id, line)
    const doubled =
      first === undefined
        ? []
        : [cellOf(table, { line, column: identity[0], key: 'twice', with: { line: String(first) } })]
    return table.kind === 'groups'
      ? [...doubled, ...otherDay(table, { line, row: row as GroupRow, pointDays })]
      : doubled
  }
}

function otherDay(
  table: Table,
  { line, row, pointDays }: { line: number; row: GroupRow; pointDays: Map<string, { day: number; line: number }> },
): BadCell[] {
  const point = row.transaction_point_id
  if (point === undefined) return []
  const first = pointDays.get(point) ?? { day: row.transaction_day, line }
  pointDays.set(point, first)
  if (first.day === row.transaction_day) return []
  return [
    cellOf(table, {
      line,
      column: 'transaction_day',
      key: 'other_day',
      with: { point, day: first.day, line: String(first.line) },
    }),
  ]
}

const references: Record<ImportKind, [column: string, what: Reference][]> = {
  loans: [
    ['commune_code', 'communes'],
    ['group_id', 'groups'],
    ['customer_id', 'customers'],
  ],
  households: [
    ['commune_code', 'communes'],
    ['group_id', 'groups'],
  ],
  groups: [
    ['commune_code', 'communes'],
    ['transaction_point_id', 'points'],
  ],
  instalments: [['loan_id', 'loans']],
  consents: [
    ['customer_id', 'households'],
    ['customer_id', 'phones'],
  ],
  payments: [['loan_id', 'loans']],
}

/** Finds references that nobody knows, by line. A customer is made from a loan's own line where that names its head. */
function unknownReferences<K extends ImportKind>(table: Table<K>, { imports, brings }: Checking) {
  return async (batch: ReadLine<K>[]): Promise<Map<number, BadCell[]>> => {
    const bad = new Map<number, BadCell[]>()
    const lines = batch.flatMap((line) => ('row' in line ? [line] : []))
    for (const [column, what] of references[table.kind]) {
      const codes = new Set(lines.flatMap((line) => codeIn(column)(line) ?? []))
      const known = await imports.known(what, [...codes])
      for (const line of lines) {
        const code = codeIn(column)(line)
        if (code === undefined || known.has(code) || brings?.(code) || bringsCustomer(what, line.row)) continue
        // Whoever is not known has no number either: once is enough.
        if (what === 'phones' && bad.has(line.line)) continue
        const cell = cellOf(table, { line: line.line, column, key: `unknown_${what}`, with: { value: code } })
        bad.set(line.line, [...(bad.get(line.line) ?? []), cell])
      }
    }
    return bad
  }
}

/** What names a row of each kind, and what it belongs to: nobody writes into what is another office's. */
const belongings: Record<ImportKind, [column: string, what: Reference | 'payments'][]> = {
  loans: [...references.loans, ['loan_id', 'loans']],
  households: [...references.households, ['customer_id', 'customers']],
  groups: [...references.groups, ['group_id', 'groups']],
  instalments: references.instalments,
  consents: [['customer_id', 'households']],
  payments: [...references.payments, ['payment_id', 'payments']],
}

/** Finds rows of others, by line. */
function foreignRows<K extends ImportKind>(table: Table<K>, { imports, scope }: Checking) {
  return async (batch: ReadLine<K>[]): Promise<Map<number, BadCell[]>> => {
    const bad = new Map<number, BadCell[]>()
    if (!scope) return bad
    const lines = batch.flatMap((line) => ('row' in line ? [line] : []))
    for (const [column, what] of belongings[table.kind]) {
      const codes = new Set(lines.flatMap((line) => codeIn(column)(line) ?? []))
      const foreign = await imports.elsewhere(what, [...codes], scope)
      for (const line of lines) {
        const code = codeIn(column)(line)
        if (code === undefined || !foreign.has(code)) continue
        const cell = cellOf(table, { line: line.line, column, key: 'not_yours', with: { value: code } })
        bad.set(line.line, [...(bad.get(line.line) ?? []), cell])
      }
    }
    return bad
  }
}

function codeIn(column: string) {
  return (line: { row: ImportRow[ImportKind] }) => (line.row as Record<string, unknown>)[column] as string | undefined
}

function bringsCustomer(what: Reference, row: ImportRow[ImportKind]): boolean {
  return what === 'customers' && (row as LoanRow).household_head !== undefined
}

function cellOf(
  { sheet, headers }: Table,
  bad: { line: number; column: string | undefined; key: string; with: Record<string, string | number> },
): BadCell {
  const column = bad.column ?? ''
  const problem = { key: `import:problems.${bad.key}`, with: bad.with }
  return { sheet: sheet.name, line: bad.line, column: headers[column] ?? column, problem }
}
