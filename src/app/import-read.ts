import type { Words } from '../conversation/words.ts'
import type { ImportWords } from '../domain/import-cells.ts'
import type { ImportKind } from '../domain/import-columns.ts'
import { type ImportRow, readRow } from '../domain/import-rows.ts'
import { plainText } from '../domain/plain-text.ts'
import type { Sheet } from '../ports/sheets.ts'

/** A sheet whose columns were found. `headers` leads from our column to the header in the file. */
export interface Table<K extends ImportKind = ImportKind> {
  kind: K
  sheet: Sheet
  headers: Record<string, string>
  absent: readonly string[]
}

/** One cell that cannot be taken, or one whole line, which has no column. */
export interface BadCell {
  /** The name of the sheet, empty for a text file. */
  sheet: string
  line: number
  /** The header as it stands in the file. */
  column?: string
  problem: Words
}

/** What a line of a file turned out to be. A `broken` file ends there, whatever should have come after. */
export type ReadLine<K extends ImportKind> =
  | { line: number; row: ImportRow[K] }
  | { line: number; bad: BadCell[]; broken: boolean }

/** Reads the lines of a table one after the other: never more than one is held. */
export async function* readLines<K extends ImportKind>(
  { kind, sheet, headers }: Table<K>,
  words: ImportWords,
): AsyncGenerator<ReadLine<K>, undefined> {
  const columns = Object.entries(headers)
  const placed = (line: number, problem: Words, column?: string): BadCell => ({
    sheet: sheet.name,
    line,
    problem,
    ...(column === undefined ? {} : { column }),
  })
  for await (const read of sheet.rows) {
    const { line } = read
    if ('problem' in read) {
      yield { line, bad: [placed(line, read.problem)], broken: read.broken }
      continue
    }
    const cells = Object.fromEntries(columns.map(([column, header]) => [column, plainText(read.cells[header] ?? '')]))
    const result = readRow(kind, cells, words)
    if ('row' in result) yield { line, row: result.row }
    else
      yield { line, broken: false, bad: result.bad.map((b) => placed(line, b.problem, headers[b.column] ?? b.column)) }
  }
  return undefined
}

/** Cuts a stream into batches of that many. */
export async function* batches<T>(stream: AsyncIterable<T>, size: number): AsyncGenerator<T[], undefined> {
  let batch: T[] = []
  for await (const item of stream) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
  return undefined
}
