import type { Words } from '../conversation/words.ts'

/** A row below the header, by the headers of the file. `line` is its line in a text file, its row in a workbook. */
export interface SheetRow {
  line: number
  cells: Record<string, string>
}

/** A sheet of a workbook, or the whole of a text file. */
export interface Sheet {
  /** The name of the sheet; empty for a text file. */
  name: string
  headers: string[]
  /**
   * Rows that are not empty, without space around their cells. Can be read again. A row that cannot be read is a `problem`;
   * with `broken` nothing comes after it, and what would have come is not known.
   */
  rows: AsyncIterable<SheetRow | { line: number; problem: Words; broken: boolean }>
}

/** What became of opening a file. */
export type OpenedSheets = { ok: true; sheets: Sheet[] } | { ok: false; problem: Words }

/** A file wherever it lies: its length in bytes, and any stretch of it from a place until before another. Can be read again. */
export interface StoredBytes {
  size: number
  read(from: number, until: number): AsyncIterable<Uint8Array>
}

/** Reads files of rows: CSV and XLSX, told apart by what is in them. A file on disk goes by its path. */
export interface Sheets {
  open(file: string | StoredBytes): Promise<OpenedSheets>
}
