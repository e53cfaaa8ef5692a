import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, passwordLength } from '../../src/app/accept-invitation.ts'
import { disableStaff } from '../../src/app/disable-staff.ts'
import { findUnit } from '../../src/app/find-unit.ts'
import { inviteStaff } from '../../src/app/invite-staff.ts'
import { issueLinkCode } from '../../src/app/issue-link-code.ts'
import { openPhone } from '../../src/app/open-phone.ts'
import type { Role } from '../../src/domain/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let tokens = 0
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const inviting = () => ({ ...world, newToken: () => `token-${++tokens}` })
const accepting = () => ({ ...world, hashPassword: async (password: string) => `hash of ${password.length}` })
const password = 'bốn từ dễ nhớ'

describe('an invitation', () => {
  it('becomes an account by its token, once', async () => {
    const by = await world.staff('director')
    const invited = await inviteStaff(inviting(), {
      by,
      email: ' Mai@Example.VN',
      role: 'officer',
      officeId: world.office.id,
    })
    const token = invited.ok ? invited.token : ''
    const accept = () => acceptInvitation(accepting(), { token, name: ' Lê Mai ', password, lang: 'vi' })
    expect(await accept()).toMatchObject({
      ok: true,
      staff: { name: 'Lê Mai', email: 'mai@example.vn', role: 'officer', lang: 'vi' },
    })
    expect(await accept()).toEqual({ ok: false, problem: 'token' })
    const again = await inviteStaff(inviting(), {
      by,
      email: 'mai@example.vn',
      role: 'officer',
      officeId: world.office.id,
    })
    expect(again).toEqual({ ok: false, problem: 'has_account' })
  })

  it('lasts seven days', async () => {
    const invited = await inviteStaff(inviting(), { email: 'a@example.vn', role: 'admin' })
    expect(invited).toMatchObject({ ok: true, expiresAt: new Date(now.getTime() + 7 * 86_400_000) })
  })

  it.each([
    ['an address without a sign', { email: 'mai.example.vn', role: 'officer' }, 'email'],
    ['an address with a gap', { email: 'mai @example.vn', role: 'officer' }, 'email'],
    ['a chair without a commune', { email: 'b@example.vn', role: 'commune_chair' }, 'needs_commune'],
  ] as const)('is not made for %s', async (_, invite, problem) => {
    const unit = { officeId: world.office.id }
    expect(await inviteStaff(inviting(), { ...invite, ...unit })).toEqual({ ok: false, problem })
  })

  it('needs an office unless it is for an administrator of all', async () => {
    expect(await inviteStaff(inviting(), { email: 'c@example.vn', role: 'officer' })).toEqual({
      ok: false,
      problem: 'needs_office',
    })
  })

  it('is not a director’s to another office', async () => {
    const by = await world.staff('director')
    const invite = { by, email: 'd@example.vn', role: 'officer', officeId: world.office.otherId } as const
    expect(await inviteStaff(inviting(), invite)).toEqual({ ok: false, problem: 'not_yours' })
  })

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a password one short', { password: 'a'.repeat(passwordLength.min - 1) }, 'password_short'],
    ['a password that never ends', { password: 'a'.repeat(passwordLength.max + 1) }, 'password_long'],
    ['a token nobody issued', { token: 'forged' }, 'token'],
  ])('is not accepted with %s, and is still good', async (_, change, problem) => {
    const invited = await inviteStaff(inviting(), { email: 'e@example.vn', role: 'admin' })
    const good = { token: invited.ok ? invited.token : '', name: 'Lê Mai', password, lang: 'vi' }
    expect(await acceptInvitation(accepting(), { ...good, ...change })).toEqual({ ok: false, problem })
    expect(await world.store.staff.invitation(good.token, now)).toBeDefined()
  })
})

describe('an account', () => {
  it.each([
    ['a director shuts an officer’s', 'director', 'officer', true],
    ['an officer shuts nobody’s', 'officer', 'officer', false],
    ['a director does not shut an administrator’s', 'director', 'admin', false],
  ] as const)('%s', async (_, by, of, done) => {
    const member = await world.staff(of)
    expect(await disableStaff(world, { by: await world.staff(by), staffId: member.id, disabled: true })).toBe(done)
    expect((await world.store.staff.find(member.id))?.disabledAt !== undefined).toBe(done)
  })

  it('is not shut by its owner', async () => {
    const by = await world.staff('director')
    expect(await disableStaff(world, { by, staffId: by.id, disabled: true })).toBe(false)
  })
})

describe('a linking code', () => {
  const bytes = (...values: number[]) => ({ ...world, randomBytes: () => Uint8Array.from(values) })
  it('is drawn from signs that cannot be confused, and opens the household for thirty days', async () => {
    const householdId = await world.household({})
    const staff = await world.staff('officer')
    const issued = await issueLinkCode(bytes(0, 31, 32, 255, 1, 2, 3, 4), { staff, householdId })
    expect(issued).toMatchObject({ code: 'A9A9BCDE', expiresAt: new Date(now.getTime() + 30 * 86_400_000) })
    expect(await world.store.linking.householdOf('a9a9-bcde', now)).toBe(householdId)
    expect(await world.store.linking.householdOf('A9A9BCDE', issued?.expiresAt ?? now)).toBeUndefined()
    await issueLinkCode(bytes(9, 9, 9, 9, 9, 9, 9, 9), { staff, householdId })
    expect(await world.store.linking.householdOf('A9A9BCDE', now)).toBeUndefined()
    const log = await world.store.audit.list({ actorId: staff.id, limit: 1 })
    expect(log[0]).toMatchObject({ action: 'people.link_code', subjectId: householdId })
    expect(JSON.stringify(log)).not.toContain('A9A9')
  })

  it.each<[string, Role, () => { officeId?: number; communeId?: number }]>([
    ['another office', 'officer', () => ({ officeId: world.office.otherId })],
    ['another commune', 'officer', () => ({ communeId: world.commune.second })],
    ['a chair', 'commune_chair', () => ({ communeId: world.commune.first })],
  ])('is not issued by %s', async (_, role, unit) => {
    const householdId = await world.household({})
    expect(await issueLinkCode(bytes(1), { staff: await world.staff(role, unit()), householdId })).toBeUndefined()
  })
})

describe('a phone number', () => {
  it('is shown, and who looked is written down', async () => {
    const householdId = await world.household({ phone: '0912345678' })
    const staff = await world.staff('officer')
    expect(await openPhone(world, { staff, householdId })).toBe('0912345678')
    const log = await world.store.audit.list({ actorId: staff.id, limit: 1 })
    expect(log[0]).toMatchObject({ action: 'people.phone', subjectKind: 'household', subjectId: householdId })
    expect(JSON.stringify(log)).not.toContain('0912345678')
  })

  it('is not shown to another office, and nothing is written', async () => {
    const householdId = await world.household({ phone: '0912345678' })
    const staff = await world.staff('officer', { officeId: world.office.otherId })
    expect(await openPhone(world, { staff, householdId })).toBeUndefined()
    expect(await world.store.audit.list({ actorId: staff.id, limit: 1 })).toEqual([])
  })
})

describe('a unit', () => {
  it.each<[string, string, () => object | undefined]>([
    ['an office', 'PGD2', () => ({ officeId: world.office.otherId, name: 'Phòng giao dịch Lý Nhân' })],
    [
      'a commune',
      'C2',
      () => ({ officeId: world.office.id, communeId: world.commune.second, name: 'Phường Đồng Văn' }),
    ],
    ['nobody’s code', 'X', () => undefined],
  ])('is found by its code: %s', async (_, code, unit) => {
    expect(await findUnit(world.store, code)).toEqual(unit())
  })
})
