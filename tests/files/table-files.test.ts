import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileSheets } from '../../src/files/sheets.ts'
import { harmless, tableFiles } from '../../src/files/table-files.ts'
import type { Table } from '../../src/ports/table-files.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-tables-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const table: Table = {
  name: 'cases',
  columns: [
    { title: 'Số', kind: 'text' },
    { title: 'Lời mới nhất', kind: 'text' },
    { title: 'Tài khoản', kind: 'number' },
    { title: 'Hạn', kind: 'moment' },
  ],
  rows: [
    ['K26-000001', 'Bò ốm, "khó" trả;\nxin hoãn', 2, new Date('2026-11-24T02:05:00Z')],
    ['K26-000002', '=HYPERLINK("http://x")', 0, undefined],
    ['K26-000003', 'Nguyễn Thị Hoà ữ ợ đ', -5, new Date('2026-12-31T17:00:00Z')],
  ],
}

describe.each(['csv', 'xlsx'] as const)('a list as %s', (format) => {
  it('is read back as it was, and nothing in it is a formula', async () => {
    const file = join(dir, `list.${format}`)
    writeFileSync(file, await tableFiles().write(table, format))
    const opened = await fileSheets().open(file)
    if (!opened.ok) throw new Error('not read')
    const [sheet] = opened.sheets
    expect(sheet?.headers).toEqual(['Số', 'Lời mới nhất', 'Tài khoản', 'Hạn'])
    const rows = []
    for await (const row of sheet?.rows ?? []) rows.push('cells' in row ? row.cells : row)
    const day = (moment: string) => (format === 'csv' ? moment : moment.slice(0, 10))
    expect(rows).toEqual([
      {
        Số: 'K26-000001',
        'Lời mới nhất': 'Bò ốm, "khó" trả;\nxin hoãn',
        'Tài khoản': '2',
        Hạn: day('2026-11-24 09:05'),
      },
      { Số: 'K26-000002', 'Lời mới nhất': '\'=HYPERLINK("http://x")', 'Tài khoản': '0', Hạn: '' },
      { Số: 'K26-000003', 'Lời mới nhất': 'Nguyễn Thị Hoà ữ ợ đ', 'Tài khoản': '-5', Hạn: day('2027-01-01 00:00') },
    ])
  })

  it('of no rows has its header', async () => {
    const bytes = await tableFiles().write({ ...table, rows: [] }, format)
    expect(bytes.length).toBeGreaterThan(10)
  })
})

describe('a workbook', () => {
  it('has as many columns as there are, and leaves out what it cannot hold', async () => {
    const columns = Array.from({ length: 54 }, (_, place) => ({ title: `c${place}`, kind: 'text' as const }))
    const cells = columns.map((_, place) => (place === 53 ? 'a\u0001b\ud800c <&>"' : `v${place}`))
    const file = join(dir, 'wide.xlsx')
    writeFileSync(file, await tableFiles().write({ name: 'wide & <long>', columns, rows: [cells] }, 'xlsx'))
    const opened = await fileSheets().open(file)
    if (!opened.ok) throw new Error('not read')
    const [sheet] = opened.sheets
    expect(sheet?.name).toBe('wide & <long>')
    expect(sheet?.headers).toEqual(columns.map(({ title }) => title))
    for await (const row of sheet?.rows ?? [])
      expect('cells' in row && row.cells).toMatchObject({ c0: 'v0', c26: 'v26', c52: 'v52', c53: 'abc <&>"' })
  })

  it('lets others have their turn while it is written', async () => {
    const rows = Array.from({ length: 3_000 }, (_, place) => [`K26-${place}`, 'x', place, new Date(0)])
    let turns = 0
    const others = setInterval(() => {
      turns += 1
    }, 0)
    for (const format of ['csv', 'xlsx'] as const) {
      turns = 0
      await tableFiles().write({ ...table, rows }, format)
      expect(turns).toBeGreaterThan(0)
    }
    clearInterval(others)
  })
})

describe('text in a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+84 912', "'+84 912"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\n=1', "'\n=1"],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
    ['091****678', '091****678'],
    ['', ''],
  ])('%j is written as %j', (typed, written) => expect(harmless(typed)).toBe(written))
})

describe('a CSV', () => {
  it('begins with the mark of UTF-8 and ends its lines as the standard says', async () => {
    const bytes = await tableFiles().write(table, 'csv')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toContain('Hạn\r\nK26-000001,"Bò ốm, ""khó"" trả;\nxin hoãn",2,')
  })
})
