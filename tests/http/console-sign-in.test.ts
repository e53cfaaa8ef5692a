import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/domain/staff.ts'
import { type ConsoleWorld, consoleWorld, password, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleWorld()
})
afterAll(() => world.close())

describe('the door', () => {
  it.each(['/console', '/console/applications', '/console/people/1', '/console/nowhere'])(
    'sends a stranger from %s to the sign-in',
    async (path) => {
      const answer = await world.get(path)
      expect(answer.status).toBe(302)
      expect(answer.to).toContain('/console/sign-in')
    },
  )

  it('lets nobody do anything without being signed in', async () => {
    const answer = await world.post('/console/applications/1/step', { event: 'withdraw' })
    expect(answer).toMatchObject({ status: 302, to: '/console/sign-in' })
  })

  it('opens with address and password, and leads back to where one wanted to go', async () => {
    const staff = await world.staff('officer', { name: 'Lê Mai' })
    await world.signIn(staff)
    const answer = await world.post('/console/sign-in', {
      email: staff.email.toUpperCase(),
      password,
      next: '/console/cases',
    })
    expect(answer).toMatchObject({ status: 303, to: '/console/cases' })
    const cookie = answer.headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Path=\/console/)
    const home = await world.get('/console', answer)
    expect(home.status).toBe(200)
    expect(home.text).toContain('Chào Lê Mai')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/chat', 'javascript:alert(1)'])(
    'does not lead to %s',
    async (next) => {
      const staff = await world.staff('officer')
      await world.signIn(staff)
      const answer = await world.post('/console/sign-in', { email: staff.email, password, next })
      expect(answer.to).toBe('/console')
    },
  )

  it('says the same to a wrong password, to an unknown address and to nonsense', async () => {
    const staff = await world.staff('officer')
    await world.signIn(staff)
    const tries = [
      { email: staff.email, password: 'wrong password here' },
      { email: 'nobody@example.vn', password: 'wrong password here' },
      { email: 'nonsense', password: '' },
    ]
    for (const typed of tries) {
      const answer = await world.post('/console/sign-in', typed)
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('Thư điện tử hoặc mật khẩu chưa đúng.')
      expect(answer.text).toContain(`value="${typed.email}"`)
      expect(answer.cookie).toBe('')
    }
  })

  it.each(['known', 'unknown'])('closes for a while after ten tries on a %s address', async (kind) => {
    const staff = await world.staff('officer')
    await world.signIn(staff)
    const email = kind === 'known' ? staff.email : `${staff.id}-unknown@example.vn`
    const tries = []
    for (let n = 0; n < 12; n++) tries.push((await world.post('/console/sign-in', { email, password: 'guess' })).status)
    expect(tries.slice(0, 9).every((status) => status === 401)).toBe(true)
    expect(tries.slice(10)).toEqual([429, 429])
    expect((await world.post('/console/sign-in', { email, password })).status).toBe(429)
  })

  it('counts tries without keeping what was typed, and keeps them out of the log', async () => {
    const rows = await world.database.prisma.staffTry.findMany()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('example.vn')
    expect(await world.database.prisma.audit.count({ where: { action: { contains: 'try' } } })).toBe(0)
  })
})

describe('a session', () => {
  const signedIn = async () => {
    const staff = await world.staff('officer')
    return { staff, who: await world.signIn(staff) }
  }

  it('ends when it is left', async () => {
    const { who } = await signedIn()
    expect((await world.post('/console/sign-out', {}, who)).to).toBe('/console/sign-in')
    expect((await world.get('/console', who)).status).toBe(302)
  })

  it('ends at once when the account is shut, and does not begin again', async () => {
    const { staff, who } = await signedIn()
    await world.store.staff.setDisabled(staff.id, world.clock.now())
    expect((await world.get('/console', who)).status).toBe(302)
    const again = await world.post('/console/sign-in', { email: staff.email, password })
    expect(again.status).toBe(401)
    expect(again.text).toContain('Thư điện tử hoặc mật khẩu chưa đúng.')
  })

  it('ends on revocation', async () => {
    const { staff, who } = await signedIn()
    await world.store.staff.endSessions(staff.id)
    expect((await world.get('/console', who)).status).toBe(302)
  })

  it('is not forged by changing the cookie', async () => {
    const { who } = await signedIn()
    const cookie = (who.cookie ?? '').replace(/=(.)/, (_, c) => `=${c === 'A' ? 'B' : 'A'}`)
    expect((await world.get('/console', { cookie })).status).toBe(302)
  })

  it('has no other way in: nobody signs up, and the routes of the library are not there', async () => {
    const form = { email: 'new@example.vn', password, name: 'X' }
    for (const path of ['/console/auth/sign-up/email', '/console/auth/sign-in/email', '/console/auth/get-session']) {
      expect((await world.post(path, form)).to).toBe('/console/sign-in')
    }
    expect(await world.store.staff.byEmail('new@example.vn')).toBeUndefined()
  })
})

describe('a form', () => {
  it.each<[string, Record<string, string>, number]>([
    ['of our own page', {}, 303],
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['of a page without an origin', { origin: 'null' }, 403],
    ['that says it is of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s', async (_, sends, status) => {
    const who = await world.signIn(await world.staff('officer'))
    expect((await world.post('/console/language', { lang: 'en' }, { ...who, sends })).status).toBe(status)
  })
})

describe('a page', () => {
  it('carries the headers that keep it safe, and is kept by no cache', async () => {
    const { headers, text } = await world.get('/console', await world.signIn(await world.staff('officer')))
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(text).not.toMatch(/<script|style=|onclick=/)
  })

  it('has its look served with a mark that lets it be kept', async () => {
    const href = /href="(\/console\/style\.css\?v=[^"]+)"/.exec((await world.get('/console/sign-in')).text)?.[1] ?? ''
    const look = await world.get(href)
    expect(look.headers.get('content-type')).toContain('text/css')
    expect(look.headers.get('cache-control')).toContain('immutable')
  })

  it('speaks the language that was chosen, before and after sign-in', async () => {
    const open = await world.get('/console/sign-in?lang=en')
    expect(open.text).toContain('<html lang="en">')
    expect((await world.get('/console/sign-in', open)).text).toContain('Sign in')
    const staff = await world.staff('officer')
    const who = await world.signIn(staff)
    expect((await world.get('/console', who)).text).toContain('<html lang="vi">')
    expect(await world.post('/console/language', { lang: 'en', back: '/console/cases' }, who)).toMatchObject({
      to: '/console/cases',
    })
    expect((await world.get('/console', who)).text).toContain('Hello')
    await world.post('/console/language', { lang: 'xx' }, who)
    expect((await world.store.staff.find(staff.id))?.lang).toBe('en')
  })
})

describe('changing the language', () => {
  it('leads back to the page that is shown, also after a form that was not taken', async () => {
    const who = await world.signIn(await world.staff('officer'))
    const list = await world.get('/console/applications?state=all&programme=poor', who)
    expect(list.text).toContain('name="back" value="/console/applications?state=all&amp;programme=poor"')
    const sends = { referer: 'http://loa.test/console/announcements/new' }
    const refused = await world.post('/console/announcements/new', {}, { ...who, sends })
    expect(refused.text).toContain('name="back" value="/console/announcements/new"')
  })
})

describe('the rooms', () => {
  const rooms = [
    '/console/applications',
    '/console/cases',
    '/console/announcements',
    '/console/people',
    '/console/staff',
    '/console/audit',
  ]
  it.each<[Role, string[]]>([
    ['officer', ['applications', 'cases', 'announcements', 'people']],
    ['director', ['applications', 'cases', 'announcements', 'people', 'staff', 'audit']],
    ['commune_chair', ['applications', 'cases']],
    ['admin', ['staff', 'audit']],
  ])('that a %s may enter', async (role, open) => {
    const unit = role === 'commune_chair' ? { communeId: world.commune.first } : {}
    const who: Visitor = await world.signIn(await world.staff(role, unit))
    const home = await world.get('/console', who)
    expect(home.status).toBe(200)
    for (const path of rooms) {
      const mine = open.some((name) => path.endsWith(name))
      expect([path, (await world.get(path, who)).status]).toEqual([path, mine ? 200 : 403])
      expect(home.text.includes(`href="${path}"`)).toBe(mine)
    }
  })

  it('that do not exist are not found', async () => {
    const answer = await world.get('/console/nowhere', await world.signIn(await world.staff('officer')))
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('Không tìm thấy trang này')
  })
})
