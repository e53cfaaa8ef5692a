import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MoreTime, NewCase } from '../../src/ports/cases.ts'
import { now, type StaffWorld, seal, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const due = new Date('2026-11-25T10:00:00Z')
const later = new Date('2026-11-26T02:00:00Z')
const moreTime: MoreTime = { form: 'extension', reason: 'Chồng tôi ốm nặng', payNow: 0, askedOn: '2026-11-24' }

async function opened(of: Partial<NewCase> = {}): Promise<string> {
  const place = { officeId: world.office.id, communeId: world.commune.first }
  const { id } = await world.store.cases.open({
    ...{ kind: 'crop', routedTo: 'officer', text: 'Lúa lép', at: now, dueAt: due, ...place, ...of },
  })
  return id
}

const find = (id: string) => world.store.cases.find(id)

describe('what is asked of who wants more time', () => {
  it('is kept sealed, and read only where it is asked for', async () => {
    const id = await opened({ kind: 'more_time', moreTime })
    const row = await world.database.prisma.case.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(row.answersSealed).toMatch(new RegExp(`^${seal.keyId}\\.`))
    expect(JSON.stringify(await find(id))).not.toContain('ốm')
    expect(await world.store.cases.moreTime(id)).toEqual(moreTime)
    expect(await world.store.cases.moreTime(await opened())).toBeUndefined()
  })

  it.each(['solved', 'no_answer', 'by_staff'] as const)(
    'an end (%s) goes too, so that no old button opens it',
    async (outcome) => {
      const accountId = await world.account({})
      const id = await opened({ accountId })
      await world.store.cases.askSolved(id, now)
      expect(await world.store.cases.close(id, now, outcome)).toBe(true)
      await world.store.ownData.erase(accountId, later)
      expect(await find(id)).toMatchObject({ state: 'closed' })
      expect((await find(id))?.outcome).toBeUndefined()
    },
  )

  it('is handed out to whose it is, and goes when they want to be forgotten', async () => {
    const accountId = await world.account({})
    const id = await opened({ kind: 'more_time', moreTime, accountId })
    expect(JSON.stringify(await world.store.ownData.export(accountId))).toContain('Chồng tôi ốm nặng')
    await world.store.ownData.erase(accountId, later)
    expect(await world.store.cases.moreTime(id)).toBeUndefined()
    expect(await find(id)).toMatchObject({ state: 'closed' })
    expect((await find(id))?.outcome).toBeUndefined()
  })
})

describe('the clock', () => {
  it('finds what is late and can be raised, page by page', async () => {
    await world.database.prisma.case.updateMany({ data: { state: 'closed' } })
    const first = await opened()
    const second = await opened({ routedTo: 'group_leader' })
    await opened({ routedTo: 'director' })
    await opened({ dueAt: later })
    const page = { before: later, limit: 1 }
    expect((await world.store.cases.unanswered(page)).map(({ id }) => id)).toEqual([first])
    expect((await world.store.cases.unanswered({ ...page, afterId: first })).map(({ id }) => id)).toEqual([second])
    expect(await world.store.cases.unanswered({ ...page, afterId: second })).toEqual([])
    expect(await world.store.cases.unanswered({ before: due, limit: 9 })).toEqual([])
    await world.store.cases.raise(first, { level: 1, at: later })
    expect((await world.store.cases.unanswered({ ...page, limit: 9 })).map(({ id }) => id)).toEqual([second])
  })

  it('raises by one step, once, whatever runs at the same time', async () => {
    const id = await opened()
    const at = { level: 1, at: later }
    const raised = await Promise.all([1, 2, 3].map(() => world.store.cases.raise(id, at)))
    expect(raised.filter(Boolean)).toHaveLength(1)
    expect(await world.store.cases.raise(id, { level: 3, at: later })).toBe(false)
    expect(await find(id)).toMatchObject({ level: 1, escalatedAt: later })
  })

  it.each(['staff', 'agent'] as const)('is not running out once %s have spoken after the question', async (by) => {
    const id = await opened()
    await world.store.cases.askSolved(id, now)
    await world.store.cases.say(id, { by, text: 'Còn thiếu một giấy.', at: now })
    expect(await world.store.cases.find(id)).toMatchObject({ state: 'answered' })
    expect((await world.store.cases.silent({ before: later, limit: 99 })).map((one) => one.id)).not.toContain(id)
    expect(await world.store.cases.close(id, later, 'no_answer')).toBe(false)
    expect(await world.store.cases.askSolved(id, later)).toBe(true)
  })

  it('lets a word of the household win over its silence', async () => {
    const id = await opened()
    expect(await world.store.cases.askSolved(id, now)).toBe(true)
    expect(await world.store.cases.askSolved(id, now)).toBe(false)
    expect((await world.store.cases.silent({ before: later, limit: 9 })).map((one) => one.id)).toContain(id)
    await world.store.cases.say(id, { by: 'household', text: 'Chưa', at: now })
    expect(await world.store.cases.close(id, later, 'no_answer')).toBe(false)
    expect(await find(id)).toMatchObject({ state: 'open' })
  })

  it('opens again what was answered or closed, with a deadline on the days of its office', async () => {
    const id = await opened()
    expect(await world.store.cases.reopen(id, later)).toBe(false)
    await world.store.cases.close(id, now, 'solved')
    expect(await find(id)).toMatchObject({ outcome: 'solved' })
    const closed = new Set(['2026-11-27'] as const)
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed })
    expect(await world.store.cases.reopen(id, later)).toBe(true)
    const again = await find(id)
    expect(again).toMatchObject({ state: 'open', dueAt: new Date('2026-12-01T10:00:00Z') })
    expect([again?.outcome, again?.closedAt, again?.solvedAt]).toEqual([undefined, undefined, undefined])
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed: new Set() })
  })

  it('counts and lists for a chair what it is told of besides', async () => {
    const scope = { communeId: world.commune.second }
    const of = { scope, routes: ['commune_chair'], now } as const
    await opened({ communeId: world.commune.second, alsoTo: 'commune_chair', kind: 'disaster' })
    await opened({ communeId: world.commune.second })
    expect(await world.store.cases.count(of)).toEqual({ open: 1, overdue: 0 })
    const page = { ...of, state: 'open', whose: 'all', limit: 9 } as const
    expect((await world.store.caseDesk.list(page)).map(({ kind }) => kind)).toEqual(['disaster'])
  })
})
