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
/** The payments of which the household was not told. */
const untold = async () =>
  codes(await world.database.prisma.payment.findMany({ where: { echoedAt: null }, orderBy: { id: 'asc' } }))
const codes = (payments: { paymentCode: string }[]) => payments.map(({ paymentCode }) => paymentCode)

describe('payments', () => {
  it('are found with their loan and its household, the latest first, from the day that is asked for on', async () => {
    expect(await put(payment('A'), payment('B', { paid_on: '2026-11-13' }))).toMatchObject({ added: 2 })
    const found = await world.store.payments.ofLoans([loan.id], '2026-11-12')
    expect(codes(found)).toEqual(['B', 'A'])
    expect(found[1]).toMatchObject({
      loanId: loan.id,
      householdId: loan.householdId,
      principal: 4_000_000,
      importedAt: now,
    })
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
    expect(await untold()).toEqual(['A'])
    await world.database.prisma.payment.updateMany({ data: { echoedAt: now } })
    expect(await put(payment('A', of))).toMatchObject(counts)
    expect(await untold()).toEqual(told)
  })
})
