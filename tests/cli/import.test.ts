import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importRegister } from '../../src/cli/import.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'
import { commandLine } from './command-line.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-import-'))
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

const header =
  'group_id,name,leader_name,leader_phone,association,commune_code,hamlet,transaction_point_id,transaction_day,collection_day'
const good = '0000001,Tổ Thử,Trần Thị Mẫu,0912000001,12,000001,Thôn Đông,TXN001,12,9'

function file(...lines: string[]): string {
  const path = join(dir, 'groups.csv')
  writeFileSync(path, lines.join('\n'))
  return path
}

const loa = (...args: string[]) =>
  commandLine({ store: register, clock: { now: () => at }, jobs: { wake: async () => {} } }, importRegister, [
    'import',
    ...args,
  ])

describe('import', () => {
  it('says how many rows were new, changed and as before', async () => {
    expect(await loa('groups', file(header, good))).toEqual({
      printed: ['1 dòng: 1 mới, 0 thay đổi, 0 như cũ, 0 cũ hơn số liệu đang có, 0 bỏ qua.'],
      failed: undefined,
    })
  })

  it('gives the counts as one line of JSON', async () => {
    const { printed } = await loa('groups', file(header, good), '--json')
    expect(printed).toHaveLength(1)
    expect(JSON.parse(printed[0]!)).toMatchObject({
      kind: 'groups',
      outcome: 'done',
      rows: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
      skipped: 0,
      dryRun: false,
    })
  })

  it('names every bad row and column and fails with one sentence', async () => {
    const { printed, failed } = await loa(
      'groups',
      file(header, good, good.replace('0000001', '0000002').replace(',12,9', ',32,x')),
    )
    expect(printed).toEqual([
      'dòng 3, cột transaction_day: “32” không phải là ngày trong tháng, từ 1 đến 31',
      'dòng 3, cột collection_day: “x” không phải là ngày trong tháng, từ 1 đến 31',
    ])
    expect(failed).toBe(`Tệp ${join(dir, 'groups.csv')} có 1 dòng hỏng trong 2 dòng. Chưa lưu gì.`)
    expect(await register.prisma.savingsCreditGroup.count()).toBe(0)
  })

  it('names them in JSON as well', async () => {
    const { printed, failed } = await loa('groups', file(header, good.replace(',12,9', ',32,9')), '--json')
    expect(JSON.parse(printed[0]!)).toMatchObject({
      outcome: 'bad_rows',
      badRows: 1,
      bad: [{ line: 2, column: 'transaction_day', problem: expect.stringContaining('32') }],
    })
    expect(failed).toBeDefined()
  })

  it('skips bad rows only when told to', async () => {
    const path = file(header, good, good.replace('0000001', ''))
    expect((await loa('groups', path)).failed).toBeDefined()
    const { printed, failed } = await loa('groups', path, '--skip-bad-rows')
    expect(failed).toBeUndefined()
    expect(printed.at(-1)).toMatch(/^2 dòng: 1 mới.*1 bỏ qua/)
  })

  it('takes consents on paper like any list', async () => {
    await loa('households', file('customer_id,household_head,phone,commune_code', '1,Nguyễn Văn Thử,0912000002,000001'))
    const path = file(
      'Mã khách hàng;Ngày ký;Mục đích;Giấy',
      '1;10/05/2026;Nhắc trả nợ;Mẫu 01',
      '1;10/05/2026;Vay;Mẫu 01',
    )
    expect(await loa('consents', path)).toMatchObject({
      printed: ['dòng 3, cột Mục đích: không có mục đích “Vay”, chỉ có: nhắc trả nợ, thông báo'],
      failed: expect.stringContaining('1 dòng hỏng trong 2 dòng'),
    })
    expect((await loa('consents', path, '--skip-bad-rows')).printed.at(-1)).toMatch(/^2 dòng: 1 mới.*1 bỏ qua/)
  })

  it('keeps nothing in a dry run and says so', async () => {
    const { printed } = await loa('groups', file(header, good), '--dry-run')
    expect(printed).toEqual([expect.stringMatching(/^1 dòng: 1 mới/), 'Đây là xem trước. Chưa lưu gì.'])
    expect(await register.prisma.savingsCreditGroup.count()).toBe(0)
  })

  describe('of loans', () => {
    const columns =
      'loan_id,customer_id,household_head,programme,commune_code,principal_vnd,disbursed_on,final_due_date,rate_pct,overdue_rate_pct,outstanding_vnd,overdue_vnd,interest_due_vnd,as_of,status'
    const loans = (count: number, rate = (_: number) => '6.6') =>
      file(
        columns,
        ...Array.from(
          { length: count },
          (_, n) =>
            `L${n},K${n},Nguyễn Văn ${n},poor,000001,20000000,2025-01-10,2030-01-10,${rate(n)},8.58,15000000,0,80000,2026-11-20,normal`,
        ),
      )
    const rateOf = async (rate: number) => register.prisma.loan.count({ where: { ratePct: rate } })
    beforeEach(() => loa('loans', loans(100)))

    it('shows in a dry run what would change, by column', async () => {
      const { printed } = await loa(
        'loans',
        loans(99, (n) => (n < 3 ? '9' : '6.6')),
        '--dry-run',
      )
      expect(printed).toEqual([
        '99 dòng: 0 mới, 3 thay đổi, 96 như cũ, 0 cũ hơn số liệu đang có, 0 bỏ qua.',
        'Số dòng thay đổi theo cột: rate_pct 3.',
        '1 món vay (dư nợ 15.000.000 đồng) có trong sổ mà không có trong tệp; đã đóng 0 món.',
        'Đây là xem trước. Chưa lưu gì.',
      ])
      expect(await rateOf(9)).toBe(0)
    })

    it('holds what looks like a mistake, with the reason, until somebody says yes to it', async () => {
      const path = loans(100, (n) => (n < 20 ? '9' : '6.6'))
      const { printed, failed } = await loa('loans', path)
      expect(printed).toContain('Nghi ngờ: 20 trong 100 món vay đổi lãi suất.')
      expect(failed).toContain('--accept-jumps')
      expect(await rateOf(9)).toBe(0)
      const json = await loa('loans', path, '--json')
      expect(JSON.parse(json.printed[0]!)).toMatchObject({
        ...{ outcome: 'held', changed: 20 },
        difference: { jumps: [{ kind: 'rates', count: 20, of: 100 }], columns: [{ column: 'rate_pct', rows: 20 }] },
      })
      expect(json.failed).toBeDefined()
      expect((await loa('loans', path, '--accept-jumps')).failed).toBeUndefined()
      expect(await rateOf(9)).toBe(20)
    })

    it('closes what is listed no more only when told to', async () => {
      const open = () => register.prisma.loan.count({ where: { status: 'normal' } })
      await loa('loans', loans(98))
      expect(await open()).toBe(100)
      const { printed } = await loa('loans', loans(98), '--close-gone')
      expect(printed[1]).toBe('2 món vay (dư nợ 30.000.000 đồng) có trong sổ mà không có trong tệp; đã đóng 2 món.')
      expect(await open()).toBe(98)
      expect(await register.prisma.loan.count({ where: { status: 'closed', outstanding: 0 } })).toBe(2)
    })
  })

  it.each([
    ['a file that is not there', ['groups', '/nowhere.csv'], '/nowhere.csv: Không mở được tệp này.'],
    [
      'a second file that is not there',
      ['loans', '', '--instalments', '/nowhere.csv'],
      '/nowhere.csv: Không mở được tệp này.',
    ],
  ])('refuses %s', async (_, args, sentence) => {
    const path = file('loan_id,customer_id,programme', 'x,y,z')
    expect((await loa(...args.map((arg) => arg || path))).failed).toBe(sentence)
  })

  it('names the columns that are missing', async () => {
    const { printed, failed } = await loa('groups', file(header.replace('name,', ''), good))
    expect(printed).toEqual(['cột name: tệp không có cột này'])
    expect(failed).toContain('thiếu cột')
  })
})
