import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let counter = 0

beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

interface NewLoan {
  householdId: string
  programme?: string
  outstanding: number
  overdue?: number
  status?: string
  asOf?: Day
  place?: { communeId: number; groupId: number | null }
}

async function loan({ householdId, outstanding, overdue = 0, status = 'normal', asOf = '2026-11-20', ...of }: NewLoan) {
  const { programme = 'poor', place = { communeId: world.commune.first, groupId: world.group.first } } = of
  await world.database.prisma.loan.create({
    data: {
      ...{ loanCode: `P${++counter}`, householdId: BigInt(householdId), programme, ...place, status },
      ...{ principal: 50_000_000, disbursedOn: new Date('2026-11-02'), finalDueDate: new Date('2029-11-02') },
      ...{ ratePct: 6.6, overdueRatePct: 8.58, outstanding, overdue, interestDue: 1_000, asOf: new Date(asOf) },
    },
  })
}

it('lending adds up by part, counts a household once, and is compared with the month before', async () => {
  const { store, database, commune, group, office } = world
  const scope = { officeId: office.id }
  expect(await store.portfolio.total(scope)).toBeUndefined()
  const hoa = await world.household({})
  const other = await world.household({ communeId: commune.other, groupId: group.other })
  await loan({ householdId: hoa, outstanding: 30_000_000, overdue: 2_000_000, asOf: '2026-10-31' })
  await loan({
    householdId: hoa,
    outstanding: 20_000_000,
    programme: 'clean_water',
    status: 'frozen',
    asOf: '2026-10-31',
  })
  await loan({ householdId: hoa, outstanding: 0, status: 'closed', asOf: '2026-10-31' })
  await loan({
    householdId: other,
    outstanding: 9,
    asOf: '2026-10-31',
    place: { communeId: commune.other, groupId: group.other },
  })
  expect(await store.portfolio.keep()).toBe(3)
  expect((await store.portfolio.total(scope))?.before).toBeUndefined()

  await database.prisma.loan.updateMany({ data: { asOf: new Date('2026-11-20') } })
  await database.prisma.loan.updateMany({ where: { loanCode: 'P1' }, data: { outstanding: 25_000_000, overdue: 0 } })
  await store.portfolio.keep()
  await store.portfolio.keep()

  const standing = { outstanding: 45_000_000, overdue: 0, frozen: 20_000_000 }
  const before = { outstanding: 50_000_000, overdue: 2_000_000, frozen: 20_000_000 }
  expect(await store.portfolio.total(scope)).toEqual({
    ...{ ...standing, before, households: 1, loans: 2, interestDue: 2_000 },
    ...{ oldest: '2026-11-20', newest: '2026-11-20' },
  })
  const [first, second] = await store.portfolio.lines({ scope, by: 'programme' })
  expect(first).toMatchObject({
    part: 'poor',
    outstanding: 25_000_000,
    before: { outstanding: 30_000_000, overdue: 2_000_000, frozen: 0 },
  })
  expect(second).toMatchObject({ part: 'clean_water', frozen: 20_000_000, before: { frozen: 20_000_000 } })
  for (const by of ['programme', 'association', 'commune'] as const) {
    const lines = await store.portfolio.lines({ scope, by })
    expect(
      lines.reduce((sum, line) => sum + line.outstanding, 0),
      by,
    ).toBe(45_000_000)
    expect(
      lines.reduce((sum, line) => sum + (line.before?.outstanding ?? 0), 0),
      by,
    ).toBe(50_000_000)
  }
  expect(await store.portfolio.lines({ scope: { ...scope, communeId: commune.second }, by: 'commune' })).toEqual([])
  expect(await store.portfolio.months({ scope, limit: 24 })).toEqual([
    { month: '2026-10-01', ...before, lent: 0 },
    { month: '2026-11-01', ...standing, lent: 150_000_000 },
  ])
  expect(await store.portfolio.months({ scope, limit: 1 })).toMatchObject([{ month: '2026-11-01' }])
})
