import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { OpenedSheets, Sheet, StoredBytes } from '../ports/sheets.ts'
import { headerDepth, headerPlace, rowUnder } from './header.ts'

/** Opens a text file of rows: UTF-8, with or without a byte order mark, cells apart by comma, semicolon or tab. */
export async function openCsv(bytes: StoredBytes): Promise<OpenedSheets> {
  try {
    const delimiter = delimiterOf(await firstText(bytes))
    const first = await firstRecords(bytes, delimiter)
    const place = headerPlace(first.map(({ cells }) => cells))
    const header = place === undefined ? undefined : first[place]
    if (!header) return { ok: false, problem: { key: 'import:files.empty' } }
    const table = { bytes, delimiter, header }
    const rows = { [Symbol.asyncIterator]: () => rowsOf(table) }
    return { ok: true, sheets: [{ name: '', headers: header.cells.filter((cell) => cell !== ''), rows }] }
  } catch (error) {
    return { ok: false, problem: problemOf(error).problem }
  }
}

/** One record: the line that it ends on, and its cells. */
interface Record {
  line: number
  cells: string[]
}

/** Where the table of a file begins. */
interface Table {
  bytes: StoredBytes
  delimiter: string
  header: Record
}

type Row = Sheet['rows'] extends AsyncIterable<infer R> ? R : never

// A quote that is never closed would take the rest of the file for one cell.
const LONGEST_RECORD = 100_000

async function* rowsOf({ bytes, delimiter, header }: Table): AsyncGenerator<Row, undefined> {
  let line = header.line
  try {
    for await (const record of records(bytes, delimiter)) {
      if (record.line <= header.line) continue
      line = record.line
      const row = rowUnder(header.cells, record)
      if (row?.wide) yield { line, problem: { key: 'import:files.wide' }, broken: false }
      else if (row) yield { line, cells: row.cells }
    }
  } catch (error) {
    yield { line: line + 1, ...problemOf(error) }
  }
  return undefined
}

async function* records(bytes: StoredBytes, delimiter: string): AsyncGenerator<Record, undefined> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const source = Readable.from(texts(bytes)).on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of source.pipe(parser)) yield { line: info.lines, cells: record }
  } finally {
    source.destroy()
  }
  return undefined
}

async function* texts({ size, read }: StoredBytes): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for await (const bytes of read(0, size)) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
  return undefined
}

async function firstText(bytes: StoredBytes): Promise<string> {
  for await (const text of texts(bytes)) return text
  return ''
}

async function firstRecords(bytes: StoredBytes, delimiter: string): Promise<Record[]> {
  const first: Record[] = []
  for await (const record of records(bytes, delimiter)) {
    first.push(record)
    if (first.length === headerDepth) break
  }
  return first
}

/** The mark that parts the most cells in a line of the first 64 kB. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 65_536).split(/\r?\n/).slice(0, headerDepth)
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, ''))
  const most = (mark: string) => Math.max(...bare.map((line) => line.split(mark).length))
  return [';', '\t', ','].reduce((best, mark) => (most(mark) > most(best) ? mark : best))
}

const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA'

function problemOf(error: unknown) {
  if (error instanceof CsvError) return { problem: { key: 'import:files.broken' }, broken: true }
  if (error instanceof TypeError && 'code' in error && error.code === NOT_UTF8)
    return { problem: { key: 'import:files.not_utf8' }, broken: true }
  throw error
}
