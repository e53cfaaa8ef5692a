import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeStaffAuth, resealStaffSecret } from '../../src/http/console/auth.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { staffAuthDatabase } from '../../src/store/staff-auth.ts'
import { type ConsoleWorld, consoleWorld, type Equipped, password, type Visitor } from '../support/console-world.ts'
import { secretOf, totp } from '../support/totp.ts'

const path = '/console/account/second-factor'
const codePage = '/console/sign-in/code'

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleWorld()
})
/** The middle of a step of 30 seconds: no code changes while a test runs. */
const middle = Math.floor(Date.now() / 30_000) * 30_000 + 15_000
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: middle })
})
afterAll(async () => {
  vi.useRealTimers()
  await world.close()
})

const later = (minutes: number) => vi.setSystemTime(middle + minutes * 60_000)

/** Somebody with a password and no session. */
const member = async (role: 'officer' | 'director' | 'admin'): Promise<StaffMember> => {
  const staff = await world.staff(role)
  await world.signIn(staff)
  await world.store.staff.endSessions(staff.id)
  return staff
}

const equipped = async (
  role: 'officer' | 'director' = 'director',
): Promise<{ staff: StaffMember; phone: Equipped }> => {
  const staff = await world.staff(role)
  const who = await world.signIn(staff)
  return { staff, phone: 'secret' in who ? (who as Equipped) : await world.setUpSecondFactor(who) }
}

/** The first step: the cookie that lets the second one begin. */
const afterPassword = async ({ email }: StaffMember): Promise<Visitor> => {
  const answer = await world.post('/console/sign-in', { email, password, next: '/console/audit' })
  expect(answer).toMatchObject({ status: 303, to: `${codePage}?next=%2Fconsole%2Faudit` })
  expect(answer.cookie).not.toContain('session')
  return { cookie: answer.cookie }
}

const actions = async (staff: StaffMember) =>
  (await world.store.audit.list({ limit: 10, subjectKind: 'staff', subjectId: staff.id })).map((row) => row.action)

describe('whose role needs a second factor', () => {
  it.each(['director', 'admin'] as const)('a %s gets no further than to set it up', async (role) => {
    const who = await world.enter(await world.staff(role))
    for (const page of ['/console', '/console/audit', '/console/account', '/console/nowhere'])
      expect(await world.get(page, who)).toMatchObject({ status: 302, to: path })
    expect(await world.post('/console/staff/invite', {}, who)).toMatchObject({ status: 303, to: path })
    const page = await world.get(path, who)
    expect(page.text).toContain('Gõ mật khẩu để bắt đầu')
    expect(page.text).not.toContain('href="/console/audit"')
    expect((await world.post('/console/language', { lang: 'en', back: path }, who)).to).toBe(path)
    expect((await world.get(path, who)).text).toContain('Type your password to begin')
    expect((await world.post('/console/sign-out', {}, who)).to).toBe('/console/sign-in')
  })

  it.each(['officer', 'commune_chair'] as const)('a %s may do without', async (role) => {
    const who = await world.signIn(await world.staff(role, { communeId: world.commune.first }))
    expect((await world.get('/console/account', who)).text).toContain('Chưa bật')
  })
})

describe('setting it up', () => {
  it('shows a picture and the secret as text, and is on once a code of it was typed', async () => {
    const staff = await world.staff('officer')
    const who = await world.signIn(staff)
    const begun = await world.post(`${path}/begin`, { password }, who)
    expect(begun.text).toContain('<svg')
    const secret = secretOf(begun.text)
    expect(secret.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32,}$/)
    expect((await world.store.staff.find(staff.id))?.secondFactor).toBeUndefined()
    const wrong = await world.post(`${path}/confirm`, { code: '000000' }, who)
    expect(wrong.status).toBe(422)
    expect(wrong.text).not.toContain(secret)
    const done = await world.post(`${path}/confirm`, { code: ` ${totp(secret).replace(/^.{3}/, '$& ')} ` }, who)
    expect(done.text.match(/<code>\d{5}-\d{5}<\/code>/g)).toHaveLength(10)
    expect((await world.store.staff.find(staff.id))?.secondFactor).toBe(true)
    expect(await actions(staff)).toContain('second_factor.on')
    expect((await world.get('/console/account', done)).text).toContain('Đã bật')
  })

  it('wants the password', async () => {
    const who = await world.signIn(await world.staff('officer'))
    const answer = await world.post(`${path}/begin`, { password: 'wrong password here' }, who)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Mật khẩu chưa đúng.')
    expect(answer.text).not.toContain('<svg')
  })

  it('ends the sessions that were begun without it', async () => {
    const staff = await world.staff('officer')
    const first = await world.signIn(staff)
    const second = await world.post('/console/sign-in', { email: staff.email, password })
    const after = await world.setUpSecondFactor(first)
    expect((await world.get('/console', second)).status).toBe(302)
    expect((await world.get('/console/account', after)).status).toBe(200)
  })

  it('does not show the backup codes a second time for a code of the phone', async () => {
    const { phone } = await equipped('officer')
    const again = await world.post(`${path}/confirm`, { code: totp(phone.secret) }, phone)
    expect(again).toMatchObject({ status: 303, to: path })
    expect((await world.get(path, phone)).text).not.toContain(phone.backupCodes[0])
  })

  it('keeps nothing that can be read without the secret of the service', async () => {
    const { staff, phone } = await equipped('officer')
    const row = await world.database.prisma.staffTwoFactor.findUniqueOrThrow({ where: { userId: staff.id } })
    const base32 = phone.secret.replaceAll(' ', '')
    const bits = [...base32]
      .map((s) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(s).toString(2).padStart(5, '0'))
      .join('')
    const plain = String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    for (const told of [base32, plain, Buffer.from(plain).toString('hex'), ...phone.backupCodes]) {
      expect(told.length).toBeGreaterThan(9)
      expect(JSON.stringify(row)).not.toContain(told)
    }
    const stranger = makeStaffAuth({
      database: staffAuthDatabase(world.database.prisma),
      secret: 'another secret, as long as the one of the service',
      publicUrl: 'http://loa.test',
      insecureCookies: true,
    })
    const headers = new Headers()
    const asked = await stranger.signIn({ email: staff.email, password, headers })
    headers.set('cookie', asked?.cookies.map((cookie) => cookie.split(';')[0]).join('; ') ?? '')
    await expect(stranger.signInByCode({ code: totp(phone.secret), headers })).rejects.toThrow()
  })

  it('is read under another secret once it was encrypted anew', async () => {
    const { staff, phone } = await equipped('officer')
    const secret = 'the next secret of the service, as long as the first'
    const next = makeStaffAuth({
      ...{ database: staffAuthDatabase(world.database.prisma), secret },
      ...{ publicUrl: 'http://loa.test', insecureCookies: true },
    })
    const where = { userId: staff.id }
    const row = await world.database.prisma.staffTwoFactor.findUniqueOrThrow({ where })
    const keys = { from: 'a secret of these tests, long enough', to: secret }
    const data = {
      secret: await resealStaffSecret(row.secret, keys),
      backupCodes: await resealStaffSecret(row.backupCodes, keys),
    }
    await world.database.prisma.staffTwoFactor.update({ where, data })
    const asked = await next.signIn({ email: staff.email, password, headers: new Headers() })
    const cookie = asked?.cookies.map((one) => one.split(';')[0]).join('; ') ?? ''
    const signed = await next.signInByCode({ code: totp(phone.secret), headers: new Headers({ cookie }) })
    expect(signed).toMatchObject({ staffId: staff.id })
    await expect(resealStaffSecret(row.secret, { from: secret, to: secret })).rejects.toThrow()
  })
})

describe('signing in', () => {
  it('asks for the code after the password, and leads to where one wanted to go', async () => {
    const { staff, phone } = await equipped()
    const begun = await afterPassword(staff)
    expect((await world.get('/console', begun)).to).toBe('/console/sign-in')
    const entered = await world.post(codePage, { code: totp(phone.secret), next: '/console/audit' }, begun)
    expect(entered).toMatchObject({ status: 303, to: '/console/audit' })
    expect((await world.get('/console/audit', entered)).status).toBe(200)
  })

  it.each([
    ['the one before', -1, 303],
    ['the one after', 1, 303],
    ['one that is long gone', -3, 401],
    ['one that is not yet', 3, 401],
  ])('takes the clock of a phone as it is: %s', async (_, steps, status) => {
    const { staff, phone } = await equipped()
    expect((await world.post(codePage, { code: totp(phone.secret, steps) }, await afterPassword(staff))).status).toBe(
      status,
    )
  })

  it('takes a code once', async () => {
    const { staff, phone } = await equipped()
    const code = totp(phone.secret)
    expect((await world.post(codePage, { code }, await afterPassword(staff))).to).toBe('/console')
    const sessions = await world.store.staff.sessions(staff.id)
    expect(await world.post(codePage, { code }, await afterPassword(staff))).toMatchObject({
      to: '/console/sign-in?ended',
      cookie: '',
    })
    expect(await world.store.staff.sessions(staff.id)).toHaveLength(sessions.length)
  })

  it('takes a backup code once, typed with or without its line', async () => {
    const { staff, phone } = await equipped()
    const [one = '', two = ''] = phone.backupCodes
    expect((await world.post(codePage, { code: one }, await afterPassword(staff))).status).toBe(303)
    expect((await world.post(codePage, { code: one }, await afterPassword(staff))).status).toBe(401)
    expect((await world.post(codePage, { code: two.replace('-', ' ') }, await afterPassword(staff))).status).toBe(303)
  })

  it('does not take the code of somebody else, nor a session in place of a code', async () => {
    const [one, other] = [await equipped(), await equipped()]
    const begun = await afterPassword(one.staff)
    expect((await world.post(codePage, { code: totp(other.phone.secret) }, begun)).status).toBe(401)
    const both = { cookie: `${begun.cookie}; ${other.phone.cookie}` }
    expect((await world.post(codePage, { code: totp(other.phone.secret) }, both)).status).toBe(401)
  })

  it.each([
    ['nothing', ''],
    ['a word', 'abc'],
    ['seven digits', '1234567'],
    ['a statement', "' OR 1=1 --"],
  ])('is not confused by %s', async (_, code) => {
    const { staff } = await equipped()
    const answer = await world.post(codePage, { code }, await afterPassword(staff))
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('Mã chưa đúng')
  })

  it('begins anew without the password, and with a cookie that nobody gave out', async () => {
    for (const cookie of ['', 'loa.two_factor=2fa-forged.c2lnbmF0dXJl'])
      expect(await world.post(codePage, { code: '123456' }, { cookie })).toMatchObject({
        status: 303,
        to: '/console/sign-in?ended',
      })
  })

  it('ends after five wrong codes for one password typed', async () => {
    const { staff, phone } = await equipped()
    const begun = await afterPassword(staff)
    for (let n = 0; n < 5; n++) expect((await world.post(codePage, { code: '000000' }, begun)).status).toBe(401)
    expect((await world.post(codePage, { code: totp(phone.secret) }, begun)).to).toBe('/console/sign-in?ended')
  })

  it.each([
    ['within ten minutes of the password', 9.9, '/console'],
    ['not later', 10.1, '/console/sign-in?ended'],
  ])('wants the code %s', async (_, minutes, to) => {
    const { staff, phone } = await equipped()
    const begun = await afterPassword(staff)
    later(minutes)
    expect((await world.post(codePage, { code: totp(phone.secret) }, begun)).to).toBe(to)
  })

  it('is locked for a quarter of an hour after ten wrong codes in a row, also for the right one', async () => {
    const { staff, phone } = await equipped()
    for (let password = 0; password < 2; password++) {
      const begun = await afterPassword(staff)
      for (let n = 0; n < 5; n++) await world.post(codePage, { code: '000000' }, begun)
    }
    const answer = await world.post(codePage, { code: totp(phone.secret) }, await afterPassword(staff))
    expect(answer.status).toBe(429)
    expect(answer.text).toContain('Thử quá nhiều lần')
    const backup = { code: phone.backupCodes[0] ?? '' }
    expect((await world.post(codePage, backup, await afterPassword(staff))).status).toBe(429)
    later(15.1)
    expect((await world.post(codePage, backup, await afterPassword(staff))).status).toBe(303)
  })

  it('does not let in whose account was shut in between', async () => {
    const { staff, phone } = await equipped()
    const begun = await afterPassword(staff)
    await world.store.staff.setDisabled(staff.id, world.clock.now())
    const answer = await world.post(codePage, { code: totp(phone.secret) }, begun)
    expect(answer).toMatchObject({ to: '/console/sign-in?ended', cookie: '' })
    expect(await world.store.staff.sessions(staff.id)).toEqual([])
  })
})

describe('new backup codes', () => {
  it('take the place of the old ones, for the password', async () => {
    const { staff, phone } = await equipped()
    expect((await world.post(`${path}/codes`, { password: 'wrong password here' }, phone)).status).toBe(422)
    const { text } = await world.post(`${path}/codes`, { password }, phone)
    const [fresh = ''] = text.match(/\d{5}-\d{5}/) ?? []
    expect(phone.backupCodes).not.toContain(fresh)
    expect((await world.post(codePage, { code: phone.backupCodes[0] ?? '' }, await afterPassword(staff))).status).toBe(
      401,
    )
    expect((await world.post(codePage, { code: fresh }, await afterPassword(staff))).status).toBe(303)
    expect(await actions(staff)).toContain('second_factor.codes')
  })
})

describe('switching it off', () => {
  it('is for whom it is not required of, with the password', async () => {
    const { staff, phone } = await equipped('officer')
    expect((await world.post(`${path}/off`, { password: 'wrong password here' }, phone)).status).toBe(422)
    const off = await world.post(`${path}/off`, { password }, phone)
    expect(off.to).toBe('/console/account?done=second_factor_off')
    expect((await world.get('/console/account', off)).text).toContain('Chưa bật')
    expect((await world.post('/console/sign-in', { email: staff.email, password })).to).toBe('/console')
    expect(await actions(staff)).toContain('second_factor.off')
  })

  it('is nothing that a director does alone', async () => {
    const { staff, phone } = await equipped()
    expect((await world.get(path, phone)).text).not.toContain(`${path}/off`)
    expect((await world.post(`${path}/off`, { password }, phone)).to).toBe(path)
    expect((await world.store.staff.find(staff.id))?.secondFactor).toBe(true)
    expect((await world.post(`/console/staff/${staff.id}/second-factor/reset`, {}, phone)).status).toBe(404)
  })
})

describe('a lost phone', () => {
  it('is reset by somebody else of the unit: sessions end, and it is set up anew at the next sign-in', async () => {
    const [lost, other] = [await equipped(), await equipped()]
    expect((await world.get('/console/staff', other.phone)).text).toContain(
      `Đặt lại mã điện thoại của ${lost.staff.name}`,
    )
    const reset = await world.post(`/console/staff/${lost.staff.id}/second-factor/reset`, {}, other.phone)
    expect(reset.to).toBe('/console/staff?done=second_factor_reset')
    expect((await world.get('/console', lost.phone)).to).toBe('/console/sign-in')
    const [row] = await world.store.audit.list({ limit: 1, action: 'second_factor.reset' })
    expect(row).toMatchObject({ actorId: other.staff.id, subjectId: lost.staff.id })
    const who = await world.post('/console/sign-in', { email: lost.staff.email, password })
    expect(who.to).toBe('/console')
    expect((await world.get('/console', who)).to).toBe(path)
  })

  it('is not reset by another office, by an officer, or where there is nothing to reset', async () => {
    const { staff } = await equipped()
    const foreign = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
    const officer = await world.signIn(await world.staff('officer'))
    const { phone } = await equipped()
    const without = await member('officer')
    const reset = `/console/staff/${staff.id}/second-factor/reset`
    expect((await world.post(reset, {}, foreign)).status).toBe(404)
    expect((await world.post(reset, {}, officer)).status).toBe(403)
    expect((await world.post(`/console/staff/${without.id}/second-factor/reset`, {}, phone)).status).toBe(404)
    expect((await world.store.staff.find(staff.id))?.secondFactor).toBe(true)
  })
})
