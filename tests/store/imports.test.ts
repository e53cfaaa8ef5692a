import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GroupRow, LoanRow } from '../../src/domain/import-rows.ts'
import type { FoldedHouseholdRow } from '../../src/ports/imports.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  register = await openRegister()
})
afterAll(() => register.close())
beforeEach(async () => {
  await emptyRegister(register)
  await register.imports.putUnits(sampleUnits)
  await register.imports.putGroups([group], { absent: [], at })
})

const group: GroupRow = {
  group_id: '0000001',
  name: 'Tổ Thử 1',
  leader_name: 'Trần Thị Mẫu',
  leader_phone: '0912000001',
  association: '12',
  commune_code: '000001',
  hamlet: 'Thôn Đông',
  transaction_point_id: 'TXN001',
  transaction_day: 12,
  collection_day: 9,
}

const household: FoldedHouseholdRow = {
  customer_id: '1000000001',
  household_head: 'Nguyễn Văn Thử',
  head_folded: 'nguyen van thu',
  birth_year: 1970,
  phone: '0912000002',
  commune_code: '000001',
  hamlet: 'Thôn Tây',
  group_id: '0000001',
  poverty_status: 'near_poor',
  list_year: 2025,
}

const loan: LoanRow = {
  loan_id: '6600000000000001',
  customer_id: '1000000001',
  household_head: 'Nguyễn Văn Thử',
  phone: undefined,
  programme: 'clean_water',
  group_id: '0000001',
  commune_code: '000001',
  principal_vnd: 20_000_000,
  disbursed_on: '2025-01-10',
  final_due_date: '2030-01-10',
  rate_pct: 8.4,
  overdue_rate_pct: 10.92,
  outstanding_vnd: 15_000_000,
  overdue_vnd: 0,
  interest_due_vnd: 105_000,
  next_due_date: '2026-12-12',
  next_principal_vnd: 4_000_000,
  as_of: '2026-11-20',
  status: 'normal',
}

const put = { absent: [], at }
const none = { added: 0, changed: 0, unchanged: 0, older: 0 }

describe('units', () => {
  it('are written once and changed after, with their former units and points', async () => {
    await register.imports.putUnits({ ...sampleUnits, office: { ...sampleUnits.office, phone: '02261111111' } })
    const office = await register.units.mainOffice()
    expect(office).toMatchObject({ code: '0101', phone: '02261111111', quietUntil: 7, quietFrom: 20 })
    expect(await register.units.communes(office.id)).toMatchObject([
      { code: '000001', kind: 'phuong', formerUnits: [{ name: 'Trác Thử', kind: 'xa' }] },
      { code: '000002', formerUnits: [] },
    ])
    expect(await register.prisma.transactionPoint.count()).toBe(2)
  })
})

describe('groups', () => {
  it('are added, left alone, and changed', async () => {
    expect(await register.imports.putGroups([group], put)).toEqual({ ...none, unchanged: 1 })
    expect(await register.imports.putGroups([{ ...group, name: 'Tổ Thử 2' }], put)).toEqual({ ...none, changed: 1 })
    expect(await register.imports.putGroups([{ ...group, group_id: '0000002' }], put)).toEqual({ ...none, added: 1 })
  })

  it('give their transaction point its day', async () => {
    await register.imports.putGroups([{ ...group, transaction_day: 15 }], put)
    const [row] = await register.prisma.savingsCreditGroup.findMany()
    expect((await register.units.group(row!.id))?.sessions.dayOfMonth).toBe(15)
  })

  it('keep the phone of their leader where the file has no such column, and lose it where the cell is blank', async () => {
    const bare = { ...group, leader_phone: undefined }
    expect(await register.imports.putGroups([bare], { absent: ['leader_phone'], at })).toEqual({
      ...none,
      unchanged: 1,
    })
    expect(await register.imports.putGroups([bare], put)).toEqual({ ...none, changed: 1 })
    expect(await register.prisma.savingsCreditGroup.findFirst()).toMatchObject({ leaderPhoneSealed: null })
  })

  it('of an unknown commune are our error', async () => {
    await expect(register.imports.putGroups([{ ...group, commune_code: '999999' }], put)).rejects.toThrow(/unknown/)
  })
})

describe('households', () => {
  beforeEach(() => register.imports.putHouseholds([household], put))

  it('are found by customer id and by phone, with the phone sealed at rest', async () => {
    const found = await register.households.byCustomerId('1000000001')
    expect(found).toMatchObject({
      headName: 'Nguyễn Văn Thử',
      phone: '0912000002',
      birthYear: 1970,
      hamlet: 'Thôn Tây',
      povertyStatus: 'near_poor',
      listYear: 2025,
      commune: { code: '000001' },
      group: { code: '0000001', associationKey: 'women', point: { name: 'Điểm giao dịch Trác Thử' } },
    })
    expect((await register.households.byPhone('0912000002')).map((h) => h.id)).toEqual([found?.id])
    expect(await register.households.byPhone('0912000003')).toEqual([])
    const [row] = (await register.pool.query('SELECT * FROM household')).rows
    expect(JSON.stringify(row)).not.toContain('0912000002')
  })

  it('that say the same change nothing, though sealing differs each time', async () => {
    const before = await register.prisma.household.findFirst()
    expect(await register.imports.putHouseholds([household], put)).toEqual({ ...none, unchanged: 1 })
    expect(await register.prisma.household.findFirst()).toEqual(before)
  })

  it.each([
    ['a new number', { phone: '0912000009' }, { phone: '0912000009' }],
    ['a new name', { household_head: 'Lê Thị Mới', head_folded: 'le thi moi' }, { headName: 'Lê Thị Mới' }],
    ['another list', { poverty_status: 'newly_escaped' }, { povertyStatus: 'newly_escaped' }],
  ])('change with %s', async (_, cells, expected) => {
    expect(await register.imports.putHouseholds([{ ...household, ...cells }], put)).toEqual({ ...none, changed: 1 })
    expect(await register.households.byCustomerId('1000000001')).toMatchObject(expected)
  })

  it('lose their hamlet when they move and the file has no column for it', async () => {
    const moved = { ...household, commune_code: '000002', hamlet: undefined }
    await register.imports.putHouseholds([moved], { absent: ['hamlet'], at })
    expect(await register.households.byCustomerId('1000000001')).not.toHaveProperty('hamlet')
  })

  it('are only added from the lines of loans: the first line of a customer counts, known ones stay as they are', async () => {
    const lines = [
      { ...household, household_head: 'Ai Đó', head_folded: 'ai do' },
      { ...household, customer_id: '1000000002', household_head: 'Trước', head_folded: 'truoc' },
      { ...household, customer_id: '1000000002', household_head: 'Sau', head_folded: 'sau' },
    ]
    expect(await register.imports.addHouseholds(lines, at)).toBe(1)
    expect(await register.households.byCustomerId('1000000001')).toMatchObject({ headName: 'Nguyễn Văn Thử' })
    expect(await register.households.byCustomerId('1000000002')).toMatchObject({ headName: 'Trước' })
  })
})

describe('loans', () => {
  beforeEach(async () => {
    await register.imports.putHouseholds([household], put)
    await register.imports.putLoans([loan], put)
  })
  const stored = async () =>
    (await register.loans.ofHousehold((await register.prisma.household.findFirst())!.id.toString()))[0]

  it('are read back as they were written', async () => {
    expect(await stored()).toMatchObject({
      loanCode: '6600000000000001',
      programme: 'clean_water',
      principal: 20_000_000,
      disbursedOn: '2025-01-10',
      finalDueDate: '2030-01-10',
      ratePct: 8.4,
      overdueRatePct: 10.92,
      outstanding: 15_000_000,
      interestDue: 105_000,
      nextDueDate: '2026-12-12',
      nextPrincipal: 4_000_000,
      asOf: '2026-11-20',
      status: 'normal',
    })
  })

  it.each([
    ['the same again', {}, { unchanged: 1 }],
    ['less outstanding', { outstanding_vnd: 11_000_000 }, { changed: 1 }],
    ['a later day of figures', { as_of: '2026-11-21' as const }, { changed: 1 }],
    ['no instalment left', { next_due_date: undefined, next_principal_vnd: undefined }, { changed: 1 }],
    ['figures of an earlier day', { as_of: '2026-10-20' as const, outstanding_vnd: 19_000_000 }, { older: 1 }],
    ['another loan', { loan_id: '6600000000000002' }, { added: 1 }],
  ])('with %s', async (_, cells, counts) => {
    expect(await register.imports.putLoans([{ ...loan, ...cells }], put)).toEqual({ ...none, ...counts })
    if ('older' in counts) expect(await stored()).toMatchObject({ outstanding: 15_000_000, asOf: '2026-11-20' })
  })

  it('keep what the file has no column for', async () => {
    const bare = { ...loan, group_id: undefined, next_due_date: undefined, next_principal_vnd: undefined }
    const absent = ['group_id', 'next_due_date', 'next_principal_vnd']
    expect(await register.imports.putLoans([bare], { absent, at })).toEqual({ ...none, unchanged: 1 })
  })

  it.each([
    ['commune', { commune_code: '999999' }],
    ['group', { group_id: '9999999' }],
    ['customer', { customer_id: '9999999999' }],
  ])('of an unknown %s are our error', async (_, cells) => {
    await expect(register.imports.putLoans([{ ...loan, ...cells }], put)).rejects.toThrow(/unknown/)
  })

  it('have instalments: written, corrected, and dropped when the file no longer lists them', async () => {
    const line = (due_date: '2026-12-12' | '2027-12-12' | '2028-12-12', principal_vnd: number) => ({
      loan_id: loan.loan_id,
      due_date,
      principal_vnd,
    })
    await register.transaction(async ({ imports }) => {
      const rows = [line('2026-12-12', 4_000_000), line('2027-12-12', 5_000_000)]
      expect(await imports.putInstalments(rows)).toEqual({ ...none, added: 2 })
      expect(await imports.dropOtherInstalments()).toBe(0)
    })
    await register.transaction(async ({ imports }) => {
      expect(await imports.putInstalments([line('2026-12-12', 4_500_000)])).toEqual({ ...none, changed: 1 })
      expect(await imports.putInstalments([line('2028-12-12', 5_000_000)])).toEqual({ ...none, added: 1 })
      expect(await imports.dropOtherInstalments()).toBe(1)
    })
    const left = await register.prisma.instalment.findMany({ orderBy: { dueDate: 'asc' } })
    expect(left.map((i) => [i.dueDate.toISOString().slice(0, 10), Number(i.principal)])).toEqual([
      ['2026-12-12', 4_500_000],
      ['2028-12-12', 5_000_000],
    ])
  })
})

describe('what is known', () => {
  it.each([
    ['communes', ['000001', '999999'], ['000001']],
    ['groups', ['0000001', 'x'], ['0000001']],
    ['points', ['TXN001'], ['TXN001']],
    ['customers', ['1'], []],
    ['loans', [], []],
  ] as const)('of %s', async (what, codes, expected) => {
    expect([...(await register.imports.known(what, codes))]).toEqual(expected)
  })
})

describe('imports at the same time', () => {
  it('wait for each other instead of blocking each other', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ ...household, customer_id: `2${i}` }))
    const both = [rows, rows.toReversed()].map((list) =>
      register.transaction(async ({ imports }) => {
        await imports.putHouseholds(list.slice(0, 100), put)
        return await imports.putHouseholds(list.slice(100), put)
      }),
    )
    expect((await Promise.all(both)).map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, 100])
  })
})
