import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peoplePerPage, readSearch, searchPeople } from '../../src/app/search-people.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let lan: string
beforeAll(async () => {
  world = await staffWorld()
  lan = await world.household({ name: 'Nguyễn Thị Lân', folded: 'nguyen thi lan', phone: '0912345678' })
  await world.household({
    name: 'Trần Văn Lành',
    folded: 'tran van lanh',
    communeId: world.commune.second,
    groupId: world.group.second,
  })
  await world.household({
    name: 'Nguyễn Thị Lan',
    folded: 'nguyen thi lan',
    communeId: world.commune.other,
    groupId: world.group.other,
    phone: '0912345678',
  })
  await world.account({ householdId: lan })
})
afterAll(() => world.close())

describe('a search', () => {
  const search = async (text: string, of: { officeId?: number; communeId?: number } = {}) => {
    const staff = await world.staff('officer', { officeId: world.office.id, ...of })
    return (await searchPeople(world, { staff, text })).rows.map((r) => r.headName)
  }

  it.each([
    ['a name with marks', 'Nguyễn Thị Lân', ['Nguyễn Thị Lân']],
    ['a name without', 'nguyen thi lan', ['Nguyễn Thị Lân']],
    ['the given name first', 'Lân Nguyễn', ['Nguyễn Thị Lân']],
    ['a part', 'lan', ['Nguyễn Thị Lân', 'Trần Văn Lành']],
    ['a phone number as it is written', '0912.345.678', ['Nguyễn Thị Lân']],
    ['an unknown number', '0912345679', []],
    ['nothing', '  ', []],
    ['a wildcard', '%', []],
    ['a quote', "Lan'; DROP TABLE household; --", []],
  ])('finds %s, in the own office only', async (_, text, names) => {
    expect(await search(text)).toEqual(names)
  })

  it('finds a customer id, and by its first digits', async () => {
    const { customerId } = (await world.store.households.find(lan)) ?? {}
    expect(await search(customerId ?? '')).toEqual(['Nguyễn Thị Lân'])
    expect(await search('66000')).toHaveLength(2)
  })

  it('is cut to the commune of an officer who has one', async () => {
    expect(await search('lan', { communeId: world.commune.second })).toEqual(['Trần Văn Lành'])
  })

  it('shows the number masked, and how many accounts are linked', async () => {
    const staff = await world.staff('officer')
    const { rows } = await searchPeople(world, { staff, text: 'lân' })
    expect(rows[0]).toMatchObject({ maskedPhone: '091****678', accounts: 1, commune: 'Phường Duy Tân', group: 'Tổ G1' })
  })

  it.each(['commune_chair', 'admin'] as const)('is not for a %s', async (role) => {
    const staff = await world.staff(role, { officeId: world.office.id, communeId: world.commune.first })
    expect(await searchPeople(world, { staff, text: 'lan' })).toEqual({ rows: [] })
  })

  it('goes on where the page ended', async () => {
    for (let n = 0; n < peoplePerPage + 1; n++) await world.household({ name: 'Phạm Văn Tư', folded: 'pham van tu' })
    const staff = await world.staff('officer')
    const first = await searchPeople(world, { staff, text: 'pham' })
    expect(first.rows).toHaveLength(peoplePerPage)
    const { rows, next } = await searchPeople(world, {
      staff,
      text: 'pham',
      ...(first.next ? { after: first.next } : {}),
    })
    expect(rows).toHaveLength(1)
    expect(next).toBeUndefined()
    expect(first.rows.map((r) => r.id)).not.toContain(rows[0]?.id)
  })

  it.each([
    ['a name', 'Hoa', { nameParts: ['hoa'] }],
    ['a phone number', '0912 345 678', { phone: '0912345678', customerId: '0912345678' }],
    ['too few digits', '12', {}],
  ])('reads %s', (_, text, read) => {
    expect(readSearch(text)).toEqual(read)
  })
})

describe('choices', () => {
  it('are of the unit', async () => {
    const groups = await world.store.people.groups({ officeId: world.office.id })
    expect(groups.map((g) => g.code)).toEqual(['G1', 'G2'])
    expect(
      (await world.store.people.groups({ officeId: world.office.id, communeId: world.commune.second })).map(
        (g) => g.code,
      ),
    ).toEqual(['G2'])
    expect((await world.store.people.associations()).map((a) => a.name)).toEqual([
      'farmers',
      'women',
      'veterans',
      'youth',
      'direct',
    ])
    expect((await world.store.people.offices({ officeId: world.office.id })).map((o) => o.code)).toEqual(['PGD1'])
    await world.household({ programmes: ['poor'], closedProgrammes: ['student'] })
    expect(await world.store.people.programmes({ officeId: world.office.id })).toEqual(['poor'])
  })
})

describe('accounts', () => {
  it('are of the unit of their household, or of the one that they asked for a loan', async () => {
    const { office, commune } = world
    const own = await world.account({ householdId: lan })
    const foreign = await world.household({ communeId: commune.other, groupId: world.group.other })
    const theirs = await world.account({ householdId: foreign })
    const asked = await world.account({})
    await world.application({ accountId: asked, communeId: commune.second })
    const silent = await world.account({})
    const all = [own, theirs, asked, silent]
    const of = async (scope: { officeId: number; communeId?: number }) =>
      (await world.store.people.accountsIn(scope, all)).sort()
    expect(await of({ officeId: office.id })).toEqual([own, asked].sort())
    expect(await of({ officeId: office.id, communeId: commune.second })).toEqual([asked])
    expect(await of({ officeId: office.otherId })).toEqual([theirs])
    expect(await world.store.people.accountsIn({ officeId: office.id }, [])).toEqual([])
  })
})
