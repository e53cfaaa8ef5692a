import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRoute } from '../../src/domain/case.ts'
import type { CaseLine, NewCase } from '../../src/ports/cases.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const opened = async (hours: number, of: Partial<NewCase> = {}) => {
  const place = { officeId: world.office.id, communeId: world.commune.first, dueAt: now }
  return (
    await world.store.cases.open({ kind: 'talk', routedTo: 'officer', text: 'x', ...place, at: ago(hours), ...of })
  ).id
}
const says = (caseId: string, by: CaseLine['by'], hours: number) =>
  world.store.cases.say(caseId, { by, text: 'Vâng ạ.', at: ago(hours) })
const here = (more: { communeId?: number; routes?: CaseRoute[] } = {}) => {
  const { routes = ['officer'], ...scope } = more
  return { scope: { officeId: world.office.id, ...scope }, routes }
}

beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

describe('requests', () => {
  it('are counted by state, within the stretch of the reader', async () => {
    const { application, account, store, office, commune } = world
    const accountId = await account({})
    for (const communeId of [commune.first, commune.first, commune.second]) await application({ accountId, communeId })
    await application({ accountId, officeId: office.otherId, communeId: commune.other })
    const counted = async (communeId?: number) =>
      store.figures.requests({ officeId: office.id, ...(communeId === undefined ? {} : { communeId }) })
    expect(await counted()).toEqual([{ state: 'submitted', count: 3 }])
    expect(await counted(commune.second)).toEqual([{ state: 'submitted', count: 1 }])
  })
})

describe('cases that wait', () => {
  it('fall into the ages on both sides of a day and of a week', async () => {
    for (const hours of [0, 23.9, 24, 167.9, 168, 500]) await opened(hours, { kind: 'crop' })
    await opened(1, { kind: 'fraud', routedTo: 'director' })
    await opened(1, { kind: 'illness', officeId: world.office.otherId, communeId: world.commune.other })
    const waiting = (of: Parameters<typeof here>[0] = {}) => world.store.figures.openCases({ ...here(of), now })
    expect(await waiting()).toEqual([{ kind: 'crop', day: 2, week: 2, older: 2 }])
    expect(await waiting({ routes: ['officer', 'director'] })).toHaveLength(2)
    expect(await waiting({ communeId: world.commune.second })).toEqual([])
    await world.database.prisma.case.deleteMany()
  })

  it('are those that are open', async () => {
    const id = await opened(3)
    await world.database.prisma.case.update({ where: { id: BigInt(id) }, data: { state: 'answered' } })
    expect(await world.store.figures.openCases({ ...here(), now })).toEqual([])
    await world.database.prisma.case.deleteMany()
  })
})

describe('answers', () => {
  const answers = (lately = ago(14 * 24)) =>
    world.store.figures.answers({ ...here(), from: ago(14 * 24), lately, until: now })

  it('count by the first word of a person, and not of the service or of a note', async () => {
    for (const [open, first] of [
      [50, 40],
      [50, 46],
      [50, 48],
    ] as const) {
      const id = await opened(open)
      await says(id, 'bot', 49.5)
      await says(id, 'note', 49)
      await says(id, 'staff', first)
      await says(id, 'staff', 1)
    }
    await opened(50)
    expect((await answers()).kinds).toEqual([{ kind: 'talk', answered: 3, medianHours: 4 }])
    await world.database.prisma.case.deleteMany()
  })

  it('go to the week in which they were given, by the days of Viet Nam', async () => {
    // Monday the 23rd begins at 17:00 UTC of the 22nd.
    for (const at of ['2026-11-22T16:59:59Z', '2026-11-22T17:00:00Z']) {
      const id = await opened(0, { at: new Date('2026-11-22T16:00:00Z') })
      await world.store.cases.say(id, { by: 'leader', text: 'Vâng.', at: new Date(at) })
    }
    const { weeks } = await answers()
    expect(weeks.map(({ week, answered }) => [week, answered])).toEqual([
      ['2026-11-16', 1],
      ['2026-11-23', 1],
    ])
    await world.database.prisma.case.deleteMany()
  })

  it('of the stretch before go to their weeks, and to no kind', async () => {
    await says(await opened(10 * 24), 'staff', 9 * 24)
    await says(await opened(30), 'staff', 24)
    const { kinds, weeks } = await answers(ago(7 * 24))
    expect(kinds).toEqual([{ kind: 'talk', answered: 1, medianHours: 6 }])
    expect(weeks.map(({ answered, medianHours }) => [answered, medianHours])).toEqual([
      [1, 24],
      [1, 6],
    ])
    await world.database.prisma.case.deleteMany()
  })

  it('of another time or another unit are not among them', async () => {
    await says(await opened(400), 'staff', 14 * 24 + 0.1)
    await says(await opened(4, { officeId: world.office.otherId, communeId: world.commune.other }), 'staff', 1)
    expect(await answers()).toEqual({ kinds: [], weeks: [] })
  })
})
