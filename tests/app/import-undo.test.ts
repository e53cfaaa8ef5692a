import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importRegister } from '../../src/app/import-register.ts'
import type { ImportRequest } from '../../src/app/import-request.ts'
import { undoImport } from '../../src/app/import-undo.ts'
import { workImports } from '../../src/app/import-work.ts'
import { undoDays } from '../../src/domain/import-limits.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { csvOf } from '../http/import-things.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'

type Cells = Record<string, string>

const group: Cells = {
  group_id: '0000001',
  name: 'Tổ Thử',
  leader_name: 'Trần Thị Mẫu',
  leader_phone: '0912000001',
  association: '12',
  commune_code: '000001',
  hamlet: 'Thôn Đông',
  transaction_point_id: 'TXN001',
  transaction_day: '12',
  collection_day: '9',
}
const household: Cells = {
  customer_id: 'K1',
  household_head: 'Nguyễn Văn Thử',
  birth_year: '1970',
  phone: '0912000002',
  commune_code: '000001',
  hamlet: 'Thôn Đông',
  group_id: '0000001',
  poverty_status: 'near_poor',
  list_year: '2025',
}
const loan: Cells = {
  loan_id: 'L1',
  customer_id: 'K1',
  household_head: 'Nguyễn Văn Thử',
  programme: 'poor',
  group_id: '0000001',
  commune_code: '000001',
  principal_vnd: '20000000',
  disbursed_on: '2025-01-10',
  final_due_date: '2030-01-10',
  rate_pct: '6.6',
  overdue_rate_pct: '8.58',
  outstanding_vnd: '15000000',
  overdue_vnd: '0',
  interest_due_vnd: '80000',
  next_due_date: '2026-12-12',
  next_principal_vnd: '4000000',
  as_of: '2026-11-20',
  status: 'normal',
}
const payment: Cells = {
  payment_id: 'P1',
  loan_id: 'L1',
  paid_on: '2026-11-12',
  principal_vnd: '0',
  interest_vnd: '80000',
  deposit_vnd: '0',
  as_of: '2026-11-20',
}
const instalment = (due_date: string, principal_vnd: string): Cells => ({ loan_id: 'L1', due_date, principal_vnd })

let register: Register
let officeId: number
beforeAll(async () => {
  register = await openRegister()
})
afterAll(() => register.close())
beforeEach(async () => {
  await emptyRegister(register)
  await register.imports.putUnits(sampleUnits)
  officeId = (await register.units.mainOffice()).id
  await take('groups', [group])
  await take('households', [household])
  await take('loans', [loan])
})

const clock = { now: () => at }
const bytesOf = (rows: Cells[]) => {
  const bytes = csvOf(rows)
  const read = async function* (from: number, until: number) {
    yield bytes.subarray(from, until)
  }
  return { size: bytes.length, read }
}

/** Takes a list, and gives the number of its run. */
async function take(kind: ImportRequest['kind'], rows: Cells[], instalments?: Cells[]): Promise<string> {
  const request: ImportRequest = {
    ...{ kind, path: `${kind}.csv`, dryRun: false, skipBadRows: false, acceptJumps: true },
    stored: { list: bytesOf(rows), ...(instalments ? { instalments: bytesOf(instalments) } : {}) },
    ...(instalments ? { instalmentsPath: 'instalments.csv' } : {}),
    by: { kind: 'system', id: 'test' },
    onBad: (bad) => {
      throw new Error(JSON.stringify(bad))
    },
  }
  const deps = { store: register, sheets: fileSheets(), language: loadLanguage(), clock }
  const outcome = await importRegister(deps, request)
  return outcome.outcome === 'done' ? (outcome.runId ?? '') : ''
}

const undo = (runId: string, store: Pick<Register, 'importRuns' | 'transaction'> = register) =>
  undoImport({ store, clock }, { runId, staff: { id: 's', role: 'officer', officeId } })

/** All that lists write, but for what looks different each time. */
async function everything() {
  const { rows } = await register.pool.query<{ held: object }>(`
    SELECT to_jsonb(t) - 'leader_phone_sealed' AS held FROM savings_credit_group t
    UNION ALL SELECT to_jsonb(t) - 'phone_sealed' - 'updated_at' FROM household t
    UNION ALL SELECT to_jsonb(t) FROM loan t UNION ALL SELECT to_jsonb(t) FROM instalment t
    UNION ALL SELECT to_jsonb(t) FROM payment t UNION ALL SELECT to_jsonb(t) FROM transaction_point t`)
  return rows.map(({ held }) => JSON.stringify(held)).sort()
}

const lists: [string, ImportRequest['kind'], Cells[], Cells[]?][] = [
  [
    'a household with another number, name and group',
    'households',
    [{ ...household, phone: '0912000009', household_head: 'Lê Thị Mới', group_id: '' }],
  ],
  ['a household without a number any more', 'households', [{ ...household, phone: '' }]],
  ['a new household', 'households', [{ ...household, customer_id: 'K2' }]],
  [
    'a group with another leader, and another day of its point',
    'groups',
    [{ ...group, leader_phone: '0912000009', leader_name: 'Lê Mai', transaction_day: '15' }],
  ],
  ['a new group', 'groups', [group, { ...group, group_id: '0000002' }]],
  [
    'a loan with other figures',
    'loans',
    [{ ...loan, outstanding_vnd: '11000000', rate_pct: '7.2', next_due_date: '', next_principal_vnd: '' }],
  ],
  ['a new loan of a new customer', 'loans', [loan, { ...loan, loan_id: 'L2', customer_id: 'K2' }]],
  [
    'a loan with its instalments',
    'loans',
    [loan],
    [instalment('2026-12-12', '4000000'), instalment('2027-12-12', '4000000')],
  ],
  ['a payment', 'payments', [payment]],
]

describe('undoing a list', () => {
  it.each(lists)('gives everything back: %s', async (_, kind, rows, instalments) => {
    const before = await everything()
    const run = await take(kind, rows, instalments)
    expect(await everything()).not.toEqual(before)
    expect(await undo(run)).toMatchObject({ ok: true })
    expect(await everything()).toEqual(before)
    expect(await undo(run)).toBe('missing')
    // What came back is what was there: the same list again does what it did.
    await take(kind, rows, instalments)
    expect(await everything()).not.toEqual(before)
  })

  it('gives back instalments that were corrected and those that were no longer listed', async () => {
    await take('loans', [loan], [instalment('2026-12-12', '4000000'), instalment('2027-12-12', '4000000')])
    const before = await everything()
    const run = await take('loans', [loan], [instalment('2026-12-12', '3000000'), instalment('2028-12-12', '1000000')])
    expect(await undo(run)).toEqual({ ok: true, restored: 2, removed: 1 })
    expect(await everything()).toEqual(before)
  })

  it('gives a number back that can be read and found, also under a new data key', async () => {
    const run = await take('households', [{ ...household, phone: '0912000009' }])
    const older = Buffer.alloc(32, 7)
    const renewed = prismaStore(register.prisma, makeSeal(Buffer.alloc(32, 8), [older]))
    await undo(run, renewed)
    expect(await renewed.households.byCustomerId('K1')).toMatchObject({ phone: '0912000002' })
    expect(await renewed.households.byPhone('0912000002')).toHaveLength(1)
  })

  it('keeps what was before sealed', async () => {
    await take('households', [{ ...household, phone: '0912000009', household_head: 'Lê Thị Mới' }])
    const { rows } = await register.pool.query(`SELECT encode(rows_sealed, 'escape') AS held FROM import_image`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/Nguy|0912000002|head_name/)
  })

  it('is there for the latest list of its kind only; one that changed nothing leaves it open', async () => {
    const first = await take('loans', [{ ...loan, outstanding_vnd: '14000000' }])
    const second = await take('loans', [{ ...loan, outstanding_vnd: '13000000' }])
    await take('loans', [{ ...loan, outstanding_vnd: '13000000' }])
    await take('households', [{ ...household, phone: '0912000009' }])
    expect(await undo(first)).toBe('missing')
    expect(await undo(second)).toMatchObject({ ok: true })
  })

  it('is written down with the run, and with that of its instalments', async () => {
    const run = await take('loans', [{ ...loan, outstanding_vnd: '14000000' }], [instalment('2026-12-12', '4000000')])
    await undo(run)
    const runs = await register.prisma.importRun.findMany({ orderBy: { id: 'desc' }, take: 2 })
    expect(runs).toMatchObject([
      { kind: 'instalments', partOf: BigInt(run), undoneBy: 's', undoneAt: at },
      { kind: 'loans', partOf: null, undoneBy: 's', undoneAt: at },
    ])
    expect(await register.prisma.importImage.count({ where: { runId: BigInt(run) } })).toBe(0)
  })

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a row that was changed since',
      'changed_since',
      () => register.pool.query("UPDATE loan SET outstanding = 1 WHERE loan_code = 'L2'"),
    ],
    ['a row that is gone since', 'changed_since', () => register.pool.query("DELETE FROM loan WHERE loan_code = 'L2'")],
    ['a payment of a new loan', 'used_since', () => take('payments', [{ ...payment, loan_id: 'L2' }])],
    [
      'an account of a new household',
      'used_since',
      () =>
        register.pool.query(
          "INSERT INTO channel_account (channel, address, household_id) SELECT 'web', 'a', id FROM household WHERE customer_id = 'K2'",
        ),
    ],
    [
      'a person of a new household',
      'used_since',
      () =>
        register.pool.query(
          "INSERT INTO person (household_id, name, role) SELECT id, 'x', 'head' FROM household WHERE customer_id = 'K2'",
        ),
    ],
    [
      'a case about a new loan',
      'used_since',
      () =>
        register.pool.query(
          `INSERT INTO "case" (code, kind, office_id, routed_to, loan_id, opened_at, due_at) SELECT 'c', 'crop', ${officeId}, 'officer', id, now(), now() FROM loan WHERE loan_code = 'L2'`,
        ),
    ],
  ])('is closed where something rests on it, and changes nothing: %s', async (_, reason, later) => {
    const run = await take('loans', [loan, { ...loan, loan_id: 'L2', customer_id: 'K2' }])
    await later()
    const before = await everything()
    expect(await undo(run)).toEqual({ ok: false, reason, rows: 1 })
    expect(await everything()).toEqual(before)
  })

  it('is closed once a household was told of a payment', async () => {
    const run = await take('payments', [payment])
    await register.prisma.payment.updateMany({ data: { echoedAt: at } })
    expect(await undo(run)).toEqual({ ok: false, reason: 'told_since', rows: 1 })
  })

  it('waits for who is about to tell a household of a payment', async () => {
    const run = await take('payments', [payment])
    const telling = await register.pool.connect()
    try {
      await telling.query('BEGIN')
      await telling.query('UPDATE payment SET echoed_at = $1', [at])
      const undone = undo(run)
      const waiting = 'SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted'
      await expect.poll(async () => (await register.pool.query(waiting)).rows[0].count).toBeGreaterThan(0)
      await telling.query('COMMIT')
      expect(await undone).toEqual({ ok: false, reason: 'told_since', rows: 1 })
    } finally {
      telling.release()
    }
    expect(await register.prisma.payment.count()).toBe(1)
  })

  it('of a correction leaves a payment told that was told before it', async () => {
    await take('payments', [payment])
    const told = new Date(at.getTime() - 3_600_000)
    await register.prisma.payment.updateMany({ data: { echoedAt: told } })
    const run = await take('payments', [{ ...payment, interest_vnd: '90000' }])
    expect(await register.prisma.payment.findFirst()).toMatchObject({ interest: 90_000n, echoedAt: null })
    expect(await undo(run)).toMatchObject({ ok: true })
    expect(await register.prisma.payment.findFirst()).toMatchObject({ interest: 80_000n, echoedAt: told })
  })

  it('of what a household chose itself takes nothing', async () => {
    const run = await take('households', [{ ...household, phone: '0912000009' }])
    const { id } = await register.prisma.household.findFirstOrThrow()
    await register.accounts.setChannelOrder(id.toString(), ['zalo'])
    expect(await undo(run)).toMatchObject({ ok: true })
    expect(await register.prisma.household.findFirst()).toMatchObject({ channelOrder: ['zalo'] })
  })

  it.each([
    ['on the last day', undoDays * 86_400_000, 1],
    ['after it', undoDays * 86_400_000 + 1, 0],
  ])('what was before is kept for some days: %s', async (_, later, kept) => {
    await register.pool.query('TRUNCATE import_image')
    const run = await take('loans', [{ ...loan, outstanding_vnd: '14000000' }])
    const then = { now: () => new Date(at.getTime() + later) }
    await workImports({ store: register, sheets: fileSheets(), language: loadLanguage(), clock: then }, {})
    expect(await register.prisma.importImage.count({ where: { runId: BigInt(run) } })).toBe(kept)
  })
})
