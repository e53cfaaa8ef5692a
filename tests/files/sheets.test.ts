import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { fileSheets } from '../../src/files/sheets.ts'
import type { Sheet } from '../../src/ports/sheets.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-sheets-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const { open } = fileSheets()

function file(name: string, content: string | Buffer): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string): Promise<Sheet> {
  const opened = await open(path)
  if (!opened.ok) throw new Error(opened.problem.key)
  return opened.sheets[0]!
}

async function rowsOf(sheet: Sheet) {
  const rows = []
  for await (const row of sheet.rows) rows.push(row)
  return rows
}

const table = [
  ['Mã món vay', 'Tên khách hàng', 'Số tiền vay'],
  ['6600000000000001', 'Nguyễn Thị Lành', '20.000.000'],
  ['6600000000000002', 'Trần Văn Đức', '5.000.000'],
]
const text = (mark: string, end = '\n') => table.map((row) => row.join(mark)).join(end)
const expected = table.slice(1).map((row, i) => ({
  line: i + 2,
  cells: { 'Mã món vay': row[0], 'Tên khách hàng': row[1], 'Số tiền vay': row[2] },
}))

describe('a text file', () => {
  it.each([
    ['commas', text(',')],
    ['semicolons', text(';')],
    ['tabs', text('\t')],
    ['a byte order mark', `\uFEFF${text(';')}`],
    ['the ends of lines of Windows', text(';', '\r\n')],
    ['quotation marks and space', text(';').replace('Nguyễn Thị Lành', ' "Nguyễn Thị Lành" ')],
    ['a last line that is ended', `${text(',')}\n`],
  ])('is read with %s', async (name, content) => {
    const sheet = await read(file(`${name}.csv`, content))
    expect(sheet.headers).toEqual(table[0])
    expect(await rowsOf(sheet)).toEqual(expected)
  })

  it('can be read twice', async () => {
    const sheet = await read(file('twice.csv', text(',')))
    expect(await rowsOf(sheet)).toEqual(await rowsOf(sheet))
  })

  it('may have titles above its table and empty lines in it: lines keep their numbers', async () => {
    const titled = `PHÒNG GIAO DỊCH;;\nDanh sách món vay;;\n\n${text(';').replace('\n6600000000000002', '\n;;\n\n6600000000000002')}`
    const rows = await rowsOf(await read(file('titled.csv', titled)))
    expect(rows.map(({ line }) => line)).toEqual([5, 8])
  })

  it('counts the lines of a cell that goes over two', async () => {
    const rows = await rowsOf(await read(file('long.csv', text(';').replace('Nguyễn Thị Lành', '"Nguyễn\nThị Lành"'))))
    expect(rows).toMatchObject([{ line: 3, cells: { 'Tên khách hàng': 'Nguyễn\nThị Lành' } }, { line: 4 }])
  })

  it('fills cells that a line does not have, and names a line with too many', async () => {
    const rows = await rowsOf(await read(file('ragged.csv', `a;b;c\n1;2\n1;2;3;;\n1;2;3;4`)))
    expect(rows).toEqual([
      { line: 2, cells: { a: '1', b: '2', c: '' } },
      { line: 3, cells: { a: '1', b: '2', c: '3' } },
      { line: 4, problem: { key: 'import:files.wide' }, broken: false },
    ])
  })

  it('that breaks off in the middle says so at the end of what could be read', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i};"Nguyễn Thị Lành";20.000.000`)
    lines[3000] = '3000;"Nguyễn Thị Lành;20.000.000'
    lines[3001] = '3001;Nguyễn Thị Lành;20.000.000'
    const rows = await rowsOf(await read(file('broken.csv', `a;b;c\n${lines.join('\n')}`)))
    expect(rows.length).toBeLessThan(5001)
    expect(rows.at(-1)).toMatchObject({ problem: { key: 'import:files.broken' }, broken: true })
  })

  it('whose later part is not UTF-8 says so at the end of what could be read', async () => {
    const good = `a;b;c\n${'1;2;3\n'.repeat(50_000)}`
    const rows = await rowsOf(
      await read(file('late.csv', Buffer.concat([Buffer.from(good), Buffer.from([0xd0, 0x0a])]))),
    )
    expect(rows.at(-1)).toMatchObject({ problem: { key: 'import:files.not_utf8' }, broken: true })
  })
})

describe('a workbook', () => {
  const cells = (rows: unknown[][]) =>
    rows.map((row) =>
      row.map((value) =>
        value === undefined ? null : { value, ...(value instanceof Date && { format: 'dd/mm/yyyy' }) },
      ),
    )
  const workbook = async (name: string, sheets: { name: string; rows: unknown[][] }[]) => {
    const path = join(dir, name)
    await writeXlsxFile(sheets.map((sheet) => ({ sheet: sheet.name, data: cells(sheet.rows) })) as never).toFile(path)
    return path
  }

  it('gives the same rows as a text file', async () => {
    const sheet = await read(await workbook('same.xlsx', [{ name: 'Món vay', rows: table }]))
    expect(sheet.headers).toEqual(table[0])
    expect(await rowsOf(sheet)).toEqual(expected)
  })

  it('gives figures, dates and empty cells as text', async () => {
    const rows = [
      ['a', 'b', 'c', 'd'],
      [20_000_000, 6.24, new Date('2026-11-25T00:00:00Z'), undefined],
    ]
    const sheet = await read(await workbook('values.xlsx', [{ name: 'x', rows }]))
    expect(await rowsOf(sheet)).toEqual([{ line: 2, cells: { a: '20000000', b: '6.24', c: '2026-11-25', d: '' } }])
  })

  it('shows that a long number was rounded', async () => {
    const rows = [
      ['a', 'b', 'c'],
      [6600000000000010, 1, 1],
    ]
    const [row] = await rowsOf(await read(await workbook('rounded.xlsx', [{ name: 'x', rows }])))
    expect(row).toMatchObject({ cells: { a: expect.stringMatching(/e\+15$/) } })
  })

  it('has sheets by name, without the empty ones', async () => {
    const rows = [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]
    const path = await workbook('sheets.xlsx', [
      { name: 'Món vay', rows },
      { name: 'Trống', rows: [] },
      { name: 'Phân kỳ', rows },
    ])
    const opened = await open(path)
    expect(opened.ok && opened.sheets.map(({ name }) => name)).toEqual(['Món vay', 'Phân kỳ'])
  })
})

describe('a file that is no list is refused with a reason', () => {
  it.each([
    ['that is not there', () => join(dir, 'nowhere.csv'), 'not_found'],
    ['that is a folder', () => dir, 'not_found'],
    ['that is empty', () => file('empty.csv', ''), 'empty'],
    ['of empty lines', () => file('lines.csv', '\n\n;;\n'), 'empty'],
    ['in an old encoding', () => file('old.csv', Buffer.from('M\xe3,T\xean,S\xf4\n1,2,3', 'latin1')), 'not_utf8'],
    ['in UTF-16', () => file('utf16.csv', Buffer.from('\uFEFFMã;Tên;Số', 'utf16le')), 'not_utf8'],
    ['of an old Excel', () => file('old.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex')), 'old_excel'],
    ['that is some other archive', () => file('other.xlsx', Buffer.from('504b0304ffffffff', 'hex')), 'not_workbook'],
  ])('%s', async (_, path, problem) => {
    expect(await open(path())).toEqual({ ok: false, problem: { key: `import:files.${problem}` } })
  })
})
