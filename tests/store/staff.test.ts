import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Invitation } from '../../src/ports/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const day = 86_400_000
const offer = (email: string, token: string): Invitation & { token: string } => ({
  email,
  token,
  role: 'officer',
  officeId: world.office.id,
  expiresAt: new Date(now.getTime() + 7 * day),
})
const enrol = (token: string, at = now) =>
  world.store.transaction((tx) => tx.staff.enrol({ token, name: 'Lê Mai', passwordHash: 'salt:key', lang: 'vi', at }))

describe('an invitation', () => {
  it('makes one account, by one of two who use it at once', async () => {
    await world.store.staff.invite(offer('Mai@Example.vn', 'one'))
    const made = await Promise.all([enrol('one'), enrol('one')].map((p) => p.catch(() => undefined)))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await world.store.staff.byEmail('MAI@example.vn')).toMatchObject({
      role: 'officer',
      officeId: world.office.id,
      name: 'Lê Mai',
    })
    expect(await enrol('one')).toBeUndefined()
  })

  it('is never kept as it is', async () => {
    await world.store.staff.invite(offer('hash@example.vn', 'plain-token'))
    const row = await world.database.prisma.staffInvitation.findFirstOrThrow({ where: { email: 'hash@example.vn' } })
    expect(row.tokenHash).not.toContain('plain')
  })

  it.each([
    ['the moment before it ends', 7 * day - 1, true],
    ['the moment it ends', 7 * day, false],
  ])('is good until then: %s', async (_, after, good) => {
    await world.store.staff.invite(offer('late@example.vn', `late${after}`))
    const at = new Date(now.getTime() + after)
    expect((await world.store.staff.invitation(`late${after}`, at)) !== undefined).toBe(good)
  })

  it('ends when another one is sent to the same address', async () => {
    await world.store.staff.invite(offer('again@example.vn', 'first'))
    await world.store.staff.invite(offer('again@example.vn', 'second'))
    expect(await world.store.staff.invitation('first', now)).toBeUndefined()
    expect(await world.store.staff.invitation('second', now)).toMatchObject({ email: 'again@example.vn' })
    const open = await world.store.staff.invitations({ officeId: world.office.id }, now)
    expect(open.map((i) => i.email)).toContain('again@example.vn')
    expect(await world.store.staff.invitations({ officeId: world.office.otherId }, now)).toEqual([])
  })
})

describe('an account', () => {
  it('is shut together with its sessions', async () => {
    const { id } = await world.staff('officer')
    const expiresAt = new Date(now.getTime() + day)
    await world.database.prisma.staffSession.create({ data: { id: 'x', token: 't', userId: id, expiresAt } })
    await world.store.staff.setDisabled(id, now)
    expect(await world.store.staff.find(id)).toMatchObject({ disabledAt: now })
    expect(await world.database.prisma.staffSession.count({ where: { userId: id } })).toBe(0)
    await world.store.staff.setDisabled(id, undefined)
    expect((await world.store.staff.find(id))?.disabledAt).toBeUndefined()
  })

  it('is listed in its unit only', async () => {
    const other = await world.staff('officer', { officeId: world.office.otherId })
    const seen = await world.store.staff.list({ officeId: world.office.id })
    expect(seen.map((s) => s.id)).not.toContain(other.id)
    expect(await world.store.staff.list({ officeId: world.office.otherId })).toMatchObject([
      { id: other.id, office: 'Phòng giao dịch Lý Nhân' },
    ])
  })
})

describe('the log', () => {
  it('is read newest first, by the staff of an office', async () => {
    const mine = await world.staff('officer')
    const other = await world.staff('officer', { officeId: world.office.otherId })
    const entry = {
      at: now,
      actorKind: 'staff',
      action: 'people.phone',
      subjectKind: 'household',
      subjectId: '5',
    } as const
    await world.store.audit.write({ ...entry, actorId: mine.id, detail: { why: 'x' } })
    await world.store.audit.write({ ...entry, actorId: other.id })
    const rows = await world.store.audit.list({ officeId: world.office.id, limit: 10 })
    expect(rows).toMatchObject([{ actorId: mine.id, actorName: mine.name, detail: { why: 'x' } }])
    expect(await world.store.audit.list({ limit: 1 })).toMatchObject([{ actorId: other.id }])
    const what = { action: 'people.phone', subjectKind: 'household', subjectId: '5' }
    expect(await world.store.audit.count({ ...what, since: now })).toBe(2)
    expect(await world.store.audit.count({ ...what, since: new Date(now.getTime() + 1) })).toBe(0)
  })

  it.each([
    ['a change', "UPDATE audit SET action = 'nothing'"],
    ['a deletion', 'DELETE FROM audit'],
    ['a deletion of one row', 'DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)'],
    ['being emptied', 'TRUNCATE audit'],
    ['being emptied with others', 'TRUNCATE staff, audit CASCADE'],
  ])('refuses %s in the database itself', async (_, sql) => {
    await world.store.audit.write({
      ...{ at: now, actorKind: 'system', actorId: 'cli', action: 'migrate' },
      ...{ subjectKind: 'staff', subjectId: '1' },
    })
    const before = await world.database.prisma.audit.count()
    await expect(world.database.pool.query(sql)).rejects.toThrow('the log is only added to')
    expect(await world.database.prisma.audit.count()).toBe(before)
  })
})
