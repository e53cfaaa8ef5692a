import { readXml } from './read-xml.ts'
import type { Workbook } from './xlsx-parts.ts'

/** A row of a sheet: its number, from 1, and its cells as text, from the first column on. */
export interface XlsxRow {
  line: number
  cells: string[]
}

/** A cell this far to the right stands for all beyond it: no list is that wide, and a row is not to grow by what one cell says. */
const widest = 255

/** Yields the rows of a sheet some at a time, as they come in: no more of it is held. Rows without any cell are left out. */
export async function* xlsxRows(
  bytes: AsyncIterable<Uint8Array>,
  book: Workbook,
): AsyncGenerator<XlsxRow[], undefined> {
  const sheet = new SheetEars(book)
  for await (const _ of readXml(bytes, sheet)) {
    if (sheet.found.length === 0) continue
    yield sheet.found
    sheet.found = []
  }
  return undefined
}

/** Hears a sheet, and gathers its rows. */
class SheetEars {
  found: XlsxRow[] = []
  private readonly book: Workbook
  private line = 0
  private cells: string[] = []
  private column = -1
  private type = ''
  private style = 0
  private value = ''
  /** Inside what holds a value, and inside what is only how a word is spoken. */
  private inValue = false
  private spoken = false

  constructor(book: Workbook) {
    this.book = book
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'c') this.begin(attributes)
    else if (tag === 'v' || tag === 't') this.inValue = !this.spoken
    else if (tag === 'rPh') this.spoken = true
    else if (tag === 'row') {
      this.line = attributes.r === undefined ? this.line + 1 : Number(attributes.r)
      this.cells = []
      this.column = -1
    }
  }

  close(tag: string): void {
    if (tag === 'c') this.end()
    else if (tag === 'v' || tag === 't') this.inValue = false
    else if (tag === 'rPh') this.spoken = false
    else if (tag === 'row' && this.cells.length > 0) this.found.push({ line: this.line, cells: this.cells })
  }

  text(text: string): void {
    if (this.inValue) this.value += text
  }

  private begin({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.column = Math.min(widest, r === undefined ? this.column + 1 : columnOf(r))
    this.type = t
    this.style = Number(s)
    this.value = ''
  }

  private end(): void {
    const text = this.read().trim()
    if (text === '') return
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column] = text
  }

  private read(): string {
    const { value, type, book } = this
    if (type === 's') return unescaped(book.texts.at(Number(value)))
    if (type === 'b') return value === '' ? '' : String(value === '1')
    if (type === 'd') return value.slice(0, 10)
    if (type !== 'n') return unescaped(value)
    if (value === '') return ''
    return book.isDay(this.style) ? dayText(value, book.from1904) : figure(value)
  }
}

/** "AB12" is 27: the place of a cell from 0. */
function columnOf(cell: string): number {
  let column = 0
  for (let at = 0; at < cell.length; at++) {
    const letter = cell.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

/** Signs that XML cannot hold stand as their number: "_x000D_" (ECMA-376, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

const dayMs = 86_400_000

/** A day number of a spreadsheet as a day: counted from 30 December 1899, or from 1904. A register of days has no hours. */
function dayText(stored: string, from1904: boolean): string {
  const number = Number(stored) + (from1904 ? 1_462 : 0)
  const at = new Date(Date.UTC(1899, 11, 30) + Math.floor(number) * dayMs)
  return Number.isNaN(at.getTime()) ? stored : at.toISOString().slice(0, 10)
}

/**
 * A figure as text. Whole figures keep their digits; those of more than 15 digits were rounded when the workbook was
 * written, and are given in powers of ten, so that nobody takes them for an id.
 */
function figure(stored: string): string {
  if (/^\d{1,15}$/.test(stored)) return stored
  const value = Number(stored)
  if (Number.isNaN(value)) return stored
  return Number.isInteger(value) && Math.abs(value) >= 1e15 ? value.toExponential() : String(value)
}
