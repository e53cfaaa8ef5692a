import type { OpenedSheets, Sheet, StoredBytes } from '../ports/sheets.ts'
import { headerDepth, headerPlace, rowUnder } from './header.ts'
import { type Workbook, workbookOf } from './xlsx-parts.ts'
import { type XlsxRow, xlsxRows } from './xlsx-rows.ts'
import { type ZipFiles, zipEntries } from './zip-entries.ts'

/** Opens a workbook: every sheet that holds anything. Its rows are read as they are asked for, never all of them at once. */
export async function openXlsx(stored: StoredBytes): Promise<OpenedSheets> {
  const bytes = heeded(stored)
  try {
    const files = await zipEntries(bytes)
    const book = await workbookOf(files)
    const sheets: Sheet[] = []
    for (const { name, file } of book.sheets) {
      const sheet = await sheetOf(name, { read: () => rowsIn({ files, book, file }), bytes })
      if (sheet) sheets.push(sheet)
    }
    return sheets.length > 0 ? { ok: true, sheets } : { ok: false, problem: { key: 'import:files.empty' } }
  } catch (error) {
    bytes.blame(error)
    return { ok: false, problem: { key: 'import:files.not_workbook' } }
  }
}

/** A file that notes when it could not be read itself: that is no fault of what stands in it, nor is an error of ours. `blame` throws these on. */
type Heeded = StoredBytes & { blame(error: unknown): void }

function heeded({ size, read }: StoredBytes): Heeded {
  const failed: unknown[] = []
  return {
    size,
    blame: (error) => {
      if (failed.length > 0) throw failed[0]
      if (error instanceof TypeError && !('code' in error)) throw error
    },
    read: async function* (from, until) {
      try {
        yield* read(from, until)
      } catch (error) {
        failed.push(error)
        throw error
      }
    },
  }
}

/** The longest that a sheet may be, unpacked, in bytes: a million loans have some 1.4 GB. */
const mostSheet = 4 * 1024 * 1024 * 1024

async function* rowsIn(of: { files: ZipFiles; book: Workbook; file: string }): AsyncGenerator<XlsxRow> {
  const bytes = of.files(of.file, mostSheet)
  if (bytes) for await (const rows of xlsxRows(bytes, of.book)) yield* rows
}

/** How the rows of a sheet are read, and from what. */
interface Reading {
  read(): AsyncGenerator<XlsxRow>
  bytes: Heeded
}

async function sheetOf(name: string, { read, bytes }: Reading): Promise<Sheet | undefined> {
  const first = await firstRows(read)
  const place = headerPlace(first.map(({ cells }) => cells))
  const header = place === undefined ? undefined : first[place]
  if (!header) return undefined
  const rows = { [Symbol.asyncIterator]: () => rowsUnder(header, { read, bytes }) }
  return { name, headers: header.cells.filter((cell) => cell !== ''), rows }
}

async function firstRows(read: Reading['read']): Promise<XlsxRow[]> {
  const first: XlsxRow[] = []
  for await (const row of read()) {
    if (row.line > headerDepth) break
    first.push(row)
  }
  return first
}

async function* rowsUnder(header: XlsxRow, { read, bytes }: Reading) {
  let { line } = header
  try {
    for await (const row of read()) {
      if (row.line <= header.line) continue
      line = row.line
      const under = rowUnder(header.cells, row)
      if (under?.wide) yield { line, problem: { key: 'import:files.wide' }, broken: false }
      else if (under) yield { line, cells: under.cells }
    }
  } catch (error) {
    bytes.blame(error)
    yield { line: line + 1, problem: { key: 'import:files.broken_workbook' }, broken: true }
  }
}
