import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { BadCell } from '../../src/app/import-read.ts'
import { importRegister } from '../../src/app/import-register.ts'
import type { ImportRequest } from '../../src/app/import-request.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-import-'))
const language = loadLanguage()
let register: Register
beforeAll(async () => {
  register = await openRegister()
})
afterAll(async () => {
  await register.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  await emptyRegister(register)
  await register.imports.putUnits(sampleUnits)
})

type Cells = Record<string, string>

const group: Cells = {
  group_id: '0000001',
  name: 'Tổ Thử 1',
  leader_name: 'Trần Thị Mẫu',
  leader_phone: '0912000001',
  association: 'Hội Phụ nữ',
  commune_code: '000001',
  hamlet: 'Thôn Đông',
  transaction_point_id: 'TXN001',
  transaction_day: '12',
  collection_day: '9',
}
const household: Cells = {
  customer_id: '1000000001',
  household_head: 'Nguyễn Văn Thử',
  birth_year: '1970',
  phone: '0912 000 002',
  commune_code: '000001',
  hamlet: 'Thôn Đông',
  group_id: '0000001',
  poverty_status: 'Hộ cận nghèo',
  list_year: '2025',
}
const loan: Cells = {
  loan_id: '6600000000000001',
  customer_id: '1000000001',
  household_head: 'Nguyễn Văn Thử',
  phone: '0912000002',
  programme: 'clean_water',
  group_id: '0000001',
  commune_code: '000001',
  principal_vnd: '20.000.000',
  disbursed_on: '10/01/2025',
  final_due_date: '2030-01-10',
  rate_pct: '8,4',
  overdue_rate_pct: '10.92',
  outstanding_vnd: '15000000',
  overdue_vnd: '',
  interest_due_vnd: '105.000',
  next_due_date: '12/12/2026',
  next_principal_vnd: '4.000.000',
  as_of: '20/11/2026',
  status: 'Trong hạn',
}

const vietnamese: Record<string, string> = {
  loan_id: 'MÃ MÓN VAY',
  customer_id: 'Mã khách hàng',
  household_head: 'Tên khách hàng',
  phone: 'Số điện thoại',
  programme: 'Chuong trinh',
  group_id: 'Mã tổ',
  commune_code: 'Mã xã',
  principal_vnd: 'Số tiền vay (đồng)',
  disbursed_on: 'Ngày vay',
  final_due_date: 'Hạn trả cuối',
  rate_pct: 'Lãi suất (%/năm)',
  overdue_rate_pct: 'Lãi suất quá hạn',
  outstanding_vnd: 'Dư nợ',
  overdue_vnd: 'Nợ quá hạn',
  interest_due_vnd: 'Lãi phải thu',
  next_due_date: 'Kỳ trả tiếp theo',
  next_principal_vnd: 'Gốc kỳ tới',
  as_of: 'Số liệu đến ngày',
  status: 'Trạng thái',
}

let files = 0
function csv(rows: Cells[], name = (column: string) => column): string {
  const columns = Object.keys(rows[0] ?? {})
  const path = join(dir, `${++files}.csv`)
  writeFileSync(
    path,
    [columns.map(name), ...rows.map((row) => columns.map((c) => row[c] ?? ''))].map((r) => r.join(';')).join('\n'),
  )
  return path
}

async function take(kind: ImportRequest['kind'], path: string, more: Partial<ImportRequest> = {}) {
  const bad: BadCell[] = []
  const deps = { store: register, sheets: fileSheets(), language, clock: { now: () => at } }
  const by = { kind: 'system' as const, id: 'cli' }
  const onBad = (cell: BadCell) => bad.push(cell)
  const result = await importRegister(deps, { kind, path, dryRun: false, skipBadRows: false, by, onBad, ...more })
  return { result, bad: bad.map(({ line, column, problem }) => [line, column, problem.key.split('.').at(-1)]) }
}

const counts = { added: 0, changed: 0, unchanged: 0, older: 0, skipped: 0, households: 0, removed: 0 }
const noDifference = { columns: [], gone: { loans: 0, outstanding: 0 }, closed: 0, jumps: [] }
const everything = async () => {
  const tables = ['savings_credit_group', 'hamlet', 'household', 'loan', 'instalment', 'import_run', 'audit']
  const read = tables.map(async (table) => (await register.pool.query(`SELECT * FROM ${table} ORDER BY 1`)).rows)
  return await Promise.all(read)
}

describe('the lists of an office', () => {
  beforeEach(async () => {
    await take('groups', csv([group]))
    await take('households', csv([household]))
  })

  it('come in: groups, households, then loans', async () => {
    const { result } = await take('loans', csv([loan]))
    const difference = { ...noDifference, print: expect.any(String) }
    expect(result).toEqual({
      ...{ outcome: 'done', dryRun: false, rows: 1, ...counts, added: 1 },
      ...{ difference, runId: expect.stringMatching(/^\d+$/) },
    })
    const found = await register.households.byCustomerId('1000000001')
    expect(found).toMatchObject({ phone: '0912000002', povertyStatus: 'near_poor', group: { associationKey: 'women' } })
    expect(await register.loans.ofHousehold(found!.id)).toMatchObject([
      {
        principal: 20_000_000,
        disbursedOn: '2025-01-10',
        ratePct: 8.4,
        overdue: 0,
        nextDueDate: '2026-12-12',
        status: 'normal',
      },
    ])
  })

  it('come in without the signs that nobody sees: NUL, and the marks that programs put around a number', async () => {
    const row = { ...household, household_head: 'Nguyễn\u0000 Văn Thử', phone: '\u202a0912000009\u202c' }
    expect((await take('households', csv([row]))).bad).toEqual([])
    const found = await register.households.byCustomerId('1000000001')
    expect(found).toMatchObject({ headName: 'Nguyễn Văn Thử', phone: '0912000009' })
  })

  it('leave a row for the record and one for the log', async () => {
    const path = csv([loan])
    await take('loans', path)
    const [run] = await register.prisma.importRun.findMany({ where: { kind: 'loans' } })
    expect(run).toMatchObject({
      fileName: path.split('/').at(-1),
      rows: 1,
      added: 1,
      changed: 0,
      skipped: 0,
      by: 'cli',
      at,
    })
    const [entry] = await register.prisma.audit.findMany({ where: { action: 'import.loans' } })
    expect(entry).toMatchObject({
      actorKind: 'system',
      actorId: 'cli',
      subjectKind: 'register',
      detail: { rows: 1, added: 1 },
    })
  })

  it('change nothing when the same file comes again', async () => {
    const [groups, households, loans] = [csv([group]), csv([household]), csv([loan])]
    await take('loans', loans)
    const before = (await everything()).slice(0, 5)
    for (const [kind, path] of [
      ['groups', groups],
      ['households', households],
      ['loans', loans],
    ] as const)
      expect((await take(kind, path)).result).toMatchObject({ outcome: 'done', added: 0, changed: 0, unchanged: 1 })
    expect((await everything()).slice(0, 5)).toEqual(before)
  })

  it('say in a dry run what would come of them, and store nothing', async () => {
    const before = await everything()
    const { result } = await take('loans', csv([loan]), { dryRun: true })
    const difference = { ...noDifference, print: expect.any(String) }
    expect(result).toEqual({ outcome: 'done', dryRun: true, rows: 1, ...counts, added: 1, difference })
    expect(await everything()).toEqual(before)
  })

  it.each([
    ['the headers of the contract', (column: string) => column],
    ['Vietnamese headers', (column: string) => vietnamese[column]!],
    [
      'Vietnamese headers without marks',
      (column: string) => vietnamese[column]!.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd'),
    ],
  ])('are read by %s', async (_, name) => {
    expect((await take('loans', csv([loan], name))).result).toMatchObject({ outcome: 'done', added: 1 })
  })

  it('come from a workbook as from a text file, with the instalments on a sheet of their own', async () => {
    const instalments = [{ loan_id: loan.loan_id!, due_date: '2026-12-12', principal_vnd: '4000000' }]
    const stored = async () => {
      const loans = await register.loans.ofHousehold((await register.households.byCustomerId('1000000001'))!.id)
      const { rows } = await register.pool.query('SELECT due_date::text, principal FROM instalment')
      return { loans: loans.map(({ id: _, ...row }) => row), instalments: rows }
    }
    await take('loans', csv([loan]), { instalmentsPath: csv(instalments) })
    const before = await stored()
    expect(before.instalments).toEqual([{ due_date: '2026-12-12', principal: '4000000' }])
    await register.pool.query('TRUNCATE loan CASCADE')
    const day = (text: string) => ({ value: new Date(`${text}T00:00:00Z`), format: 'dd/mm/yyyy' })
    const cells: Record<string, object> = {
      principal_vnd: { value: 20_000_000 },
      disbursed_on: day('2025-01-10'),
      final_due_date: day('2030-01-10'),
      rate_pct: { value: 8.4 },
      interest_due_vnd: { value: 105_000 },
      next_due_date: day('2026-12-12'),
      as_of: { value: 46_346 },
    }
    const path = join(dir, 'book.xlsx')
    await writeXlsxFile([
      {
        sheet: 'Món vay',
        data: [
          Object.keys(loan).map((column) => ({ value: vietnamese[column] })),
          Object.entries(loan).map(([column, value]) => cells[column] ?? { value }),
        ],
      },
      {
        sheet: 'Phân kỳ',
        data: [
          [{ value: 'Mã món vay' }, { value: 'Ngày trả' }, { value: 'Số tiền gốc' }],
          [{ value: loan.loan_id }, day('2026-12-12'), { value: 4_000_000 }],
        ],
      },
    ] as never).toFile(path)
    const { result } = await take('loans', path)
    expect(result).toMatchObject({ outcome: 'done', added: 1, instalments: { rows: 1, added: 1 } })
    expect(await stored()).toEqual(before)
  })

  it('make a household of a customer that nobody knows, from the line of the loan', async () => {
    const { result } = await take(
      'loans',
      csv([{ ...loan, customer_id: '1000000009', household_head: 'Lê Văn Mới', phone: '0912000009' }]),
    )
    expect(result).toMatchObject({ outcome: 'done', added: 1, households: 1 })
    expect(await register.households.byCustomerId('1000000009')).toMatchObject({
      headName: 'Lê Văn Mới',
      phone: '0912000009',
      commune: { code: '000001' },
      group: { code: '0000001' },
    })
  })

  it('keep newer figures than those of the file', async () => {
    await take('loans', csv([loan]))
    const { result } = await take('loans', csv([{ ...loan, as_of: '20/10/2026', outstanding_vnd: '16000000' }]))
    expect(result).toMatchObject({ outcome: 'done', changed: 0, older: 1 })
  })

  it.each([
    ['of the same day is gone', '19/11/2026', 1],
    ['with newer figures is not', '20/11/2026', 0],
  ])('do not list a loan: one %s', async (_, asOf, closed) => {
    const second = { ...loan, loan_id: '6600000000000002', as_of: asOf }
    await take('loans', csv([{ ...loan, as_of: '18/11/2026' }, second]))
    const how = { closeGone: true, acceptJumps: true }
    const { result } = await take('loans', csv([{ ...loan, as_of: '19/11/2026' }]), how)
    expect(result).toMatchObject({ outcome: 'done', difference: { closed, gone: { loans: closed } } })
    expect(await register.prisma.loan.count({ where: { status: 'closed' } })).toBe(closed)
  })

  it('keep the instalments of a loan whose newer figures they keep', async () => {
    const second = { ...loan, loan_id: '6600000000000002' }
    const due = (loan_id: string, due_date: string, principal_vnd = '4000000') => ({ loan_id, due_date, principal_vnd })
    const of = (...instalments: Cells[]) => ({ instalmentsPath: csv(instalments) })
    await take('loans', csv([loan, second]), of(due(loan.loan_id!, '2026-12-12'), due(second.loan_id, '2026-12-12')))
    const old = csv([{ ...loan, as_of: '20/10/2026' }, second])
    const { result } = await take(
      'loans',
      old,
      of(due(loan.loan_id!, '2027-12-12'), due(second.loan_id, '2026-12-12', '3000000')),
    )
    expect(result).toMatchObject({ older: 1, instalments: { rows: 2, older: 1, changed: 1, added: 0, removed: 0 } })
    const { rows } = await register.pool.query(
      'SELECT due_date::text AS day, principal::int AS principal FROM instalment ORDER BY principal',
    )
    expect(rows).toEqual([
      { day: '2026-12-12', principal: 3_000_000 },
      { day: '2026-12-12', principal: 4_000_000 },
    ])
  })
})

describe('payments', () => {
  const payment: Cells = {
    payment_id: 'GD1',
    loan_id: loan.loan_id!,
    paid_on: '12/11/2026',
    principal_vnd: '',
    interest_vnd: '105.000',
    deposit_vnd: '50.000',
    collected_by: 'Trần Thị Mẫu',
    receipt_no: 'BL 0001',
    as_of: '20/11/2026',
  }
  const words: Record<string, string> = {
    payment_id: 'Mã giao dịch',
    loan_id: 'Mã món vay',
    paid_on: 'Ngày thu',
    principal_vnd: 'Gốc đã thu',
    interest_vnd: 'Lãi đã thu',
    deposit_vnd: 'Tiền gửi',
    collected_by: 'Người thu',
    receipt_no: 'Số biên lai',
    as_of: 'Số liệu đến ngày',
  }
  beforeEach(async () => {
    await take('groups', csv([group]))
    await take('households', csv([household]))
    await take('loans', csv([loan]))
  })
  const booked = async () => {
    const { id } = await register.prisma.loan.findFirstOrThrow()
    return register.payments.ofLoans([id.toString()], '2026-11-01')
  }

  it.each([
    ['the headers of the contract', (column: string) => column],
    ['Vietnamese headers', (column: string) => words[column]!],
  ])('come in by %s, once', async (_, name) => {
    const path = csv([payment], name)
    expect((await take('payments', path)).result).toMatchObject({ outcome: 'done', rows: 1, added: 1 })
    expect((await take('payments', path)).result).toMatchObject({ outcome: 'done', added: 0, unchanged: 1 })
    expect(await booked()).toMatchObject([
      {
        ...{ paymentCode: 'GD1', loanCode: loan.loan_id, paidOn: '2026-11-12', asOf: '2026-11-20' },
        ...{ principal: 0, interest: 105_000, deposit: 50_000, collectedBy: 'Trần Thị Mẫu', receiptNo: 'BL 0001' },
      },
    ])
  })

  it.each<[string, Cells, [number, string, string]]>([
    ['of a loan that nobody knows', { loan_id: '77' }, [2, 'loan_id', 'unknown_loans']],
    ['of nothing', { interest_vnd: '0', deposit_vnd: '' }, [2, 'principal_vnd', 'zero']],
    ['after the day of their figures', { paid_on: '21/11/2026' }, [2, 'paid_on', 'after_as_of']],
    ['without a number', { payment_id: '' }, [2, 'payment_id', 'blank']],
  ])('are refused: %s', async (_, cells, bad) => {
    expect(await take('payments', csv([{ ...payment, ...cells }]))).toEqual({
      result: { outcome: 'bad_rows', rows: 1, badRows: 1, broken: false },
      bad: [bad],
    })
  })

  it('on the day of their figures, and without the columns that may be missing', async () => {
    const {
      collected_by: _,
      receipt_no: __,
      deposit_vnd: ___,
      ...rest
    } = { ...payment, paid_on: '20/11/2026' } as Cells
    expect((await take('payments', csv([rest]))).result).toMatchObject({ outcome: 'done', added: 1 })
    expect(await booked()).toMatchObject([{ deposit: 0, collectedBy: '', receiptNo: '' }])
  })
})

describe('a file with a bad row', () => {
  beforeEach(async () => {
    await take('groups', csv([group]))
    await take('households', csv([household]))
  })

  it.each<[string, Cells, string, string]>([
    ['no loan id', { loan_id: '' }, 'loan_id', 'blank'],
    ['an id that a spreadsheet rounded', { loan_id: '6,6E+15' }, 'loan_id', 'code_rounded'],
    ['a bad phone', { phone: '12345' }, 'phone', 'phone'],
    ['an unknown programme', { programme: 'Vay mua xe' }, 'programme', 'programme'],
    ['a digit code that offices read differently', { programme: '02' }, 'programme', 'programme'],
    ['an unknown group', { group_id: '7777777' }, 'group_id', 'unknown_groups'],
    ['an unknown commune', { commune_code: '777777' }, 'commune_code', 'unknown_communes'],
    [
      'an unknown customer without a name',
      { customer_id: '7', household_head: '' },
      'customer_id',
      'unknown_customers',
    ],
    ['a broken amount', { principal_vnd: '20 củ khoai' }, 'principal_vnd', 'money'],
    ['a negative amount', { outstanding_vnd: '-5' }, 'outstanding_vnd', 'money'],
    ['a day that does not exist', { disbursed_on: '31/02/2025' }, 'disbursed_on', 'day'],
    ['an American date', { disbursed_on: '12/31/2025' }, 'disbursed_on', 'day'],
    ['a monthly rate', { rate_pct: '0,65' }, 'rate_pct', 'rate'],
    ['figures from tomorrow', { as_of: '23/11/2026' }, 'as_of', 'ahead'],
    ['an unknown status', { status: 'Lạ' }, 'status', 'status'],
    ['an end before its beginning', { final_due_date: '2024-12-31' }, 'final_due_date', 'before_disbursed'],
    ['more outstanding than was lent', { outstanding_vnd: '20000001' }, 'outstanding_vnd', 'above_principal'],
    ['more overdue than outstanding', { overdue_vnd: '15000001' }, 'overdue_vnd', 'above_outstanding'],
    ['more due than outstanding', { next_principal_vnd: '15000001' }, 'next_principal_vnd', 'above_outstanding'],
    ['something due on no day', { next_due_date: '' }, 'next_due_date', 'due_without_day'],
    ['a closed loan that is owed', { status: 'closed' }, 'status', 'closed_but_owed'],
    [
      'a loan of nothing',
      { principal_vnd: '0', outstanding_vnd: '0', next_principal_vnd: '' },
      'principal_vnd',
      'zero',
    ],
  ])('is refused as a whole: %s', async (_, cells, column, problem) => {
    const before = await everything()
    const rows = [loan, { ...loan, loan_id: '6600000000000002', ...cells }]
    const { result, bad } = await take('loans', csv(rows))
    expect(result).toEqual({ outcome: 'bad_rows', rows: 2, badRows: 1, broken: false })
    expect(bad).toEqual([[3, column, problem]])
    expect(await everything()).toEqual(before)
  })

  it.each<[string, ImportRequest['kind'], Cells[], [number, string, string]]>([
    ['a birth year ahead', 'households', [{ ...household, birth_year: '2027' }], [2, 'birth_year', 'birth_year']],
    [
      'an unknown list',
      'households',
      [{ ...household, poverty_status: 'giàu' }],
      [2, 'poverty_status', 'poverty_status'],
    ],
    [
      'a household without a name',
      'households',
      [{ ...household, household_head: '' }],
      [2, 'household_head', 'blank'],
    ],
    ['a household twice', 'households', [household, household], [3, 'customer_id', 'twice']],
    ['an unknown association', 'groups', [{ ...group, association: '15' }], [2, 'association', 'association']],
    ['the 32nd', 'groups', [{ ...group, transaction_day: '32' }], [2, 'transaction_day', 'day_of_month']],
    [
      'an unknown point',
      'groups',
      [{ ...group, transaction_point_id: 'TXN9' }],
      [2, 'transaction_point_id', 'unknown_points'],
    ],
    [
      'two days for one point',
      'groups',
      [group, { ...group, group_id: '2', transaction_day: '13' }],
      [3, 'transaction_day', 'other_day'],
    ],
    ['a loan twice', 'loans', [loan, { ...loan, status: 'overdue' }], [3, 'loan_id', 'twice']],
  ])('is named: %s', async (_, kind, rows, expected) => {
    const { result, bad } = await take(kind, csv(rows))
    expect(result).toMatchObject({ outcome: 'bad_rows', badRows: 1 })
    expect(bad).toEqual([expected])
  })

  it('has every bad cell of every row named, by the headers of the file', async () => {
    const rows = [{ ...loan, phone: 'x', rate_pct: 'x' }, loan, { ...loan, loan_id: '', status: 'x' }]
    const { bad } = await take(
      'loans',
      csv(rows, (column) => vietnamese[column]!),
    )
    expect(bad).toEqual([
      [2, 'Số điện thoại', 'phone'],
      [2, 'Lãi suất (%/năm)', 'rate'],
      [4, 'MÃ MÓN VAY', 'blank'],
      [4, 'Trạng thái', 'status'],
    ])
  })

  it('gives its good rows when asked to skip the bad ones', async () => {
    const rows = [loan, { ...loan, phone: 'x' }, { ...loan, loan_id: '6600000000000002' }]
    const { result, bad } = await take('loans', csv(rows), { skipBadRows: true })
    expect(result).toMatchObject({ outcome: 'done', rows: 3, added: 2, skipped: 1 })
    expect(bad).toHaveLength(1)
    expect(await register.prisma.importRun.findFirst({ where: { kind: 'loans' } })).toMatchObject({
      rows: 3,
      skipped: 1,
    })
  })

  it('is no whole list: no loan is closed and no instalment dropped that may stand in a bad row', async () => {
    const second = { ...loan, loan_id: '6600000000000002' }
    const instalment = (of: Cells) => ({
      loan_id: loan.loan_id!,
      due_date: '2026-12-12',
      principal_vnd: '4000000',
      ...of,
    })
    const listed = [instalment({}), instalment({ due_date: '2027-12-12' })]
    await take('loans', csv([loan, second]), { instalmentsPath: csv(listed) })
    const how = { skipBadRows: true, closeGone: true, acceptJumps: true }
    const open = () => register.prisma.loan.count({ where: { status: { not: 'closed' } } })
    const bad = [loan, { ...second, rate_pct: 'x' }]
    const some = csv([listed[0]!, instalment({ due_date: '31/2/2027' })])
    const { result } = await take('loans', csv(bad), { ...how, instalmentsPath: some })
    const left = { instalments: { skipped: 1, removed: 0 }, difference: { gone: { loans: 1 }, closed: 0 } }
    expect(result).toMatchObject({ outcome: 'done', skipped: 1, ...left })
    expect([await open(), await register.prisma.instalment.count()]).toEqual([2, 2])
    const whole = await take('loans', csv([loan]), { ...how, instalmentsPath: csv([listed[0]!]) })
    expect(whole.result).toMatchObject({ outcome: 'done', difference: { closed: 1 }, instalments: { removed: 1 } })
    expect([await open(), await register.prisma.instalment.count()]).toEqual([1, 1])
  })

  it('has instalments of a loan that nobody knows named, and takes nothing of either file', async () => {
    const instalments = [
      { loan_id: loan.loan_id!, due_date: '2026-12-12', principal_vnd: '4000000' },
      { loan_id: '7', due_date: '2026-12-12', principal_vnd: '4000000' },
    ]
    const { result, bad } = await take('loans', csv([loan]), { instalmentsPath: csv(instalments) })
    expect(result).toEqual({ outcome: 'bad_rows', rows: 3, badRows: 1, broken: false })
    expect(bad).toEqual([[3, 'loan_id', 'unknown_loans']])
    expect(await register.prisma.loan.count()).toBe(0)
  })

  it('that breaks off is refused even when bad rows are to be skipped', async () => {
    const path = csv([loan])
    writeFileSync(path, Buffer.from([0x0a, 0xd0, 0x0a]), { flag: 'a' })
    const long = csv(Array.from({ length: 500 }, (_, i) => ({ ...loan, loan_id: `L${i}` })))
    writeFileSync(long, Buffer.from([0x0a, 0xd0, 0x0a]), { flag: 'a' })
    expect((await take('loans', path, { skipBadRows: true })).result).toMatchObject({ outcome: 'unreadable' })
    expect((await take('loans', long, { skipBadRows: true })).result).toMatchObject({
      outcome: 'bad_rows',
      broken: true,
    })
    expect(await register.prisma.loan.count()).toBe(0)
  })
})

describe('the columns of a file', () => {
  it('must be there', async () => {
    const { rate_pct: _, status: __, ...rest } = loan
    const { result, bad } = await take('loans', csv([rest]))
    expect(result).toEqual({ outcome: 'wrong_columns' })
    expect(bad).toEqual([
      [0, 'rate_pct', 'column_missing'],
      [0, 'status', 'column_missing'],
    ])
  })

  it('may not be there twice', async () => {
    const { result, bad } = await take('loans', csv([{ ...loan, 'Dư nợ': '1' }]))
    expect(result).toEqual({ outcome: 'wrong_columns' })
    expect(bad).toEqual([[0, 'Dư nợ', 'column_doubled']])
  })

  it('may stand in any order, with others between them', async () => {
    await take('groups', csv([Object.fromEntries([...Object.entries(group), ['Ghi chú', 'x']].reverse())]))
    expect(await register.prisma.savingsCreditGroup.count()).toBe(1)
  })

  it('that are missing leave what the register has', async () => {
    await take('groups', csv([group]))
    await take('households', csv([household]))
    const { phone: _, hamlet: __, ...rest } = household
    expect((await take('households', csv([rest]))).result).toMatchObject({ outcome: 'done', unchanged: 1 })
    expect(await register.households.byCustomerId('1000000001')).toMatchObject({
      phone: '0912000002',
      hamlet: 'Thôn Đông',
    })
  })
})

describe('a file that is no list', () => {
  it('is refused with its reason', async () => {
    const path = join(dir, 'nowhere.csv')
    expect((await take('loans', path)).result).toEqual({
      outcome: 'unreadable',
      path,
      problem: { key: 'import:files.not_found' },
    })
  })

  it('with a header only has no rows', async () => {
    const path = csv([group])
    writeFileSync(path, Object.keys(group).join(','))
    expect((await take('groups', path)).result).toMatchObject({ outcome: 'done', rows: 0, added: 0 })
  })
})
