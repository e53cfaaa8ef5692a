import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reachedSince } from '../../src/domain/reach.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
const since = reachedSince('2026-11-24')
const firstInstant = new Date(`${since}T00:00:00+07:00`)
const before = new Date(firstInstant.getTime() - 1)
const long = new Date('2026-01-05T02:00:00Z')

beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

/** A borrowing household with an account that was last heard of at that moment. */
async function heard(seen: Date, of: { status?: 'active' | 'blocked' } = {}) {
  const householdId = await world.household({ programmes: ['poor'] })
  return { householdId, accountId: await world.account({ householdId, seen, ...of }) }
}

async function listed(): Promise<Map<string, string>> {
  const rows = await world.store.reach.toVisit({ place: { groupId: world.group.first }, since })
  return new Map(rows.map(({ householdId, why }) => [householdId, why]))
}

async function sent(accountId: string, sentAt: Date, state = 'sent') {
  const of = { accountId: BigInt(accountId), channel: 'zalo', lane: 0, createdAt: sentAt }
  await world.database.prisma.delivery.create({ data: { ...of, state, sentAt: state === 'sent' ? sentAt : null } })
}

describe('who is to be visited', () => {
  it('has no account, was long silent, or has shut us out: and each is said', async () => {
    const none = await world.household({ programmes: ['poor'] })
    const silent = await heard(before)
    const shut = await heard(long, { status: 'blocked' })
    const list = await listed()
    expect(list.get(none)).toBe('no_account')
    expect(list.get(silent.householdId)).toBe('silent')
    expect(list.get(shut.householdId)).toBe('shut')
  })

  it('has not written since the first instant of the day that counts', async () => {
    const { householdId } = await heard(firstInstant)
    expect((await listed()).has(householdId)).toBe(false)
  })

  it.each([
    ['a message that arrived in time', 'sent', firstInstant, false],
    ['one that arrived before', 'sent', before, true],
    ['one that never arrived', 'failed', now, true],
  ])('%s', async (_, state, at, there) => {
    const { householdId, accountId } = await heard(long)
    await sent(accountId, at, state)
    expect((await listed()).has(householdId)).toBe(there)
  })

  it.each([
    ['met on the first day that counts', 'met', since, false],
    ['met the day before', 'met', '2026-09-24', true],
    ['not at home', 'away', '2026-11-20', true],
  ] as const)('%s', async (_, outcome, day, there) => {
    const householdId = await world.household({ programmes: ['poor'] })
    await world.store.reach.note([{ householdId, day, outcome, notedBy: 'lan', notedAt: now }])
    expect((await listed()).has(householdId)).toBe(there)
  })

  it('no longer borrows: it is on no list', async () => {
    const paid = await world.household({ closedProgrammes: ['poor'] })
    const never = await world.household({})
    const list = await listed()
    expect([list.has(paid), list.has(never)]).toEqual([false, false])
  })

  it('a second word about the same day takes the place of the first, and the missed visit is told', async () => {
    const householdId = await world.household({ programmes: ['poor'] })
    const visit = { householdId, day: '2026-11-20', notedBy: 'lan', notedAt: now } as const
    await world.store.reach.note([{ ...visit, outcome: 'away' }])
    await world.store.reach.note([{ ...visit, outcome: 'moved' }])
    const rows = await world.store.reach.toVisit({ place: { groupId: world.group.first }, since })
    expect(rows.find((row) => row.householdId === householdId)?.missed).toEqual({ day: '2026-11-20', outcome: 'moved' })
  })
})

describe('places', () => {
  it('are those of the reader only, the most to visit first, and add up to the total', async () => {
    await world.household({ groupId: world.group.second, communeId: world.commune.second, programmes: ['poor'] })
    await world.household({ groupId: world.group.other, communeId: world.commune.other, programmes: ['poor'] })
    const scope = { officeId: world.office.id }
    const places = await world.store.reach.places({ scope, since, offset: 0, limit: 50 })
    const total = await world.store.reach.total({ scope, since })
    expect(places.map(({ place }) => place)).toEqual([{ groupId: world.group.first }, { groupId: world.group.second }])
    expect(places.reduce((sum, { unreached }) => sum + unreached, 0)).toBe(total.unreached)
    const one = await world.store.reach.places({ scope, since, offset: 1, limit: 1 })
    expect(one).toEqual(places.slice(1))
    const narrow = { officeId: world.office.id, communeId: world.commune.second }
    expect(await world.store.reach.total({ scope: narrow, since })).toEqual({ households: 1, unreached: 1 })
  })

  it('without a group are by commune', async () => {
    const householdId = await world.household({ programmes: ['poor'] })
    await world.database.prisma.household.update({ where: { id: BigInt(householdId) }, data: { groupId: null } })
    const scope = { officeId: world.office.id }
    const places = await world.store.reach.places({ scope, since, offset: 0, limit: 50 })
    expect(places.at(-1)).toMatchObject({ place: { communeId: world.commune.first }, name: '', unreached: 1 })
    const rows = await world.store.reach.toVisit({ place: { communeId: world.commune.first }, since })
    expect(rows.map((row) => row.householdId)).toEqual([householdId])
  })
})
