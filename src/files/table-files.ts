import { setImmediate as pause } from 'node:timers/promises'
import type { Table, TableCell, TableFiles } from '../ports/table-files.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Writes lists as CSV and XLSX. In both, text that a spreadsheet would take for a formula is made plain text. */
export function tableFiles(): TableFiles {
  return { write: (table, format) => (format === 'csv' ? csvOf(table) : writeXlsx(madeHarmless(table))) }
}

/** Text that begins like a formula, also behind space, is led by an apostrophe: OWASP, "CSV Injection". */
export function harmless(text: string): string {
  return /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) ? `'${text}` : text
}

/** Moments are written in the time of Viet Nam, which is seven hours ahead all year. */
const vietNamMs = 7 * 3_600_000

function inVietNam(at: Date): Date {
  return new Date(at.getTime() + vietNamMs)
}

function madeHarmless(table: Table): Table {
  const made = (cell: TableCell) => (typeof cell === 'string' ? harmless(cell) : cell)
  const placed = (cell: TableCell) => (cell instanceof Date ? inVietNam(cell) : made(cell))
  return { ...table, rows: table.rows.map((row) => row.map(placed)) }
}

/** Rows that are written in one go. Between two of these others get their turn: the same process answers households. */
const rowsAtOnce = 1_000

// The mark at the beginning is how Excel knows UTF-8; RFC 4180 wants the ends of lines like this.
async function csvOf({ columns, rows }: Table): Promise<Uint8Array> {
  const written = [Buffer.from(`\ufeff${lineOf(columns.map(({ title }) => title))}`)]
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    written.push(
      Buffer.from(
        rows
          .slice(from, from + rowsAtOnce)
          .map((row) => lineOf(row))
          .join(''),
      ),
    )
    await pause()
  }
  return Buffer.concat(written)
}

function lineOf(cells: readonly TableCell[]): string {
  return `${cells.map((cell) => quoted(plainCell(cell))).join(',')}\r\n`
}

function plainCell(cell: TableCell): string {
  if (cell === undefined) return ''
  if (cell instanceof Date) return inVietNam(cell).toISOString().slice(0, 16).replace('T', ' ')
  return typeof cell === 'number' ? String(cell) : harmless(cell)
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
