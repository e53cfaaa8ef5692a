import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentRow } from '../../src/domain/import-rows.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let loan: { id: string; code: string; householdId: string }
beforeAll(async () => {
  world = await staffWorld()
  const householdId = await world.household({ programmes: ['poor'] })
  const row = await world.database.prisma.loan.findFirstOrThrow()
  loan = { id: row.id.toString(), code: row.loanCode, householdId }
})
afterAll(() => world.close())
beforeEach(() => world.database.pool.query('DELETE FROM payment'))

const payment = (payment_id: string, of: Partial<PaymentRow> = {}): PaymentRow => ({
  payment_id,
  loan_id: loan.code,
  paid_on: '2026-11-12',
  principal_vnd: 4_000_000,
  interest_vnd: 105_000,
  deposit_vnd: 50_000,
  collected_by: 'Lê Văn Tâm',
  receipt_no: '17',
  as_of: '2026-11-20',
  ...of,
})
const put = (...rows: PaymentRow[]) => world.store.imports.putPayments(rows, { absent: [], at: now })
const fresh = async (of: { afterId?: string; limit?: number; paidSince?: '2026-11-12' | '2026-11-13' } = {}) =>
  world.store.payments.fresh({ limit: 10, paidSince: '2026-11-12', ...of })
const codes = (payments: { paymentCode: string }[]) => payments.map(({ paymentCode }) => paymentCode)

describe('payments', () => {
  it('are found with their loan and its household until the household is told', async () => {
    expect(await put(payment('A'), payment('B'))).toMatchObject({ added: 2 })
    const [first, second] = await fresh()
    expect(first).toMatchObject({
      loanId: loan.id,
      householdId: loan.householdId,
      principal: 4_000_000,
      importedAt: now,
    })
    expect(codes(await fresh({ limit: 1 }))).toEqual(['A'])
    expect(codes(await fresh({ afterId: first!.id }))).toEqual(['B'])
    expect(await world.store.payments.claimEcho([first!.id], now)).toEqual(new Set([first!.id]))
    expect(await world.store.payments.claimEcho([first!.id, second!.id], now)).toEqual(new Set([second!.id]))
    expect(await fresh()).toEqual([])
    expect(await world.store.payments.find(first!.id)).toEqual(first)
  })

  it('from before the day that is asked for are not told any more', async () => {
    await put(payment('A'), payment('B', { paid_on: '2026-11-13' }))
    expect(codes(await fresh())).toEqual(['A', 'B'])
    expect(codes(await fresh({ paidSince: '2026-11-13' }))).toEqual(['B'])
    expect(codes(await world.store.payments.ofLoans([loan.id], '2026-11-12'))).toEqual(['B', 'A'])
    expect(codes(await world.store.payments.ofLoans([loan.id], '2026-11-13'))).toEqual(['B'])
  })

  it.each<[string, Partial<PaymentRow>, object, string[]]>([
    ['the same again', {}, { unchanged: 1 }, []],
    ['another amount', { principal_vnd: 3_000_000 }, { changed: 1 }, ['A']],
    ['another day', { paid_on: '2026-11-13' }, { changed: 1 }, ['A']],
    ['another receipt only', { receipt_no: '18' }, { changed: 1 }, []],
    ['figures of an earlier day', { principal_vnd: 3_000_000, as_of: '2026-11-19' }, { older: 1 }, []],
  ])('that were told, with %s', async (_, of, counts, told) => {
    await put(payment('A'))
    await world.store.payments.claimEcho(
      (await fresh()).map(({ id }) => id),
      now,
    )
    expect(await put(payment('A', of))).toMatchObject(counts)
    expect(codes(await fresh())).toEqual(told)
  })
})
