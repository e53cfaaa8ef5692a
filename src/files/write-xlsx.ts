import { setImmediate as pause } from 'node:timers/promises'
import type { Table, TableCell, TableColumn } from '../ports/table-files.ts'
import { zip } from './zip.ts'

/** Rows that are written in one go. Between two of these others get their turn: the same process answers households. */
const rowsAtOnce = 500

/**
 * A workbook of one sheet with a header that stays, by ECMA-376 ("SpreadsheetML"): only what a list needs. Written by hand, because
 * the libraries at hand hold the process for seconds over a long list.
 */
export async function writeXlsx({ name, columns, rows }: Table): Promise<Uint8Array> {
  const sheet = [Buffer.from(sheetHead(columns))]
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce).map((cells, place) => rowXml(cells, from + place + 2, ''))
    sheet.push(Buffer.from(some.join('')))
    await pause()
  }
  sheet.push(Buffer.from('</sheetData></worksheet>'))
  return zip([...frame(name), { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.concat(sheet) }])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The files around the sheet. */
function frame(name: string) {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `${XML}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`
  const part = (path: string, type: string) => `<Override PartName="${path}" ContentType="${types}.${type}+xml"/>`
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('/xl/workbook.xml', 'sheet.main')}${part('/xl/worksheets/sheet1.xml', 'worksheet')}${part('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${XML}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="3" applyNumberFormat="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  }
  return Object.entries(files).map(([path, text]) => ({ name: path, bytes: Buffer.from(text) }))
}

/** Places in `cellXfs` above. */
const styles = { bold: ' s="1"', number: ' s="2"', moment: ' s="3"' } as const

function sheetHead(columns: readonly TableColumn[]): string {
  const width = ({ kind }: TableColumn, place: number) =>
    `<col min="${place + 1}" max="${place + 1}" width="${kind === 'text' ? 28 : 18}" customWidth="1"/>`
  const view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const titles = columns.map(({ title }) => title)
  return `${XML}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${view}</sheetView></sheetViews><cols>${columns.map(width).join('')}</cols><sheetData>${rowXml(titles, 1, styles.bold)}`
}

function rowXml(cells: readonly TableCell[], row: number, style: string): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`, style)).join('')}</row>`
}

function cellXml(cell: TableCell, at: string, style: string): string {
  if (cell === undefined || cell === '') return ''
  if (cell instanceof Date) return `<c r="${at}"${styles.moment}><v>${serial(cell)}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"${styles.number}><v>${cell}</v></c>`
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

/** Days since 30 December 1899, as Excel counts them, without a zone. */
function serial(at: Date): number {
  return at.getTime() / 86_400_000 + 25_569
}

/** A, B, ... Z, AA: the name of a column by its place from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

/** Signs of a cell at most, by the limits of Excel. */
const longestCell = 32_767

/** Text inside XML. What XML cannot hold is left out; what Excel would read as an escape of its own is led by one. */
function escaped(text: string): string {
  return text
    .slice(0, longestCell)
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
