import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SentRequest } from '../../src/ports/applications.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const sent = (accountId: string, sentKey: string, programme = 'poor'): SentRequest => ({
  sentKey,
  accountId,
  programme,
  officeId: world.office.id,
  communeId: world.commune.first,
  answers: { full_name: 'Trần Thị Hoa' },
  amount: 20_000_000,
  lawDay: '2026-11-24',
  verdict: null,
  at: now,
})

describe('requests', () => {
  it('are kept once for one key, however often they are sent', async () => {
    const accountId = await world.account({})
    const all = await Promise.all([1, 2, 3, 4].map(() => world.store.applications.submit(sent(accountId, 'twice'))))
    expect(new Set(all.map((a) => a.id)).size).toBe(1)
    expect(all.filter((a) => a.fresh)).toHaveLength(1)
    expect(all[0]?.code).toMatch(/^26-\d{6}$/)
    expect(await world.store.applications.events(all[0]?.id ?? '')).toHaveLength(1)
  })

  it('keep the answers sealed and read them back', async () => {
    const accountId = await world.account({})
    const { id } = await world.store.applications.submit(sent(accountId, 'sealed'))
    const row = await world.database.prisma.application.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(row.answersSealed).not.toContain('Hoa')
    const found = await world.store.applications.find(id)
    expect(found).toMatchObject({
      answers: { full_name: 'Trần Thị Hoa' },
      amount: 20_000_000,
      lawDay: '2026-11-24',
      state: 'submitted',
    })
    expect(found?.bank).toBeUndefined()
    await world.store.applications.complete(id, { idNumber: '035185001234' }, now)
    expect((await world.store.applications.find(id))?.bank).toEqual({ idNumber: '035185001234' })
  })

  it('are moved by one of two who want to', async () => {
    const id = await world.application({ accountId: await world.account({}) })
    const move = {
      from: 'submitted',
      to: 'with_group',
      event: 'pass_to_group',
      actorKind: 'staff',
      actorId: 's',
      at: now,
    } as const
    const moved = await Promise.all([world.store.applications.move(id, move), world.store.applications.move(id, move)])
    expect(moved.sort()).toEqual([false, true])
    expect((await world.store.applications.events(id)).map((e) => e.event)).toEqual(['send', 'pass_to_group'])
  })

  it('know where they were returned from', async () => {
    const id = await world.application({ accountId: await world.account({}) })
    const by = { actorKind: 'staff', actorId: 's', at: now } as const
    await world.store.applications.move(id, { from: 'submitted', to: 'with_group', event: 'pass_to_group', ...by })
    await world.store.applications.move(id, {
      from: 'with_group',
      to: 'returned',
      event: 'return',
      reason: 'missing_paper',
      ...by,
    })
    expect(await world.store.applications.find(id)).toMatchObject({ state: 'returned', returnedFrom: 'with_group' })
  })

  it('are listed page by page, for the unit that asks only', async () => {
    const accountId = await world.account({ name: 'Anh Ba' })
    const ids = []
    for (const n of [1, 2, 3])
      ids.push((await world.store.applications.submit(sent(accountId, `list${n}`, 'student'))).id)
    const foreign = {
      ...sent(accountId, 'foreign', 'student'),
      officeId: world.office.otherId,
      communeId: world.commune.other,
    }
    await world.store.applications.submit(foreign)
    const page = { scope: { officeId: world.office.id }, now, programme: 'student', limit: 2 }
    const first = await world.store.applications.list(page)
    expect(first.map((r) => r.id)).toEqual([ids[2], ids[1]])
    expect(first[0]).toMatchObject({ name: 'Trần Thị Hoa', commune: 'Phường Duy Tân', amount: 20_000_000 })
    const next = await world.store.applications.list({ ...page, after: { id: ids[1] ?? '' } })
    expect(next.map((r) => r.id)).toEqual([ids[0]])
    const commune = {
      scope: { officeId: world.office.id, communeId: world.commune.second },
      now,
      programme: 'student',
      limit: 9,
    }
    expect(await world.store.applications.list(commune)).toEqual([])
    const others = { scope: { officeId: world.office.otherId }, states: ['submitted'] as const, now }
    expect(await world.store.applications.count(others)).toEqual({ waiting: 1, late: 0 })
  })

  it('are shown to their account, newest first', async () => {
    const accountId = await world.account({})
    const a = await world.store.applications.submit(sent(accountId, 'mine1'))
    const b = await world.store.applications.submit(sent(accountId, 'mine2'))
    expect((await world.store.applications.ofAccount(accountId)).map((r) => r.code)).toEqual([b.code, a.code])
  })
})

describe('the time of requests', () => {
  const day = 86_400_000
  const later = (days: number) => new Date(now.getTime() + days * day)
  const by = { actorKind: 'staff', actorId: 's' } as const

  /** Sends requests of a programme of their own, each that many days ago. */
  const sentAgo = async (programme: string, ...days: number[]) => {
    const accountId = await world.account({})
    const ids: string[] = []
    for (const ago of days) {
      const request = { ...sent(accountId, `${programme}${ago}`, programme), at: later(-ago) }
      ids.push((await world.store.applications.submit(request)).id)
    }
    return ids
  }

  it('puts what is late on top, the longest first, page by page', async () => {
    const [old, fresh, older, newest] = await sentAgo('ex_prisoner', 20, 1, 30, 0)
    const page = { scope: {}, now, programme: 'ex_prisoner', limit: 1 }
    const seen: string[] = []
    let after: { id: string; lateSince?: Date } | undefined
    for (let turn = 0; turn < 5; turn++) {
      const [row] = await world.store.applications.list({ ...page, ...(after ? { after } : {}) })
      if (!row) break
      seen.push(row.id)
      after = { id: row.id, ...(row.dueAt && row.dueAt < now ? { lateSince: row.dueAt } : {}) }
    }
    expect(seen).toEqual([older, old, newest, fresh])
    const late = await world.store.applications.list({ ...page, limit: 9, late: true })
    expect(late.map((row) => row.id)).toEqual([older, old])
    expect((await world.store.applications.list({ ...page, limit: 3 })).map((row) => row.id)).toEqual(seen.slice(0, 3))
  })

  it('gives what waits for somebody by its deadline, and what is watched once it is late', async () => {
    const [first, second] = await sentAgo('ethnic_support', 40, 39)
    const move = { from: 'submitted', to: 'returned', event: 'return', reason: 'missing_paper', ...by } as const
    await world.store.applications.move(second ?? '', { ...move, at: later(-38) })
    const sitting = (watched: readonly 'returned'[], at = now) =>
      world.store.applications.sitting({ scope: {}, states: ['submitted'], watched, now: at, limit: 99 })
    expect((await sitting([])).map((row) => row.id)).not.toContain(second)
    const both = (await sitting(['returned'])).filter(({ id }) => id === first || id === second)
    expect(both.map((row) => row.id)).toEqual([first, second])
    expect((await sitting(['returned'], later(-37))).map((row) => row.id)).not.toContain(second)
  })

  it('writes a reminder once, and counts those of the stay that lasts', async () => {
    const [id = ''] = await sentAgo('multi_purpose', 10)
    const reminder = { applicationId: id, since: later(-10), owner: 'officer', turn: 1, at: now } as const
    const twice = await Promise.all([1, 2].map(() => world.store.applications.remind(reminder)))
    expect(twice.sort()).toEqual([false, true])
    expect(await world.store.applications.remind({ ...reminder, turn: 2 })).toBe(true)
    expect((await world.store.applications.find(id))?.reminded).toEqual({ times: 2, last: now })
    await world.store.applications.move(id, {
      ...{ from: 'submitted', to: 'with_group', event: 'pass_to_group', ...by },
      at: now,
    })
    expect((await world.store.applications.find(id))?.reminded).toEqual({ times: 0 })
  })

  it('gives a deadline to what came before there were any', async () => {
    const [id = ''] = await sentAgo('near_poor', 10)
    const row = { where: { id: BigInt(id) }, data: { dueAt: null } }
    const due = (await world.store.applications.find(id))?.dueAt
    await world.database.prisma.application.update(row)
    expect((await world.store.applications.find(id))?.dueAt).toBeUndefined()
    expect(await world.store.applications.setMissingDeadlines()).toBe(1)
    expect((await world.store.applications.find(id))?.dueAt).toEqual(due)
    expect(await world.store.applications.setMissingDeadlines()).toBe(0)
  })

  it('keeps what an office sets for itself, for that office alone', async () => {
    const times = { aims: { submitted: 7 }, closed: new Set(['2026-11-27'] as const) }
    await world.store.applications.setTimes(world.office.otherId, times)
    expect(await world.store.applications.times(world.office.otherId)).toEqual(times)
    expect(await world.store.applications.times(world.office.id)).toEqual({ aims: {}, closed: new Set() })
    const foreign = { officeId: world.office.otherId, communeId: world.commune.other }
    const id = await world.application({ accountId: await world.account({}), ...foreign })
    expect((await world.store.applications.find(id))?.dueAt).toEqual(new Date('2026-12-04T10:00:00Z'))
  })

  it('measures how long requests stay in a state, half of them shorter', async () => {
    const scope = { communeId: world.commune.second }
    const accountId = await world.account({})
    for (const [place, stay] of [1, 2, 9].entries()) {
      const request = { ...sent(accountId, `stay${place}`), communeId: world.commune.second, at: later(-20) }
      const { id } = await world.store.applications.submit(request)
      const move = { from: 'submitted', to: 'with_group', event: 'pass_to_group', ...by } as const
      await world.store.applications.move(id, { ...move, at: later(-20 + stay) })
    }
    const stays = (from: number, until: number) =>
      world.store.applications.timeInStates({ scope, from: later(from), until: later(until) })
    expect(await stays(-30, 0)).toEqual([{ state: 'submitted', stays: 3, medianDays: 2 }])
    expect(await stays(-30, -18)).toEqual([{ state: 'submitted', stays: 1, medianDays: 1 }])
    expect(await stays(-5, 0)).toEqual([])
  })
})
