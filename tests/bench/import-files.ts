import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { zip } from '../../src/files/zip.ts'

/** The columns of the contract, all of them, as an office exports them. */
const columns = [
  'Mã món vay',
  'Mã khách hàng',
  'Tên khách hàng',
  'Số điện thoại',
  'Chương trình',
  'Mã tổ',
  'Mã xã',
  'Số tiền vay',
  'Ngày vay',
  'Hạn trả cuối',
  'Lãi suất',
  'Lãi suất quá hạn',
  'Dư nợ',
  'Nợ quá hạn',
  'Lãi phải thu',
  'Kỳ trả tiếp theo',
  'Gốc kỳ tới',
  'Số liệu đến ngày',
  'Trạng thái',
]

/** How many loans a household has: three of two, as in the field. A group has 40 of them, a commune 200 groups. */
const perGroup = 40
/** Groups of a commune, and so communes of a register. */
export const groupsPerCommune = 200

/** How many groups a register of so many loans has. */
export function groupsFor(loans: number): number {
  return Math.ceil(loans / perGroup)
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi']
const middles = ['Văn', 'Thị', 'Hữu', 'Đức', 'Minh', 'Ngọc', 'Thanh', 'Xuân']
const names = ['Hoa', 'Lan', 'Hùng', 'Dũng', 'Mai', 'Tâm', 'Bình', 'Thảo', 'Sơn', 'Hà', 'Tuấn']

/** One loan, counted from 0. Text and numbers stand as a spreadsheet has them: ids as text, amounts and days as numbers. */
function loanCells(n: number): (string | number)[] {
  const household = Math.floor((n * 2) / 3)
  const group = Math.floor(n / perGroup)
  const name = [families[household % 8], middles[household % 7], names[household % 11], household].join(' ')
  const outstanding = 5_000_000 + (n % 40) * 500_000
  return [
    `66${String(n).padStart(14, '0')}`,
    `10${String(household).padStart(8, '0')}`,
    name,
    `09${String(10_000_000 + household)}`,
    'Nước sạch',
    String(group).padStart(7, '0'),
    String(Math.floor(group / groupsPerCommune)).padStart(6, '0'),
    25_000_000,
    serial(2024, n % 300),
    serial(2029, n % 300),
    8.4,
    10.92,
    outstanding,
    0,
    Math.round((outstanding * 0.084) / 12),
    serial(2026, 320 + (n % 40)),
    2_500_000,
    serial(2026, 323),
    'Trong hạn',
  ]
}

/** The number by which spreadsheets know a day: of a year, and so many days after its first. */
function serial(year: number, day: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000 + 25_569 + day
}

function* lines(loans: number): Generator<(string | number)[]> {
  for (let n = 0; n < loans; n++) yield loanCells(n)
}

/** Writes a list of so many loans as text. */
export function writeLoansCsv(path: string, loans: number): void {
  const file = openSync(path, 'w')
  writeSync(file, `${columns.join(';')}\n`)
  for (const cells of lines(loans)) writeSync(file, `${cells.join(';')}\n`)
  closeSync(file)
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
const days = new Set([8, 9, 15, 17])

/** Writes the same list as a workbook, the way Excel does: texts stand once, in a part of their own, and cells name them by number. */
export async function writeLoansXlsx(path: string, loans: number): Promise<void> {
  const places = new Map<string, number>()
  const texts: string[] = []
  const placeOf = (text: string) => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, texts.length)
    texts.push(`<si><t>${text}</t></si>`)
    return texts.length - 1
  }
  const cell = (value: string | number, column: number, row: number) => {
    const at = `${String.fromCharCode(65 + column)}${row}`
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${placeOf(value)}</v></c>`
    return `<c r="${at}"${days.has(column) ? ' s="1"' : ''}><v>${value}</v></c>`
  }
  const rowXml = (cells: readonly (string | number)[], row: number) =>
    `<row r="${row}" spans="1:19">${cells.map((value, column) => cell(value, column, row)).join('')}</row>`
  const rows = [Buffer.from(`<worksheet xmlns="${main}"><sheetData>${rowXml(columns, 1)}`)]
  let row = 1
  for (const cells of lines(loans)) rows.push(Buffer.from(rowXml(cells, ++row)))
  rows.push(Buffer.from('</sheetData></worksheet>'))
  writeFileSync(
    path,
    await zip([
      part('_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])),
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        relations(
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
          ['sharedStrings', 'sharedStrings.xml'],
        ),
      ),
      part(
        'xl/styles.xml',
        `<styleSheet xmlns="${main}"><cellXfs count="2"><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`,
      ),
      { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.concat(rows) },
      part('xl/sharedStrings.xml', `<sst xmlns="${main}">${texts.join('')}</sst>`),
    ]),
  )
}

function relations(...of: [kind: string, target: string][]): string {
  const each = of.map(
    ([kind, target], n) => `<Relationship Id="rId${n + 1}" Type="${office}/${kind}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packaged}">${each.join('')}</Relationships>`
}

function part(name: string, xml: string): { name: string; bytes: Buffer } {
  return { name, bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`) }
}
