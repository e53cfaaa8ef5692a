import readXlsxFile, { type CellValue, InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node'
import type { OpenedSheets, Sheet } from '../ports/sheets.ts'
import { headerPlace, rowUnder } from './header.ts'

/** Opens a workbook: every sheet that holds anything. */
export async function openXlsx(path: string): Promise<OpenedSheets> {
  try {
    const sheets = await readXlsxFile<string>(path, { parseNumber: figure })
    const tables = sheets.flatMap(({ sheet, data }) => sheetOf(sheet, data) ?? [])
    return tables.length > 0 ? { ok: true, sheets: tables } : { ok: false, problem: { key: 'import:files.empty' } }
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)) throw error
    return { ok: false, problem: { key: 'import:files.not_workbook' } }
  }
}

type Value = CellValue<string> | null

function sheetOf(name: string, data: readonly (readonly Value[])[]): Sheet | undefined {
  const place = headerPlace(data.slice(0, 30).map((row) => row.map(textOf)))
  const headers = place === undefined ? undefined : data[place]?.map(textOf)
  if (place === undefined || !headers) return undefined
  const rows = { [Symbol.asyncIterator]: () => rowsOf(headers, data, place + 1) }
  return { name, headers: headers.filter((header) => header !== ''), rows }
}

async function* rowsOf(headers: readonly string[], data: readonly (readonly Value[])[], from: number) {
  for (let place = from; place < data.length; place++) {
    const line = place + 1
    const row = rowUnder(headers, { line, cells: (data[place] ?? []).map(textOf) })
    if (row?.wide) yield { line, problem: { key: 'import:files.wide' }, broken: false }
    else if (row) yield { line, cells: row.cells }
  }
}

/** A cell as text. A date keeps its day only: a register of days has no hours. */
function textOf(value: Value): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === null ? '' : String(value).trim()
}

/**
 * A figure as text. Whole figures keep their digits; those of more than 15 digits were rounded when the workbook was
 * written, and are given in powers of ten, so that nobody takes them for an id.
 */
function figure(stored: string): string {
  if (/^\d{1,15}$/.test(stored)) return stored
  const value = Number(stored)
  return Number.isInteger(value) && Math.abs(value) >= 1e15 ? value.toExponential() : String(value)
}
