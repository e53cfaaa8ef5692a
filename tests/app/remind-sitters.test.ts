import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { remindSitters } from '../../src/app/remind-sitters.ts'
import type { Owner } from '../../src/domain/application.ts'
import type { Day } from '../../src/domain/day.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

let id: string
let accountId: string
const by = { actorKind: 'staff', actorId: 's' } as const

beforeEach(async () => {
  await world.database.prisma.application.deleteMany()
  world.clock.at = now
  world.woken.length = 0
  accountId = await world.account({ consents: ['talk', 'application'] })
  id = await world.application({ accountId })
})

const returned = () =>
  world.store.applications.move(id, {
    ...{ from: 'submitted', to: 'returned', event: 'return', reason: 'missing_paper', ...by },
    at: now,
  })

/** The run of a morning. */
const run = (day: Day) => {
  world.clock.at = new Date(`${day}T08:00:00+07:00`)
  return remindSitters(world, day)
}
const written = async () =>
  (await world.database.prisma.applicationReminder.findMany({ orderBy: { id: 'asc' } })).map(
    ({ owner, turn }) => [owner as Owner, turn] as const,
  )

describe('whoever sits on a request', () => {
  it('is reminded before the deadline, when it is over and every week after, once each', async () => {
    // Sent on 24 November, Culture Day: due on Thursday 26.
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-03'] as const) {
      await run(day)
      await run(day)
    }
    expect(await written()).toEqual([
      ['officer', 0],
      ['officer', 1],
    ])
    expect(await run('2026-12-04')).toEqual({ staff: 1, households: 0 })
    expect(await run('2026-12-11')).toEqual({ staff: 1, households: 0 })
    expect(await written()).toHaveLength(4)
    expect(await world.told(accountId)).toEqual([])
    expect(world.woken).toEqual([])
  })

  it('is left alone on days off, also on those of the office', async () => {
    expect(await run('2026-11-28')).toEqual({ staff: 0, households: 0 })
    const closed = new Set(['2026-11-27'] as const)
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed })
    expect(await run('2026-11-27')).toEqual({ staff: 0, households: 0 })
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed: new Set() })
    expect(await run('2026-11-27')).toEqual({ staff: 1, households: 0 })
  })

  it('is the new one after a step', async () => {
    await run('2026-11-27')
    const at = new Date('2026-11-27T03:00:00Z')
    const passed = { from: 'submitted', to: 'with_group', event: 'pass_to_group', ...by } as const
    await world.store.applications.move(id, { ...passed, at })
    expect(await run('2026-11-30')).toEqual({ staff: 0, households: 0 })
    expect(await run('2026-12-25')).toEqual({ staff: 1, households: 0 })
    expect((await written()).at(-1)).toEqual(['group', 0])
  })

  it('is nobody once it has ended', async () => {
    await world.store.applications.move(id, {
      ...{ from: 'submitted', to: 'withdrawn', event: 'withdraw', reason: 'no_longer_needed', ...by },
      at: now,
    })
    expect(await run('2027-01-15')).toEqual({ staff: 0, households: 0 })
  })
})

describe('a household that has to add something', () => {
  it('is written to once for the deadline, in the lane and the hours of reminders', async () => {
    await returned()
    // Ten working days from 24 November: due on 8 December.
    expect(await run('2026-12-04')).toEqual({ staff: 0, households: 0 })
    expect(await run('2026-12-07')).toEqual({ staff: 0, households: 1 })
    expect(await run('2026-12-08')).toEqual({ staff: 0, households: 0 })
    expect(await world.told(accountId)).toEqual([
      [
        'applications:waiting.ahead.title',
        'applications:waiting.ahead.text',
        'applications:told.reason',
        'applications:waiting.next',
        'applications:told.honest',
      ],
    ])
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 1 }])
    const mailing = await world.database.prisma.mailing.findFirstOrThrow({ include: { chunks: true } })
    expect(mailing).toMatchObject({ kind: 'request', lane: 1, officeId: world.office.id, status: 'running' })
    expect(mailing.chunks).toHaveLength(1)
  })

  it('is left to the officer once it is over, and hears nothing more', async () => {
    await returned()
    await run('2026-12-07')
    expect(await run('2026-12-09')).toEqual({ staff: 1, households: 0 })
    expect(await run('2026-12-16')).toEqual({ staff: 1, households: 0 })
    expect(await written()).toEqual([
      ['household', 0],
      ['officer', 1],
      ['officer', 2],
    ])
    expect(await world.told(accountId)).toHaveLength(1)
  })

  it('hears of it late, in other words, where the work was not done in time', async () => {
    await returned()
    await run('2026-12-10')
    expect((await world.told(accountId))[0]?.[0]).toBe('applications:waiting.over.title')
  })

  it.each<[string, object]>([
    ['blocked us', { status: 'blocked', consents: ['application'] }],
    ['took back what it allowed', { consents: ['talk'] }],
  ])('is not written to when it %s', async (_, of) => {
    accountId = await world.account(of)
    id = await world.application({ accountId })
    await returned()
    expect((await run('2026-12-07')).households).toBe(0)
    expect(await world.told(accountId)).toEqual([])
  })
})
