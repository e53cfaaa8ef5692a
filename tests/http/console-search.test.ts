import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let stranger: Visitor
let narrow: Visitor
let hoa: { id: string; customerId: string; loan: string }
let codes: { application: string; applicationId: string; case: string; caseId: string; secret: string }

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  narrow = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
  const id = await world.household({
    ...{ name: 'Trần Thị Hoà', folded: 'tran thi hoa', phone: '0912345678', programmes: ['poor'] },
  })
  await world.household({ name: 'Trần Thị Hoa', folded: 'tran thi hoa' })
  await world.household({ name: 'Đỗ Văn Bảy', folded: 'do van bay' })
  const { prisma } = world.database
  const [loan] = await prisma.loan.findMany({ where: { householdId: BigInt(id) } })
  const customerId = (await world.store.households.find(id))?.customerId ?? ''
  hoa = { id, customerId, loan: loan?.loanCode ?? '' }
  const accountId = await world.account({ householdId: id })
  const applicationId = await world.application({ accountId, householdId: id })
  const { code: application } = (await world.store.applications.find(applicationId))!
  const place = { officeId: world.office.id, communeId: world.commune.first, accountId }
  const words = { kind: 'talk', text: 'Alo', at: now, dueAt: now } as const
  const opened = await world.store.cases.open({ ...place, ...words, routedTo: 'officer' })
  const secret = await world.store.cases.open({ ...place, ...words, routedTo: 'director' })
  codes = { application, applicationId, case: opened.code, caseId: opened.id, secret: secret.code }
})
afterAll(() => world.close())

const finds = async (q: string, who = officer) => {
  const first = await world.post('/console/search', { q }, who)
  return first.to?.startsWith('/console/search') ? world.get(first.to, who) : first
}

describe('the field in the head', () => {
  it('stands on every page of whoever may see people, and of nobody else', async () => {
    for (const path of ['/console', '/console/cases', '/console/programmes'])
      expect((await world.get(path, officer)).text).toContain('action="/console/search"')
    const chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
    const admin = await world.signIn(await world.staff('admin'))
    for (const who of [chair, admin]) {
      expect((await world.get('/console', who)).text).not.toContain('action="/console/search"')
      expect((await world.post('/console/search', { q: 'hoa' }, who)).status).toBe(403)
    }
  })

  it.each([
    ['a phone number', () => '0912 345 678'],
    ['a customer id', () => hoa.customerId],
    ['a loan number', () => hoa.loan],
  ])('opens the household of %s at once, and no address holds the number', async (_, typed) => {
    const answer = await world.post('/console/search', { q: typed() }, officer)
    expect(answer).toMatchObject({ status: 303, to: `/console/people/${hoa.id}` })
    for (const who of [stranger, narrow]) {
      const theirs = await world.post('/console/search', { q: typed() }, who)
      expect([theirs.status, theirs.text.includes('Không tìm thấy')]).toEqual([200, true])
    }
  })

  it.each([
    ['a request', () => codes.application, () => `/console/applications/${codes.applicationId}`],
    ['a case', () => codes.case, () => `/console/cases/${codes.caseId}`],
    [
      'a case in small letters, without its dash',
      () => codes.case.toLowerCase().replace('-', ''),
      () => `/console/cases/${codes.caseId}`,
    ],
  ])('opens %s by its code at once, in the unit only', async (_, typed, path) => {
    expect(await world.post('/console/search', { q: typed() }, officer)).toMatchObject({ status: 303, to: path() })
    for (const who of [stranger, narrow])
      expect((await world.post('/console/search', { q: typed() }, who)).text).toContain('Không tìm thấy')
  })

  it('opens the request of an identity number at once, in the unit only, and shows the number nowhere', async () => {
    const idNumber = '035168000123'
    await world.store.applications.complete(codes.applicationId, { idNumber }, now)
    const to = `/console/applications/${codes.applicationId}`
    expect(await world.post('/console/search', { q: '035 168 000 123' }, officer)).toMatchObject({ status: 303, to })
    for (const who of [stranger, narrow])
      expect((await world.post('/console/search', { q: idNumber }, who)).text).toContain('Không tìm thấy')
  })

  it('does not find a case that goes past the reader', async () => {
    expect((await finds(codes.secret)).text).toContain('Không tìm thấy')
    const director = await world.signIn(await world.staff('director'))
    expect((await finds(codes.secret, director)).to).toMatch(/^\/console\/cases\/\d+$/)
  })

  it('lists loans by the end of their number, from six digits on', async () => {
    const { text } = await finds(hoa.loan.slice(-6))
    expect(text).toContain(hoa.loan)
    expect(text).toContain('Trần Thị Hoà')
    expect((await finds(hoa.loan.slice(-5))).text).not.toContain(hoa.loan)
    expect((await finds(hoa.loan.slice(-6), stranger)).text).not.toContain(hoa.loan)
  })

  it.each([
    ['without marks', 'hoa tran'],
    ['with marks', 'Trần Thị Hoà'],
  ])('lists everybody of a name, %s, under an address that can be kept', async (_, q) => {
    const first = await world.post('/console/search', { q }, officer)
    expect(first).toMatchObject({ status: 303, to: `/console/search?${new URLSearchParams({ q })}` })
    const { text } = await world.get(first.to ?? '', officer)
    expect(text).toContain('Trần Thị Hoà')
    expect(text).toContain('Trần Thị Hoa')
    expect(text).toContain('091****678')
  })

  it('opens the only one of a whole name, and lists who is only like it', async () => {
    expect((await finds('Đỗ Văn Bảy')).to).toMatch(/^\/console\/people\/\d+$/)
    expect((await finds('bảy')).text).toContain('Đỗ Văn Bảy')
  })

  it.each([
    ['nothing', '   '],
    ['a wildcard', '%'],
    ['a quote', "'; DROP TABLE household; --"],
    ['very much', 'a'.repeat(5000)],
  ])('takes %s calmly', async (_, q) => expect((await finds(q)).status).toBe(200))
})

describe('people as a file', () => {
  it('are those of a name, numbers masked, and who took them is written down', async () => {
    const { text, status } = await world.get('/console/people/list.csv?q=thi%20hoa', officer)
    expect(status).toBe(200)
    expect(text).toContain('Trần Thị Hoà')
    expect(text).toContain('091****678')
    expect(text).not.toContain('0912345678')
    expect((await world.store.audit.list({ action: 'list.export', limit: 1 }))[0]).toMatchObject({
      subjectId: 'people',
    })
    const page = async (q: string) => (await world.get(`/console/people?q=${q}`, officer)).text
    expect(await page('thi%20hoa')).toContain('/console/people/list.xlsx?q=thi')
    expect(await page('hoa')).not.toContain('/console/people/list.xlsx')
  })

  it.each(['', '?q=', '?q=0912345678', '?q=hoa', '?q=t%20a%20o'])(
    'are not all of them, nor found by a number or three letters (%s)',
    async (query) => {
      expect((await world.get(`/console/people/list.csv${query}`, officer)).status).toBe(404)
    },
  )
})
