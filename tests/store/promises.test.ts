import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { ReminderKind } from '../../src/domain/reminder-plan.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let loanId: string
let householdId: string
let accountId: string

const rows = () => world.database.prisma
const promises = () => world.store.promises

beforeAll(async () => {
  world = await staffWorld()
  householdId = await world.household({ programmes: ['poor'] })
  accountId = await world.account({ householdId })
  loanId = String((await rows().loan.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })).id)
})
afterAll(() => world.close())
beforeEach(async () => {
  await rows().paymentPromise.deleteMany()
  await rows().payment.deleteMany()
})

const at = (day: Day) => new Date(`${day}T03:00:00Z`)
const promised = (day: Day, more: { kind?: ReminderKind; named?: boolean; at?: Date; dueDate?: Day } = {}) =>
  promises().keep([
    { loanId, accountId, dueDate: '2026-11-19', kind: 'soon', named: true, at: at('2026-11-16'), day, ...more },
  ])
const loan = (more: { asOf: Day; nextDueDate?: Day | null; status?: string; overdue?: bigint }) =>
  rows().loan.update({
    where: { id: BigInt(loanId) },
    data: {
      ...{ asOf: new Date(more.asOf), status: more.status ?? 'normal', overdue: more.overdue ?? 0n },
      nextDueDate: more.nextDueDate === null ? null : new Date(more.nextDueDate ?? '2026-11-19'),
    },
  })
let paid = 0
const payment = (
  paidOn: Day,
  amounts: { principal?: bigint; interest?: bigint; deposit?: bigint } = { interest: 1n },
) => {
  paid += 1
  const of = {
    paymentCode: `P${paid}`,
    loanId: BigInt(loanId),
    paidOn: new Date(paidOn),
    collectedBy: '',
    receiptNo: '',
  }
  const zero = { principal: 0n, interest: 0n, deposit: 0n }
  return rows().payment.create({ data: { ...of, ...zero, ...amounts, asOf: new Date(paidOn), importedAt: now } })
}
/** A list of payments that was taken. */
const payments = (of: { at?: Date; officeId?: number | null; undoneAt?: Date; kind?: string } = {}) => {
  const run = { kind: 'payments', fileName: 'x', rows: 1, added: 1, changed: 0, skipped: 0, by: 'test' }
  return rows().importRun.create({ data: { ...run, at: at('2026-11-19'), officeId: world.office.id, ...of } })
}
const states = async () => (await rows().paymentPromise.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)

describe('a promise', () => {
  it('is kept once for each instalment: a later word takes the place of an earlier one', async () => {
    await promised('2026-11-17')
    await promised('2026-11-18', { at: at('2026-11-17') })
    await promised('2026-12-19', { dueDate: '2026-12-19' })
    expect(await promises().ofHousehold(householdId, 9)).toMatchObject([
      { day: '2026-12-19', dueDate: '2026-12-19', state: 'open' },
      { day: '2026-11-18', dueDate: '2026-11-19', at: at('2026-11-17') },
    ])
  })

  it('with a day that was named is not taken back by one without', async () => {
    await promised('2026-11-17')
    await promised('2026-11-19', { named: false })
    expect(await promises().ofHousehold(householdId, 9)).toMatchObject([{ day: '2026-11-17', named: true }])
  })

  it('begins anew after another answer', async () => {
    await promised('2026-11-17')
    await promises().withdraw([{ loanId, dueDate: '2026-11-19' }], now)
    expect(await states()).toEqual(['withdrawn'])
    await promised('2026-11-19', { named: false })
    expect(await promises().ofHousehold(householdId, 9)).toMatchObject([{ day: '2026-11-19', state: 'open' }])
  })
})

describe('whether it was kept', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['open', 'while the figures are of the day itself', () => loan({ asOf: '2026-11-18' })],
    ['broken', 'by figures of the day after', () => loan({ asOf: '2026-11-19' })],
    ['kept', 'by a payment on the day', async () => [await payment('2026-11-18'), await loan({ asOf: '2026-11-19' })]],
    [
      'kept',
      'by a payment before the day, at once',
      async () => [await payment('2026-11-16'), await loan({ asOf: '2026-11-16' })],
    ],
    [
      'broken',
      'by a payment the day after',
      async () => [await payment('2026-11-19'), await loan({ asOf: '2026-11-19' })],
    ],
    [
      'broken',
      'by a payment from before it was made',
      async () => [await payment('2026-11-15'), await loan({ asOf: '2026-11-19' })],
    ],
    [
      'broken',
      'by savings alone',
      async () => [await payment('2026-11-18', { deposit: 50_000n }), await loan({ asOf: '2026-11-19' })],
    ],
    [
      'kept',
      'by figures in which the instalment is gone',
      () => loan({ asOf: '2026-11-19', nextDueDate: '2027-11-19' }),
    ],
    ['kept', 'by a loan that is paid back', () => loan({ asOf: '2026-11-19', nextDueDate: null, status: 'closed' })],
    [
      'broken',
      'by an instalment that went overdue',
      () => loan({ asOf: '2026-11-19', nextDueDate: '2027-11-19', overdue: 5n }),
    ],
  ])('is %s %s', async (state, _, happens) => {
    await promised('2026-11-18')
    await happens()
    await promises().settle(now)
    expect(await states()).toEqual([state])
  })

  it('of interest is seen in payments only: the next instalment of principal says nothing', async () => {
    await promised('2026-11-18', { kind: 'interest', dueDate: '2026-11-01' })
    await loan({ asOf: '2026-11-18', nextDueDate: '2027-11-19' })
    await promises().settle(now)
    expect(await states()).toEqual(['open'])
    await loan({ asOf: '2026-11-19', nextDueDate: '2027-11-19' })
    await payments()
    expect(await promises().settle(now)).toEqual({ kept: 0, broken: 1 })
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['no list of payments has come', async () => {}, 'open'],
    ['the list came on its very day', () => payments({ at: new Date('2026-11-18T16:59:59Z') }), 'open'],
    ['the list came after midnight', () => payments({ at: new Date('2026-11-18T17:00:00Z') }), 'broken'],
    ['the list was of several offices', () => payments({ officeId: null }), 'broken'],
    ['the list was of another office', () => payments({ officeId: world.office.otherId }), 'open'],
    ['the list was undone', () => payments({ undoneAt: now }), 'open'],
    ['the list was of loans', () => payments({ kind: 'loans' }), 'open'],
  ])('of interest is known once payments of later days are: %s', async (_, listed, state) => {
    await rows().importRun.deleteMany()
    await promised('2026-11-18', { kind: 'interest', dueDate: '2026-11-01' })
    await loan({ asOf: '2026-11-19' })
    await listed()
    await promises().settle(now)
    expect(await states()).toEqual([state])
  })

  it.each<[string, string, () => Promise<unknown>]>([
    ['a payment in time, whose list came after that of loans, still keeps it', 'kept', () => payment('2026-11-18')],
    ['a payment after its day keeps nothing', 'broken', () => payment('2026-11-19')],
    [
      'figures in which the instalment is gone later keep nothing',
      'broken',
      () => loan({ asOf: '2026-11-20', nextDueDate: '2027-11-19' }),
    ],
  ])('is decided once: %s', async (_, state, happens) => {
    await promised('2026-11-18')
    await loan({ asOf: '2026-11-19' })
    expect(await promises().settle(now)).toEqual({ kept: 0, broken: 1 })
    await happens()
    await promises().settle(now)
    expect(await states()).toEqual([state])
    expect(await promises().settle(now)).toEqual({ kept: 0, broken: 0 })
  })

  it.each<[string, string, number]>([
    ['kept', 'within two months', 62],
    ['broken', 'after them', 63],
  ])('is %s by a list of payments that comes %s', async (state, _, days) => {
    await promised('2026-11-18')
    await loan({ asOf: '2026-11-19' })
    await promises().settle(now)
    await payment('2026-11-18')
    await promises().settle(new Date(at('2026-11-18').getTime() + days * 86_400_000))
    expect(await states()).toEqual([state])
  })
})

describe('the figures', () => {
  it('count by office and month of Viet Nam, and leave out what was withdrawn', async () => {
    const made = async (dueDate: Day, state: string, madeAt: string) => {
      await promised('2026-11-18', { dueDate, at: new Date(madeAt) })
      await rows().paymentPromise.updateMany({ where: { dueDate: new Date(dueDate) }, data: { state } })
    }
    await made('2026-11-01', 'kept', '2026-10-31T16:59:59Z')
    await made('2026-11-02', 'kept', '2026-10-31T17:00:00Z')
    await made('2026-11-03', 'broken', '2026-11-30T16:59:59Z')
    await made('2026-11-04', 'open', '2026-11-10T03:00:00Z')
    await made('2026-11-05', 'withdrawn', '2026-11-10T03:00:00Z')
    const officeId = world.office.id
    expect(await promises().figures({ from: '2026-10', until: '2026-11' })).toEqual([
      { officeId, month: '2026-10', made: 1, kept: 1, broken: 0, open: 0 },
      { officeId, month: '2026-11', made: 3, kept: 1, broken: 1, open: 1 },
    ])
    expect(await promises().figures({ officeIds: [officeId + 1], from: '2026-10', until: '2026-11' })).toEqual([])
    expect(await promises().figures({ officeIds: [officeId], from: '2026-11', until: '2026-11' })).toHaveLength(1)
  })
})
