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
    const page = { scope: { officeId: world.office.id }, programme: 'student', limit: 2 }
    const first = await world.store.applications.list(page)
    expect(first.map((r) => r.id)).toEqual([ids[2], ids[1]])
    expect(first[0]).toMatchObject({ name: 'Anh Ba', commune: 'Phường Duy Tân', amount: 20_000_000 })
    const next = await world.store.applications.list({ ...page, beforeId: ids[1] ?? '' })
    expect(next.map((r) => r.id)).toEqual([ids[0]])
    const commune = {
      scope: { officeId: world.office.id, communeId: world.commune.second },
      programme: 'student',
      limit: 9,
    }
    expect(await world.store.applications.list(commune)).toEqual([])
    expect(await world.store.applications.count({ officeId: world.office.otherId }, ['submitted'])).toBe(1)
  })

  it('are shown to their account, newest first', async () => {
    const accountId = await world.account({})
    const a = await world.store.applications.submit(sent(accountId, 'mine1'))
    const b = await world.store.applications.submit(sent(accountId, 'mine2'))
    expect((await world.store.applications.ofAccount(accountId)).map((r) => r.code)).toEqual([b.code, a.code])
  })
})
