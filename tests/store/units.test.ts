import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('move the session of one month, and move it again, leaving the others', async () => {
    await register.units.moveSession('TXN002', '2026-12-29', 'thử')
    await register.units.moveSession('TXN002', '2026-12-30', 'thử')
    const { sessions } = (await register.units.group(ids.withPoint))!
    expect(sessions.moved).toEqual({ '2026-12': '2026-12-30' })
    expect([sessionOf(sessions, '2026-12-05'), sessionOf(sessions, '2027-02-05')]).toEqual(['2026-12-30', '2027-02-28'])
    expect(await register.units.moveSession('TXN999', '2026-12-30', '')).toBe(false)
  })
})
