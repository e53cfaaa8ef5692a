import { describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/fold.ts'
import {
  type Cell,
  codeCell,
  dayCell,
  type ImportWords,
  moneyCell,
  nameCell,
  phoneCell,
  programmeCell,
  rateCell,
} from '../../src/domain/import-cells.ts'
import { columnsOf, importKinds, mapColumns } from '../../src/domain/import-columns.ts'
import { readRow } from '../../src/domain/import-rows.ts'

const map = (words: Record<string, string>) => new Map(Object.entries(words))
const words: ImportWords = {
  fold,
  programmes: map({ 'ho ngheo': 'poor', 'ho can ngheo': 'near_poor', poor: 'poor' }),
  statuses: map({ normal: 'normal', 'trong han': 'normal', closed: 'closed' }),
  povertyStatuses: map({ poor: 'poor' }),
  associations: map({ 12: '12', 'hoi phu nu': '12' }),
  paperPurposes: map({ reminders: 'reminders', 'thong bao': 'announcements' }),
  today: '2026-11-22',
}

const held = <T>(cell: Cell<T>) => ('value' in cell ? cell.value : cell.problem.key.replace('import:problems.', '!'))

describe('a cell with a date', () => {
  it.each([
    ['2026-11-25', '2026-11-25'],
    ['25/11/2026', '2026-11-25'],
    ['5/9/2026', '2026-09-05'],
    ['05-09-2026', '2026-09-05'],
    ['05.09.2026', '2026-09-05'],
    ['20261125', '2026-11-25'],
    ['2026-11-25T00:00:00', '2026-11-25'],
    ['25/11/2026 07:30', '2026-11-25'],
    ['46351', '2026-11-25'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2027', '!day'],
    ['11/25/2026', '!day'],
    ['25/11/26', '!day'],
    ['25 tháng 11', '!day'],
    ['2026', '!day'],
    ['31/12/1989', '!day'],
    ['01/01/1990', '1990-01-01'],
    ['31/12/2100', '2100-12-31'],
    ['01/01/2101', '!day'],
  ])('%s is %s', (text, expected) => expect(held(dayCell(text, words))).toBe(expected))
})

describe('a cell with an amount', () => {
  it.each([
    ['20000000', 20_000_000],
    ['20.000.000', 20_000_000],
    ['20,000,000', 20_000_000],
    ['20 000 000', 20_000_000],
    ['20.000.000 đ', 20_000_000],
    ['20.000.000 VND', 20_000_000],
    ['20.000.000,00', 20_000_000],
    ['20,000,000.00', 20_000_000],
    ['20000000.0', 20_000_000],
    ['0', 0],
    ['20.000.00x', '!money'],
    ['2.0000', '!money'],
    ['1234,5', '!money'],
    ['-1', '!money'],
    ['99999999999999999999', '!money'],
  ])('%s is %s', (text, expected) => expect(held(moneyCell(text, words))).toBe(expected))
})

describe('a cell with a rate', () => {
  it.each([
    ['6.24', 6.24],
    ['6,24', 6.24],
    ['6,24%', 6.24],
    ['6.2400000000000002', 6.24],
    ['0', 0],
    ['1', 1],
    ['30', 30],
    ['30.1', '!rate'],
    ['0.99', '!rate'],
    ['0.0624', '!rate'],
    ['-6', '!rate'],
    ['sáu', '!rate'],
  ])('%s is %s', (text, expected) => expect(held(rateCell(text, words))).toBe(expected))
})

describe('a cell with a programme', () => {
  it.each([
    ['poor', 'poor'],
    ['Hộ nghèo', 'poor'],
    ['HO NGHEO', 'poor'],
    ['01', 'poor'],
    ['1', 'poor'],
    ['01 - Hộ nghèo', 'poor'],
    ['19 Hộ cận nghèo', 'near_poor'],
    ['06', 'clean_water'],
    ['19', '!programme'],
    ['02', '!programme'],
    ['09', '!programme'],
    ['101', '!programme'],
    ['Hộ giàu', '!programme'],
  ])('%s is %s', (text, expected) => expect(held(programmeCell(text, words))).toBe(expected))
})

describe('other cells', () => {
  it.each([
    ['an id', codeCell, '0000001', '0000001'],
    ['an id with marks', codeCell, 'TXN-01/A', 'TXN-01/A'],
    ['an id in two words', codeCell, '12 34', '!code'],
    ['an id of 41 signs', codeCell, 'x'.repeat(41), '!code'],
    ['an id of 40 signs', codeCell, 'x'.repeat(40), 'x'.repeat(40)],
    ['an id that was rounded', codeCell, '6.60001E+15', '!code_rounded'],
    ['a name', nameCell, 'Nguyễn   Thị\nLành', 'Nguyễn Thị Lành'],
    ['a name in two parts of a letter', nameCell, 'Lành'.normalize('NFD'), 'Lành'],
    ['a name of 121 signs', nameCell, 'x'.repeat(121), '!name'],
    ['a name of marks', nameCell, '---', '!name'],
    ['a phone', phoneCell, '+84 912 345 678', '0912345678'],
    ['a phone without its 0', phoneCell, '912345678', '0912345678'],
    ['an old phone', phoneCell, '01692345678', '0392345678'],
    ['a phone that is too short', phoneCell, '091234567', '!phone'],
    ['two phones', phoneCell, '0912345678/0912345679', '!phone'],
  ] as const)('%s', (_, read, text, expected) => expect(held<unknown>(read(text, words))).toBe(expected))
})

describe('a row', () => {
  const group = {
    group_id: '0000001',
    name: 'Tổ Thử',
    leader_name: 'Trần Thị Mẫu',
    association: 'Hội Phụ nữ',
    commune_code: '000001',
    transaction_day: '12',
  }

  it('is read by our column names, blank where the file has no column', () => {
    expect(readRow('groups', group, words)).toEqual({
      row: {
        ...group,
        association: '12',
        transaction_day: 12,
        leader_phone: undefined,
        hamlet: undefined,
        transaction_point_id: undefined,
        collection_day: undefined,
      },
    })
  })

  it('tells everything that is wrong with it, and keeps long cells short', () => {
    const result = readRow('groups', { ...group, name: '', leader_phone: `0${'9'.repeat(99)}` }, words)
    expect(result).toEqual({
      bad: [
        { column: 'name', problem: { key: 'import:problems.blank' } },
        { column: 'leader_phone', problem: { key: 'import:problems.phone', with: { value: `0${'9'.repeat(59)}` } } },
      ],
    })
  })
})

describe('columns', () => {
  it.each(importKinds)('of %s are found by their own names', (kind) => {
    const headers = columnsOf(kind)
    const found = mapColumns(kind, { headers, read: (header) => header })
    expect(found).toEqual({ headers: Object.fromEntries(headers.map((h) => [h, h])), absent: [], bad: [] })
  })

  it('are missing, may be missing, or are there twice', () => {
    const headers = ['loan_id', 'due_date', 'Ngày trả', 'Ghi chú']
    const read = (header: string) =>
      ({ 'Ngày trả': 'due_date', 'Ghi chú': undefined })[header] ?? (header === 'Ghi chú' ? undefined : header)
    expect(mapColumns('instalments', { headers, read }).bad).toEqual([
      { column: 'Ngày trả', problem: { key: 'import:problems.column_doubled', with: { other: 'due_date' } } },
      { column: 'principal_vnd', problem: { key: 'import:problems.column_missing' } },
    ])
    const some = ['customer_id', 'household_head', 'commune_code', 'phone']
    expect(mapColumns('households', { headers: some, read: (header) => header })).toMatchObject({
      absent: ['birth_year', 'hamlet', 'group_id', 'poverty_status', 'list_year'],
      bad: [],
    })
  })
})
