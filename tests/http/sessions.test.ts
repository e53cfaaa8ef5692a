import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { deviceOf } from '../../src/http/console/account/device.ts'
import { type ConsoleWorld, consoleWorld, password, type Visitor } from '../support/console-world.ts'
import { seal } from '../support/staff-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleWorld()
})
afterAll(() => world.close())

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'

/** An officer who is signed in in two browsers. */
const twice = async () => {
  const staff = await world.staff('officer')
  const first = await world.enter(staff)
  const sends = { 'user-agent': chrome }
  const { cookie } = await world.post('/console/sign-in', { email: staff.email, password }, { sends })
  return { staff, first, second: { cookie } }
}

const holds = async (who: Visitor) => (await world.get('/console', who)).status === 200

describe('the own sessions', () => {
  it('are listed with their browser, and which of them is this one', async () => {
    const { first } = await twice()
    const { text } = await world.get('/console/account', first)
    expect(text).toContain('Chrome, Windows')
    expect(text).toContain('Máy chưa rõ')
    expect(text.match(/Máy này/g)).toHaveLength(1)
    expect(text).toContain('Kết thúc mọi máy khác')
  })

  it('are ended one by one', async () => {
    const { staff, first, second } = await twice()
    const session = /name="session" value="([^"]+)"/.exec((await world.get('/console/account', first)).text)?.[1] ?? ''
    const ended = await world.post('/console/account/sessions/end', { session }, first)
    expect(ended.to).toBe('/console/account?done=session_ended')
    expect([await holds(first), await holds(second)]).toEqual([true, false])
    const [row] = await world.store.audit.list({ limit: 1, subjectId: staff.id })
    expect(row).toMatchObject({ action: 'staff.sign_out', actorId: staff.id, detail: { sessions: 1 } })
    expect((await world.get('/console/account', first)).text).not.toContain('Kết thúc mọi máy khác')
  })

  it('are ended all but this one', async () => {
    const { first, second } = await twice()
    await world.post('/console/account/sessions/end', { session: '' }, first)
    expect([await holds(first), await holds(second)]).toEqual([true, false])
  })

  it('are one’s own only', async () => {
    const [one, other] = [await twice(), await twice()]
    const [session] = await world.store.staff.sessions(other.staff.id)
    const ended = await world.post('/console/account/sessions/end', { session: session?.id ?? '' }, one.first)
    expect(ended.status).toBe(404)
    expect(await holds(other.first)).toBe(true)
  })
})

describe('the sessions of a member of staff', () => {
  it('are all ended by a director, who is on record, and not by another office', async () => {
    const { staff, first, second } = await twice()
    const director = await world.signIn(await world.staff('director'))
    const foreign = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
    expect((await world.post(`/console/staff/${staff.id}/sign-out`, {}, foreign)).status).toBe(404)
    expect(await holds(first)).toBe(true)
    const done = await world.post(`/console/staff/${staff.id}/sign-out`, {}, director)
    expect(done.to).toBe('/console/staff?done=signed_out')
    expect([await holds(first), await holds(second)]).toEqual([false, false])
    expect((await world.store.audit.list({ limit: 1, subjectId: staff.id }))[0]?.detail).toEqual({ sessions: 2 })
  })

  it('end when the account is shut, every one', async () => {
    const { staff, first, second } = await twice()
    const director = await world.signIn(await world.staff('director'))
    await world.post(`/console/staff/${staff.id}/disable`, {}, director)
    expect([await holds(first), await holds(second)]).toEqual([false, false])
    expect(await world.store.staff.sessions(staff.id)).toEqual([])
    await world.post('/console/sign-in', { email: staff.email, password })
    expect(await world.database.prisma.staffSession.count({ where: { userId: staff.id } })).toBe(0)
  })
})

describe('a device', () => {
  it.each([
    [chrome, 'Chrome, Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile',
      'Samsung Internet, Android',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Gecko/20100101 Firefox/140.0', 'Firefox, macOS'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64) coc_coc_browser/120 Chrome/114.0', 'Coc Coc, Linux'],
    ['curl/8', ''],
    ['', ''],
  ])('%s', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device)
  })
})

describe('the door', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })

  it('gives a stranger’s address the very answer of a known one, after the same work', async () => {
    const staff = await world.staff('officer')
    await world.enter(staff)
    const shut = await world.staff('officer')
    await world.enter(shut)
    await world.store.staff.setDisabled(shut.id, world.clock.now())
    const hashed = vi.spyOn(crypto, 'scrypt')
    syncBuiltinESMExports()
    const answers = []
    for (const email of [staff.email, 'nobody@example.vn', shut.email]) {
      hashed.mockClear()
      const { status, text, headers } = await world.post('/console/sign-in', { email, password: 'wrong password here' })
      headers.delete('x-request-id')
      answers.push({
        status,
        text: text.replaceAll(email, ''),
        headers: [...headers],
        hashes: hashed.mock.calls.length,
      })
    }
    expect(answers[0]).toMatchObject({ status: 401, hashes: 1 })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('does not tell a shut account by its right password', async () => {
    const shut = await world.staff('officer')
    await world.enter(shut)
    await world.store.staff.setDisabled(shut.id, world.clock.now())
    const answer = await world.post('/console/sign-in', { email: shut.email, password })
    expect(answer).toMatchObject({ status: 401, cookie: '' })
    expect(answer.text).toContain('Thư điện tử hoặc mật khẩu chưa đúng.')
  })
})

describe('tries', () => {
  const until = async (limit: number, attempt: (n: number) => Promise<{ status: number }>) => {
    for (let n = 0; n < limit; n++) expect((await attempt(n)).status).not.toBe(429)
    return (await attempt(limit)).status
  }
  it('of a password at the door are ten for an account', async () => {
    const email = 'tries@example.vn'
    expect(await until(10, () => world.post('/console/sign-in', { email, password: 'guess' }))).toBe(429)
  })

  it('count anew after a quarter of an hour', async () => {
    const email = 'later@example.vn'
    expect(await until(10, () => world.post('/console/sign-in', { email, password: 'guess' }))).toBe(429)
    const before = world.clock.at
    world.clock.at = new Date(before.getTime() + 15 * 60_000)
    expect((await world.post('/console/sign-in', { email, password: 'guess' })).status).toBe(401)
    world.clock.at = before
  })

  it('of a password by somebody who is in are ten as well', async () => {
    const staff = await world.staff('officer')
    const who = await world.enter(staff)
    const begin = '/console/account/second-factor/begin'
    expect(await until(10, () => world.post(begin, { password: 'guess' }, who))).toBe(429)
    expect((await world.post(begin, { password }, who)).text).toContain('Thử quá nhiều lần')
  })

  it('of codes are two hundred for a network', async () => {
    expect(await until(200, () => world.post('/console/sign-in/code', { code: '1' }))).toBe(429)
  })

  it('at once get a number each', async () => {
    const tried = { subject: 'at once', at: world.clock.now(), windowMs: 60_000 }
    const numbers = await Promise.all(Array.from({ length: 20 }, () => world.store.staff.countTry(tried)))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  it.each([
    ['a moment before its end', -1, 2],
    ['at its end', 0, 1],
  ])('are in their window: %s', async (_, ms, number) => {
    const tried = { subject: `window ${ms}`, at: world.clock.now(), windowMs: 60_000 }
    await world.store.staff.countTry(tried)
    const at = new Date(tried.at.getTime() + 60_000 + ms)
    expect(await world.store.staff.countTry({ ...tried, at })).toBe(number)
  })

  it('are counted under a hash that needs the key', async () => {
    const subject = 'address officer@example.vn'
    await world.store.staff.countTry({ subject, at: world.clock.now(), windowMs: 60_000 })
    const kept = (await world.database.prisma.staffTry.findMany()).map((row) => row.subject)
    expect(kept).toContain(seal.index(`staff try ${subject}`))
    for (const form of ['base64url', 'hex'] as const)
      expect(kept).not.toContain(crypto.createHash('sha256').update(subject).digest(form))
  })

  it('are cleared away a day later', async () => {
    const tried = { subject: 'old', at: new Date('2026-11-20T00:00:00Z'), windowMs: 60_000 }
    await world.store.staff.countTry(tried)
    const rows = () => world.database.prisma.staffTry.count({ where: { since: tried.at } })
    expect(await rows()).toBe(1)
    await world.store.staff.countTry({ ...tried, subject: 'new', at: new Date('2026-11-21T00:00:00Z') })
    expect(await rows()).toBe(0)
  })
})
