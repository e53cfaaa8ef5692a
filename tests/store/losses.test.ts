import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LossState } from '../../src/domain/loss-report.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let disasterId: string
beforeAll(async () => {
  world = await staffWorld()
  const about = { kind: 'flood', name: '', reason: 'Ngập ba thôn từ đêm qua' } as const
  const days = { since: '2026-11-20', reviewOn: '2026-12-20' } as const
  const unit = { officeId: world.office.id, communeIds: [world.commune.first, world.commune.second] }
  disasterId = await world.store.disasters.start({ ...about, ...days, ...unit, by: 'gd', at: now })
})
afterAll(() => world.close())

const photo = { mime: 'image/jpeg', width: 4, height: 3, bytes: Buffer.from('một tấm ảnh') } as const

/** A household that reported a loss with a picture, in that state. */
async function report(state: LossState = 'received', of: { communeId?: number; amount?: number } = {}) {
  const { store, database } = world
  const { communeId = world.commune.first, amount = 6_000_000 } = of
  const householdId = await world.household({ communeId, programmes: ['poor'] })
  const accountId = await world.account({ householdId })
  const words = { text: 'Mất lúa', at: now, dueAt: now }
  const place = { householdId, accountId, officeId: world.office.id, communeId, routedTo: 'officer' } as const
  const { id: caseId } = await store.cases.open({ kind: 'disaster', ...place, ...words })
  const photoIds = [await store.attachments.keep({ accountId, photo, at: now })]
  const items = [{ kind: 'crop', item: 'lúa nếp', quantity: '3 sào', amount }] as const
  const told = { items, happenedOn: '2026-11-21', place: 'đồng Mơ', hurt: false } as const
  const { id, photos } = await store.losses.keep({
    ...{ disasterId, householdId, accountId, caseId, ...told, photoIds, at: now },
  })
  await database.prisma.lossReport.update({ where: { id: BigInt(id) }, data: { state } })
  return { id, photos, householdId, accountId, caseId }
}

describe('a report of a loss', () => {
  it('is kept sealed, with its picture taken over as it is', async () => {
    const { id, photos, caseId } = await report()
    expect(photos).toBe(1)
    const row = await world.database.prisma.lossReport.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(row.reportSealed).not.toMatch(/lúa|đồng Mơ/)
    expect(await world.store.losses.ofCase(caseId)).toMatchObject({
      id,
      place: 'đồng Mơ',
      items: [{ item: 'lúa nếp' }],
    })
    const [kept] = await world.store.losses.photos(id)
    const opened = await world.store.losses.openPhoto(id, kept?.id ?? '')
    expect(Buffer.from(opened?.content ?? []).toString()).toBe('một tấm ảnh')
    const other = await report()
    expect(await world.store.losses.openPhoto(other.id, kept?.id ?? '')).toBeUndefined()
  })

  it('takes no picture that somebody else sent, or that a request carries', async () => {
    const [one, other] = [await report(), await report()]
    const foreign = await world.store.attachments.keep({ accountId: other.accountId, photo, at: now })
    const sent = await world.store.attachments.keep({ accountId: one.accountId, photo, at: now })
    const applicationId = await world.application({ accountId: one.accountId, key: `loss ${one.id}` })
    await world.store.attachments.handOver(applicationId, {
      accountId: one.accountId,
      papers: [{ paper: 'identity_front', attachmentId: sent }],
    })
    const told = { items: [], happenedOn: '2026-11-21', place: '', hurt: true, photoIds: [foreign, sent] } as const
    const { householdId, accountId, caseId } = one
    const kept = await world.store.losses.keep({ disasterId, householdId, accountId, caseId, ...told, at: now })
    expect(kept).toEqual({ id: one.id, photos: 1 })
    expect(await world.store.losses.find(one.id)).toMatchObject({ hurt: true, place: 'đồng Mơ' })
  })

  it('moves once: of two that take the same step only one does', async () => {
    const { id } = await report()
    const seen = { lossDong: 5, capitalDong: 9, on: '2026-11-23' } as const
    const move = { from: 'received', to: 'verified', by: 'cb', note: 'xem rồi', at: now, seen } as const
    const done = await Promise.all([world.store.losses.move(id, move), world.store.losses.move(id, move)])
    expect(done.toSorted()).toEqual([false, true])
    expect(await world.store.losses.moves(id)).toMatchObject([{ state: 'verified', by: 'cb', note: 'xem rồi' }])
  })
})

describe('lists and counts', () => {
  it('keep to a unit, page by page and by state', async () => {
    const before = (await list({})).length
    const own = await report('verified')
    const next = await report('received', { communeId: world.commune.second })
    expect((await list({})).length).toBe(before + 2)
    const second = { officeId: world.office.id, communeId: world.commune.second }
    expect((await list(second)).map(({ id }) => id)).toEqual([next.id])
    expect(await list({ officeId: world.office.otherId })).toEqual([])
    expect((await list({}, 'verified')).map(({ id }) => id)).toContain(own.id)
    expect((await list({}, 'verified')).map(({ id }) => id)).not.toContain(next.id)
    const all = await list({})
    const paged = [
      ...(await list({}, undefined, { limit: 2 })),
      ...(await list({}, undefined, { afterId: all[1]?.id })),
    ]
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    const counts = await world.store.losses.counts(disasterId, {})
    expect(counts.map(({ communeId }) => communeId).toSorted()).toEqual([world.commune.first, world.commune.second])
    expect(await world.store.losses.counts(disasterId, second)).toMatchObject([{ reported: 1, verified: 0 }])
    expect(await world.store.losses.counts(disasterId, { officeId: world.office.otherId })).toEqual([])
  })

  const list = (
    scope: { officeId?: number; communeId?: number },
    state?: LossState,
    { limit = 100, afterId }: { limit?: number; afterId?: string | undefined } = {},
  ) =>
    world.store.losses.list({
      ...{ disasterId, scope, limit },
      ...(state ? { state } : {}),
      ...(afterId === undefined ? {} : { afterId }),
    })
})

describe('what becomes of a report', () => {
  it.each([
    ['received', true],
    ['verified', true],
    ['drafted', true],
    ['sent', false],
    ['decided', false],
  ] as const)('that is %s, when its household is erased: gone is %s', async (state, gone) => {
    const { id, householdId } = await report(state)
    const exported = JSON.stringify(await world.store.ownData.exportHousehold(householdId))
    expect(exported).toContain('lúa nếp')
    expect(exported).toContain(photo.bytes.toString('base64'))
    await world.store.ownData.eraseHousehold(householdId, now)
    expect((await world.store.losses.find(id)) === undefined).toBe(gone)
    expect((await world.store.losses.photos(id)).length).toBe(gone ? 0 : 1)
  })

  it('that stood still for the time of cases: it goes, unless the bank has sent it on', async () => {
    const [old, sent] = [await report('verified'), await report('sent')]
    const fresh = await report('received')
    const { prisma } = world.database
    for (const { id } of [old, sent])
      await prisma.lossReport.update({ where: { id: BigInt(id) }, data: { stateSince: new Date('2020-01-01') } })
    await world.store.retention.forget('cases', new Date('2020-01-02'))
    const left = await Promise.all([old, sent, fresh].map(({ id }) => world.store.losses.find(id)))
    expect(left.map((one) => one !== undefined)).toEqual([false, true, true])
  })
})

describe('the words of a leader in what is handed out', () => {
  it('name neither whom else they went to nor the account of who wrote them', async () => {
    const { prisma } = world.database
    const [leads, member] = [
      await world.household({ name: 'Hộ Tổ trưởng' }),
      await world.household({ name: 'Hộ Tổ viên' }),
    ]
    const [leader, account] = [
      await world.account({ householdId: leads }),
      await world.account({ householdId: member }),
    ]
    const nudge = { groupId: world.group.first, month: new Date('2026-11-01'), at: now }
    await prisma.leaderNudge.create({ data: { ...nudge, accountId: BigInt(leader), householdId: BigInt(member) } })
    const handed = async (householdId: string) => {
      const { leaderNudges } = await world.store.ownData.exportHousehold(householdId)
      return leaderNudges as Record<string, unknown>[]
    }
    expect(await handed(leads)).toEqual([expect.objectContaining({ month: '2026-11-01T00:00:00.000Z', written: true })])
    expect(await handed(member)).toEqual([expect.objectContaining({ written: false })])
    for (const [row] of [await handed(leads), await handed(member)])
      for (const column of ['accountId', 'householdId']) expect(row).not.toHaveProperty(column)
    expect((await world.store.ownData.export(account)).leaderNudges).toEqual([])
  })
})
