import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { fileSheets } from '../../src/files/sheets.ts'
import { zip } from '../../src/files/zip.ts'
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

/** A workbook of those parts: what is left out is as Excel writes it. */
async function workbookOf(name: string, parts: { sheet: string; texts?: string; styles?: string; book?: string }) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (n: number, kind: string, target: string) =>
    `<Relationship Id="rId${n}" Type="${office}/${kind}" Target="${target}"/>`
  const relations = (...each: string[]) => `<Relationships>${each.join('')}</Relationships>`
  const files: Record<string, string> = {
    '_rels/.rels': relations(relation(1, 'officeDocument', '/xl/workbook.xml')),
    'xl/workbook.xml':
      parts.book ??
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml'),
      relation(2, 'sharedStrings', 'sharedStrings.xml'),
      relation(3, 'styles', '/xl/styles.xml'),
    ),
    'xl/worksheets/sheet1.xml': parts.sheet,
    'xl/sharedStrings.xml': `<sst>${parts.texts ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${parts.styles ?? ''}</styleSheet>`,
  }
  return file(name, await zip(Object.entries(files).map(([path, xml]) => ({ name: path, bytes: Buffer.from(xml) }))))
}

describe('what workbooks of other programs look like', () => {
  const header =
    '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c><c r="C1" t="str"><v>c</v></c></row>'
  const sheetOf = (...rows: string[]) => `<worksheet><sheetData>${header}${rows.join('')}</sheetData></worksheet>`
  const cellA = async (cell: string, more: { texts?: string; styles?: string; book?: string } = {}) => {
    const path = await workbookOf('cell.xlsx', { sheet: sheetOf(`<row r="2">${cell}</row>`), ...more })
    const [row] = await rowsOf(await read(path))
    return row && 'cells' in row ? row.cells.a : undefined
  }
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="#,##0\\ &quot;đồng&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>'
  const from1904 =
    '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'

  it.each<[string, string, string, { texts?: string; styles?: string; book?: string }?]>([
    [
      'a text in parts, without how it is spoken',
      '<c r="A2" t="s"><v>0</v></c>',
      'Nguyễn Văn',
      { texts: '<si><r><t>Nguyễn</t></r><r><t xml:space="preserve"> Văn</t></r><rPh><t>x</t></rPh></si>' },
    ],
    ['the second text', '<c r="A2" t="s"><v>1</v></c>', 'hai', { texts: '<si><t>một</t></si><si><t>hai</t></si>' }],
    ['a text that is not there', '<c r="A2" t="s"><v>7</v></c><c r="B2"><v>1</v></c>', ''],
    ['a text in the cell', '<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', 'ab'],
    ['signs that stand as their number', '<c r="A2" t="str"><v>a_x000D_b</v></c>', 'a\rb'],
    ['an entity, and marked text', '<c r="A2" t="str"><v>a &amp; <![CDATA[b]]></v></c>', 'a & b'],
    ['yes', '<c r="A2" t="b"><v>1</v></c>', 'true'],
    ['an error, which is no value', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['a day by a format of the program', '<c r="A2" s="3"><v>46351</v></c>', '2026-11-25', { styles }],
    ['a day by a format of its own, with an hour', '<c r="A2" s="1"><v>46351.75</v></c>', '2026-11-25', { styles }],
    ['an amount whose unit has a d', '<c r="A2" s="2"><v>46351</v></c>', '46351', { styles }],
    ['a day as text', '<c r="A2" t="d"><v>2026-11-25T00:00:00</v></c>', '2026-11-25'],
    ['a day of a Mac of old', '<c r="A2" s="1"><v>44889</v></c>', '2026-11-25', { styles, book: from1904 }],
    ['a cell without its place', '<c><v>5</v></c><c><v>6</v></c>', '5'],
    ['a formula with its result', '<c r="A2"><f>1+1</f><v>2</v></c>', '2'],
    ['a figure in powers of ten', '<c r="A2"><v>1.5E7</v></c>', '15000000'],
    ['names with a prefix', '<x:c r="A2" xmlns:x="y"><x:v>5</x:v></x:c>', '5'],
  ])('%s', async (_, cell, expected, more) => {
    expect(await cellA(cell, more)).toBe(expected)
  })

  it('rows without a number are counted on', async () => {
    const path = await workbookOf('rows.xlsx', {
      sheet: sheetOf('<row><c><v>1</v></c></row>', '<row r="9"><c><v>2</v></c></row>', '<row><c><v>3</v></c></row>'),
    })
    expect((await rowsOf(await read(path))).map(({ line }) => line)).toEqual([2, 9, 10])
  })

  it('a cell beside the table is named, however far away it is', async () => {
    const sheet = sheetOf('<row r="2"><c r="D2"><v>1</v></c></row>', '<row r="3"><c r="XFD3"><v>1</v></c></row>')
    const rows = await rowsOf(await read(await workbookOf('wide.xlsx', { sheet })))
    expect(rows).toEqual([2, 3].map((line) => ({ line, problem: { key: 'import:files.wide' }, broken: false })))
  })

  it('a sheet that breaks off says so at the end of what could be read', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `<row r="${n + 2}"><c r="A${n + 2}"><v>${n}</v></c></row>`)
    const path = await workbookOf('torn.xlsx', { sheet: `${sheetOf(...rows).slice(0, -40)}` })
    const found = await rowsOf(await read(path))
    expect(found.at(-1)).toMatchObject({ problem: { key: 'import:files.broken_workbook' }, broken: true })
  })

  it.each([
    ['that declares things of its own', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'],
    ['that is not well formed', '<worksheet><sheetData></worksheet>'],
  ])('a sheet %s is refused', async (_, sheet) => {
    expect(await open(await workbookOf('bad.xlsx', { sheet }))).toEqual({
      ok: false,
      problem: { key: 'import:files.not_workbook' },
    })
  })

  it('an error in reading the file itself is no fault of what stands in it', async () => {
    const bytes = {
      size: 100,
      read: (): AsyncIterable<Uint8Array> => {
        throw new Error('the disk is gone')
      },
    }
    await expect(open(bytes)).rejects.toThrow('the disk is gone')
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
