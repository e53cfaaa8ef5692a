import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BadCell } from '../../src/app/import-read.ts'
import { importRegister } from '../../src/app/import-register.ts'
import type { ImportRequest } from '../../src/app/import-request.ts'
import { fewestJumping } from '../../src/domain/import-difference.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-consents-'))
const language = loadLanguage()
let register: Register
beforeAll(async () => {
  register = await openRegister()
})
afterAll(async () => {
  await register.close()
  rmSync(dir, { recursive: true, force: true })
})

const households = `customer_id,household_head,phone,commune_code
1000000001,Nguyễn Văn Thử,0912000002,000001
1000000002,Trần Thị Mẫu,0912000003,000001
1000000003,Lê Văn Không,,000001`
const header = 'customer_id,day,purpose,paper'
const good = '1000000001,10/05/2026,Nhắc trả nợ,Mẫu 01'

async function take(kind: ImportRequest['kind'], text: string, more: Partial<ImportRequest> = {}) {
  const path = join(dir, `${kind}.csv`)
  writeFileSync(path, text)
  const bad: BadCell[] = []
  const deps = { store: register, sheets: fileSheets(), language, clock: { now: () => at } }
  const by = { kind: 'system' as const, id: 'cli' }
  const onBad = (cell: BadCell) => bad.push(cell)
  const result = await importRegister(deps, { kind, path, dryRun: false, skipBadRows: false, by, onBad, ...more })
  return { result, bad: bad.map(({ line, column, problem }) => [line, column, problem.key.split('.').at(-1)]) }
}
const consents = (lines: string[], more?: Partial<ImportRequest>) =>
  take('consents', [header, ...lines].join('\n'), more)
const standing = async (customerId: string) => {
  const found = await register.phoneAccounts.ofCustomers([customerId])
  return register.phoneAccounts.standing(found.get(customerId)?.householdId ?? '0')
}

beforeEach(async () => {
  await emptyRegister(register)
  await register.imports.putUnits(sampleUnits)
  await take('households', households)
})

describe('a list of consents on paper', () => {
  it('makes the accounts and the consents, with a row for the record and one for the log', async () => {
    const { result } = await consents([
      good,
      '1000000001,2026-05-10,announcements,Mẫu 01',
      '1000000002,11/05/2026,Thông báo,Mẫu 02',
    ])
    expect(result).toMatchObject({ outcome: 'done', rows: 3, added: 3, unchanged: 0 })
    expect(await standing('1000000001')).toEqual([
      { purpose: 'reminders', day: '2026-05-10', paper: 'Mẫu 01' },
      { purpose: 'announcements', day: '2026-05-10', paper: 'Mẫu 01' },
    ])
    expect(await standing('1000000002')).toEqual([{ purpose: 'announcements', day: '2026-05-11', paper: 'Mẫu 02' }])
    expect(await register.prisma.channelAccount.count({ where: { byPhone: true } })).toBe(2)
    expect(await register.prisma.importRun.findMany({ where: { kind: 'consents' } })).toMatchObject([
      { rows: 3, added: 3 },
    ])
    expect(await register.prisma.audit.findMany({ where: { action: 'import.consents' } })).toHaveLength(1)
  })

  it('is not held where many households took theirs back since: that is theirs to do', async () => {
    const count = fewestJumping + 5
    const people = Array.from(
      { length: count },
      (_, n) => `${n},Nguyễn Văn Thử,09120001${String(n).padStart(2, '0')},000001`,
    )
    await take('households', ['customer_id,household_head,phone,commune_code', ...people].join('\n'))
    const lines = people.map((_, n) => `${n},10/05/2026,reminders,Mẫu 01`)
    await consents(lines)
    await register.pool.query("UPDATE consent SET withdrawn_at = given_at + interval '1 month'")
    expect((await consents(lines)).result).toMatchObject({ outcome: 'done', older: count, added: 0 })
  })

  it('changes nothing when it comes again, nor after the household took it back', async () => {
    await consents([good])
    expect((await consents([good])).result).toMatchObject({ outcome: 'done', added: 0, unchanged: 1, older: 0 })
    const id = (await register.prisma.channelAccount.findFirstOrThrow({ where: { byPhone: true } })).id.toString()
    await register.consents.withdraw(id, ['reminders'], at)
    expect((await consents([good])).result).toMatchObject({ outcome: 'done', added: 0, unchanged: 0, older: 1 })
    expect(await standing('1000000001')).toEqual([])
  })

  it.each([
    ['that is older than the word of the head opens nothing', '10/05/2026', 0],
    ['that is newer than the word of the head counts', '12/05/2026', 1],
  ])('a paper %s, though no paper was known when it was said', async (_, day, stand) => {
    const id = (await register.households.byCustomerId('1000000001'))?.id ?? ''
    const account = await register.accounts.arrive({ channel: 'zalo', address: '77', at })
    await register.accounts.link(account.id, { householdId: id, person: { role: 'head', name: 'A' }, at })
    await register.consents.withdraw(account.id, ['reminders'], new Date('2026-05-11T10:00:00+07:00'))
    await consents([good.replace('10/05/2026', day)])
    expect(await standing('1000000001')).toHaveLength(stand)
  })

  it.each<[string, string, string, string]>([
    ['no customer', ',10/05/2026,Thông báo,Mẫu 01', 'customer_id', 'blank'],
    ['an unknown customer', '9999999999,10/05/2026,Thông báo,Mẫu 01', 'customer_id', 'unknown_households'],
    ['a household without a phone number', '1000000003,10/05/2026,Thông báo,Mẫu 01', 'customer_id', 'unknown_phones'],
    ['no day', '1000000002,,Thông báo,Mẫu 01', 'day', 'blank'],
    ['a day that does not exist', '1000000002,31/02/2026,Thông báo,Mẫu 01', 'day', 'day'],
    ['a day to come', '1000000002,23/11/2026,Thông báo,Mẫu 01', 'day', 'ahead'],
    ['another purpose', '1000000002,10/05/2026,Khoản vay,Mẫu 01', 'purpose', 'purpose'],
    ['no paper', '1000000002,10/05/2026,Thông báo,', 'paper', 'blank'],
    ['too long a name of the paper', `1000000002,10/05/2026,Thông báo,${'x'.repeat(121)}`, 'paper', 'paper'],
    ['the same twice', good, 'customer_id', 'twice'],
  ])('is refused as a whole with %s, by line and column', async (_, line, column, problem) => {
    const { result, bad } = await consents([good, line])
    expect(result).toEqual({ outcome: 'bad_rows', rows: 2, badRows: 1, broken: false })
    expect(bad).toEqual([[3, column, problem]])
    expect(await standing('1000000001')).toEqual([])
  })

  it('keeps nothing in a dry run, and takes the good lines where that is asked', async () => {
    expect((await consents([good], { dryRun: true })).result).toMatchObject({ dryRun: true, added: 1 })
    expect(await register.prisma.consent.count()).toBe(0)
    const { result } = await consents([good, 'x,10/05/2026,Thông báo,Mẫu 01'], { skipBadRows: true })
    expect(result).toMatchObject({ outcome: 'done', added: 1, skipped: 1 })
    expect(await standing('1000000001')).toHaveLength(1)
  })
})
