import writeXlsxFile from 'write-excel-file/node'
import type { Table, TableCell, TableColumn, TableFiles } from '../ports/table-files.ts'

/** Writes lists as CSV and XLSX. In both, text that a spreadsheet would take for a formula is made plain text. */
export function tableFiles(): TableFiles {
  return { write: (table, format) => (format === 'csv' ? Promise.resolve(csvOf(table)) : xlsxOf(table)) }
}

/** Text that begins like a formula, also behind space, is led by an apostrophe: OWASP, "CSV Injection". */
export function harmless(text: string): string {
  return /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) ? `'${text}` : text
}

/** Moments are written in the time of Viet Nam, which is seven hours ahead all year. */
const vietNamMs = 7 * 3_600_000

// The mark at the beginning is how Excel knows UTF-8; RFC 4180 wants the ends of lines like this.
function csvOf({ columns, rows }: Table): Uint8Array {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => row.map(plainCell))]
  const text = lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}

function plainCell(cell: TableCell): string {
  if (cell === undefined) return ''
  if (cell instanceof Date) return new Date(cell.getTime() + vietNamMs).toISOString().slice(0, 16).replace('T', ' ')
  return typeof cell === 'number' ? String(cell) : harmless(cell)
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Signs of a cell at most, by the limits of Excel. */
const longestCell = 32_767

async function xlsxOf({ name, columns, rows }: Table): Promise<Uint8Array> {
  const header = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const }))
  const body = rows.map((row) => row.map(xlsxCell))
  const options = { sheet: name, columns: columns.map(widthOf), stickyRowsCount: 1 }
  return writeXlsxFile([header, ...body], options).toBuffer()
}

function xlsxCell(cell: TableCell) {
  if (cell === undefined || cell === '') return null
  if (cell instanceof Date)
    return { value: new Date(cell.getTime() + vietNamMs), type: Date, format: 'dd/mm/yyyy hh:mm' } as const
  if (typeof cell === 'number') return { value: cell, type: Number, format: '#,##0' } as const
  return { value: harmless(cell).slice(0, longestCell), type: String } as const
}

function widthOf({ kind }: TableColumn): { width: number } {
  return { width: kind === 'text' ? 28 : 18 }
}
