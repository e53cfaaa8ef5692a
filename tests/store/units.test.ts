import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { GroupRow } from '../../src/domain/import-rows.ts'
import { sessionOf } from '../../src/domain/transaction-day.ts'
import { at, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
let ids: { communes: number[]; withPoint: number; without: number }
beforeAll(async () => {
  register = await openRegister()
  await expect(register.units.mainOffice()).rejects.toThrow()
  await register.imports.putUnits(sampleUnits)
  const without = { ...group, group_id: '0000002', transaction_point_id: undefined, collection_day: undefined }
  await register.imports.putGroups([group, without], { absent: [], at })
  const groups = await register.prisma.savingsCreditGroup.findMany({ orderBy: { code: 'asc' } })
  const communes = (await register.units.communes()).map(({ id }) => id)
  ids = { communes, withPoint: groups[0]!.id, without: groups[1]!.id }
})
afterAll(() => register.close())

/** A household with a loan, of a commune and of a group; the id of the household. */
async function borrower(communeId: number, groupId: number | null): Promise<string> {
  const names = { headName: 'Thử', headNameFolded: 'thu' }
  const household = await register.prisma.household.create({
    data: { customerId: `KH${communeId}-${groupId}`, ...names, communeId, groupId },
  })
  await register.pool.query(
    `INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
       overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, as_of, status)
     VALUES ($1, $2, 'poor', $3, 1, '2025-01-01', '2028-01-01', 6, 8, 1, 0, 1, '2026-12-15', '2026-11-20', 'normal')`,
    [`L${communeId}-${groupId}`, household.id, communeId],
  )
  return household.id.toString()
}

const group: GroupRow = {
  group_id: '0000001',
  name: 'Tổ Thử 1',
  leader_name: 'Trần Thị Mẫu',
  leader_phone: undefined,
  association: '11',
  commune_code: '000001',
  hamlet: undefined,
  transaction_point_id: 'TXN002',
  transaction_day: 31,
  collection_day: 28,
}

describe('units', () => {
  it.each([
    ['office', () => register.units.office(999)],
    ['commune', () => register.units.commune(999)],
    ['group', () => register.units.group(999)],
    ['point of a commune without one', () => register.units.pointOfCommune(ids.communes[1]!)],
  ])('do not know an unknown %s', async (_, find) => {
    expect(await find()).toBeUndefined()
  })

  it('give the communes of one office only', async () => {
    const office = await register.units.mainOffice()
    expect(await register.units.communes(office.id)).toHaveLength(2)
    expect(await register.units.communes(office.id + 1)).toEqual([])
    expect(await register.units.office(office.id)).toEqual(office)
  })

  it('give a group the place and the day of its point', async () => {
    expect(await register.units.group(ids.withPoint)).toMatchObject({
      code: '0000001',
      associationKey: 'farmers',
      collectionDay: 28,
      point: { name: 'Điểm giao dịch Duy Thử', opensAt: '08:00' },
      sessions: { dayOfMonth: 31, moved: {} },
    })
  })

  it('give a group without a point its own day', async () => {
    const found = await register.units.group(ids.without)
    expect(found).not.toHaveProperty('point')
    expect(found?.sessions).toEqual({ dayOfMonth: 31, moved: {} })
  })

  it('give the first point of a commune', async () => {
    expect(await register.units.pointOfCommune(ids.communes[0]!)).toMatchObject({
      name: 'Điểm giao dịch Trác Thử',
      sessions: { dayOfMonth: 12 },
    })
  })

  it.each([
    ['of a group with a point: there', 0, 'withPoint', 'Điểm giao dịch Duy Thử'],
    ['of a group with a point, in another commune: there as well', 1, 'withPoint', 'Điểm giao dịch Duy Thử'],
    ['of a group without one: at the first point of its commune', 0, 'without', 'Điểm giao dịch Trác Thử'],
    ['of no group: at the first point of its commune', 0, undefined, 'Điểm giao dịch Trác Thử'],
    ['of a group without one, in a commune without one: nowhere', 1, 'without', undefined],
    ['of no group, in a commune without a point: nowhere', 1, undefined, undefined],
  ] as const)('know where a household pays, %s', async (_, commune, group, name) => {
    const all = await register.prisma.transactionPoint.findMany()
    const december = {
      kind: 'soon',
      of: 'principal',
      sessionDay: '2026-12-12',
      from: '2026-12-01',
      until: '2026-12-31',
    } as const
    const householdId = await borrower(ids.communes[commune]!, group === undefined ? null : ids[group])
    expect((await register.units.pointOfHousehold(householdId))?.name).toBe(name)
    const places = all.map(({ id }) => ({ whose: 'point' as const, pointId: id, ...december }))
    const due = await register.reminders.due(places, householdId)
    expect(due.map(({ at }) => all[at]!.name)).toEqual(name === undefined ? [] : [name])
    const { id: officeId } = await register.units.mainOffice()
    const nowhere = await register.reminders.due([{ whose: 'nowhere', officeId, ...december }], householdId)
    expect(nowhere).toHaveLength(name === undefined ? 1 : 0)
  })

  it('do not know where nobody pays', async () => {
    expect(await register.units.pointOfHousehold('999999')).toBeUndefined()
    const { id: officeId } = await register.units.mainOffice()
    const nowhere = (from: Day, until: Day) => {
      const days = { kind: 'soon', of: 'principal', sessionDay: from, from, until } as const
      return register.reminders.due([{ whose: 'nowhere', officeId, ...days }])
    }
    expect(await nowhere('2026-12-16', '2026-12-31')).toHaveLength(0)
    expect(await nowhere('2026-12-15', '2026-12-15')).toHaveLength(2)
  })

  it('find the points that may meet on a day by their fixed day, also in a month that lacks it', async () => {
    const codes = async (...days: Day[]) =>
      (await register.units.pointsAbout(days)).map(({ name }) => name.slice('Điểm giao dịch '.length))
    expect(await codes('2026-11-12')).toEqual(['Trác Thử'])
    expect(await codes('2026-11-11', '2026-11-13', '2026-11-29')).toEqual([])
    expect(await codes('2026-11-30')).toEqual(['Duy Thử'])
    expect(await codes('2026-12-30')).toEqual([])
    expect(await codes('2027-02-28', '2027-03-12')).toEqual(['Trác Thử', 'Duy Thử'])
  })

  it('find a point by the day of a session that was moved, and by its fixed day all the same', async () => {
    await register.units.moveSession('TXN001', '2027-05-20', 'thử')
    const moved = await register.units.pointsAbout(['2027-05-20'])
    expect(moved).toMatchObject([{ name: 'Điểm giao dịch Trác Thử', sessions: { moved: { '2027-05': '2027-05-20' } } }])
    expect(moved[0]?.officeId).toBe((await register.units.mainOffice()).id)
    expect(await register.units.pointsAbout(['2027-05-12'])).toEqual(moved)
    expect(await register.units.pointsAbout(['2026-05-20'])).toEqual([])
  })

  it('move the session of one month, and move it again, leaving the others', async () => {
    await register.units.moveSession('TXN002', '2026-12-29', 'thử')
    await register.units.moveSession('TXN002', '2026-12-30', 'thử')
    const { sessions } = (await register.units.group(ids.withPoint))!
    expect(sessions.moved).toEqual({ '2026-12': '2026-12-30' })
    expect([sessionOf(sessions, '2026-12-05'), sessionOf(sessions, '2027-02-05')]).toEqual(['2026-12-30', '2027-02-28'])
    expect(await register.units.moveSession('TXN999', '2026-12-30', '')).toBe(false)
  })
})
